package app

import (
	"context"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/markdown"
	"aircover/backend/store"
)

// Updates is the screen on which updates are written: facts on one side, a
// draft for every audience on the other.
type Updates struct{ app *App }

// sentRows is how many past updates of an audience the screen shows.
const sentRows = 10

// View gives the whole screen.
func (u *Updates) View(id string) (view UpdatesView, err error) {
	defer caught(&err)
	a := u.app
	names, err := a.names()
	if err != nil {
		return view, err
	}
	drafts := map[string]store.Draft{}
	err = a.read(id, func(r *store.Room) error {
		for _, audience := range r.Comms.Audiences {
			drafts[audience.ID] = store.Draft{}
		}
		return nil
	})
	if err != nil {
		return view, err
	}
	for audience := range drafts {
		if drafts[audience], _, err = a.store.Draft(context.Background(), id, audience); err != nil {
			return view, err
		}
	}
	err = a.read(id, func(r *store.Room) (err error) {
		view, err = updatesView(r, incident.At(a.now()), names, drafts)
		return err
	})
	return view, err
}

// names lists the directory, whose names must not get out.
func (a *App) names() ([]string, error) {
	if err := a.unusable(); err != nil {
		return nil, err
	}
	const most = 500
	people, err := a.store.People(context.Background(), "", most)
	return each(people, func(p store.Person) string { return p.Name }), err
}

// Draft gives the draft for one audience as the facts give it in a public
// state, or as it was written by hand. An empty state is the one that fits.
func (u *Updates) Draft(id, audience, state string) (view DraftView, err error) {
	defer caught(&err)
	a := u.app
	names, err := a.names()
	if err != nil {
		return view, err
	}
	draft, _, err := a.store.Draft(context.Background(), id, audience)
	if err != nil {
		return view, err
	}
	err = a.read(id, func(r *store.Room) (err error) {
		w := writing{r, incident.At(a.now()), names}
		view, err = w.draftView(audience, comms.PublicState(state), draft)
		return err
	})
	return view, err
}

// Save keeps the text of a draft as it is typed, and judges it. A text that is
// what the facts give is no draft by hand.
func (u *Updates) Save(id, audience, state, words string) (findings []FindingView, err error) {
	defer caught(&err)
	a := u.app
	names, err := a.names()
	if err != nil {
		return nil, err
	}
	var draft store.Draft
	byHand := true
	err = a.read(id, func(r *store.Room) error {
		w := writing{r, incident.At(a.now()), names}
		fresh, err := w.fresh(audience, w.state(comms.PublicState(state)))
		if err != nil {
			return err
		}
		base, err := w.fingerprint(audience, comms.PublicState(state))
		if err != nil {
			return err
		}
		byHand = words != fresh.Text
		draft = store.Draft{Incident: id, Audience: audience, Text: words, Base: base, Updated: w.now}
		findings = w.findings(audience, comms.PublicState(state), words)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !byHand {
		return findings, a.store.DeleteDraft(context.Background(), id, audience)
	}
	return findings, a.store.SaveDraft(context.Background(), draft)
}

// Discard throws away what was written by hand and returns to the facts.
func (u *Updates) Discard(id, audience string) (err error) {
	defer caught(&err)
	if err := u.app.unusable(); err != nil {
		return err
	}
	return u.app.store.DeleteDraft(context.Background(), id, audience)
}

// NothingNew gives the shortest honest update for an audience.
func (u *Updates) NothingNew(id, audience string) (words string, err error) {
	defer caught(&err)
	err = u.app.read(id, func(r *store.Room) error {
		draft, err := comms.NothingNew(&r.Incident, &r.Comms, audience, incident.At(u.app.now()), incident.Time{})
		words = draft.Text
		return err
	})
	return words, err
}

// Formats gives a text in every form that can be copied.
func (u *Updates) Formats(words string) (view FormatsView, err error) {
	defer caught(&err)
	if len(words) > comms.MaxUpdate {
		return view, fault.New(fault.TooLarge, "This update is %d kB; it can hold up to %d kB. Shorten it.", len(words)/1000, comms.MaxUpdate/1000)
	}
	return FormatsView{
		Plain: markdown.Plain(words), Markdown: words, Slack: markdown.Slack(words), HTML: markdown.HTML(words),
	}, nil
}

// MarkSent records that the lead sent an update. The time of the next one that
// its text announces becomes the promise.
func (u *Updates) MarkSent(id, audience, state, words string) (err error) {
	defer caught(&err)
	a := u.app
	err = a.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		w := writing{room: r, now: st.Now}
		public := w.state(comms.PublicState(state))
		next, _ := comms.StatedNext(words, w.lintContext(audience, public))
		return r.Comms.MarkSent(st, &r.Incident, comms.UpdateSent{Audience: audience, State: public, Text: words, Next: next})
	})
	if err != nil {
		return err
	}
	return a.store.DeleteDraft(context.Background(), id, audience)
}

// MovePromise gives an audience another time for its next update, RFC 3339.
func (u *Updates) MovePromise(id, audience, at string) (err error) {
	defer caught(&err)
	next, err := incident.ParseTime(at)
	if err != nil {
		return fault.Field("next", "This is not a time. Choose when the next update comes.")
	}
	return u.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.MovePromise(st, audience, next)
	})
}

// Pause stops an audience's cadence, or resumes it.
func (u *Updates) Pause(id, audience string, paused bool) (err error) {
	defer caught(&err)
	return u.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.Pause(st, audience, paused)
	})
}

// SetFact puts a fact in the lead's words; empty words return to the log's.
func (u *Updates) SetFact(id, name, words string) (err error) {
	defer caught(&err)
	return u.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.SetFact(st, name, words)
	})
}
