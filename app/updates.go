package app

import (
	"cmp"
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
	if err := a.unusable(); err != nil {
		return view, err
	}
	drafts, err := a.store.Drafts(context.Background(), id)
	if err != nil {
		return view, err
	}
	err = a.withWriting(id, func(w writing) (err error) {
		view, err = updatesView(w, drafts)
		return err
	})
	return view, err
}

// withWriting reads an incident together with what its drafts are made from.
func (a *App) withWriting(id string, look func(writing) error) error {
	names, err := a.names()
	if err != nil {
		return err
	}
	templates, _, err := a.templates()
	if err != nil {
		return err
	}
	own, err := a.dictionaries()
	if err != nil {
		return err
	}
	drafts, err := a.store.Drafts(context.Background(), id)
	if err != nil {
		return err
	}
	return a.read(id, func(r *store.Room) error {
		return look(writing{room: r, now: incident.At(a.now()), names: names, own: own, drafts: drafts, templates: templates})
	})
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
// state, or as it was written by hand. An empty state is the one that fits, or
// that a text by hand opens with.
func (u *Updates) Draft(id, audience, state string) (view DraftView, err error) {
	defer caught(&err)
	if err := u.app.unusable(); err != nil {
		return view, err
	}
	kept, _, err := u.app.store.Draft(context.Background(), id, audience)
	if err != nil {
		return view, err
	}
	err = u.app.withWriting(id, func(w writing) (err error) {
		view, err = w.draftView(audience, comms.PublicState(state), kept)
		return err
	})
	return view, err
}

// Keep keeps the text of a draft as it is typed, and gives the draft as it
// stands then, judged. Base is that of the draft that the words were typed
// into: it tells what the lead changed. A text that is what the facts give is
// no draft by hand.
func (u *Updates) Keep(id, audience, state, words, base string) (view DraftView, err error) {
	defer caught(&err)
	if err := u.keep(id, audience, state, words, base); err != nil {
		return view, err
	}
	return u.Draft(id, audience, state)
}

func (u *Updates) keep(id, audience, state, words, base string) error {
	if err := u.app.unusable(); err != nil {
		return err
	}
	kept, _, err := u.app.store.Draft(context.Background(), id, audience)
	if err != nil {
		return err
	}
	var draft store.Draft
	byHand := true
	err = u.app.withWriting(id, func(w writing) (err error) {
		draft, byHand, err = w.take(audience, comms.PublicState(state), words, base, kept)
		return err
	})
	if err != nil {
		return err
	}
	if !byHand {
		return u.app.store.DeleteDraft(context.Background(), id, audience)
	}
	return u.app.store.SaveDraft(context.Background(), draft)
}

// Settle says that a paragraph by hand is right as it stands, though its facts
// have changed; it is named by its words. The mark comes back when the facts
// change again.
func (u *Updates) Settle(id, audience, state, paragraph string) (view DraftView, err error) {
	defer caught(&err)
	if err := u.app.unusable(); err != nil {
		return view, err
	}
	kept, found, err := u.app.store.Draft(context.Background(), id, audience)
	if err != nil {
		return view, err
	}
	if !found {
		return view, fault.New(fault.NotFound, "This draft is as the facts give it. There is nothing to keep.")
	}
	err = u.app.withWriting(id, func(w writing) error {
		_, paragraphs, err := w.generate(audience, w.state(comms.PublicState(cmp.Or(state, string(comms.StatedState(kept.Text))))))
		if err != nil {
			return err
		}
		merged := comms.Merge(readBase(kept.Base), paragraphs, kept.Text)
		kept.Text, kept.Base, kept.Updated = merged.Text, writeBase(merged.Settled(paragraph)), w.now
		return nil
	})
	if err != nil {
		return view, err
	}
	if err := u.app.store.SaveDraft(context.Background(), kept); err != nil {
		return view, err
	}
	return u.Draft(id, audience, state)
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
	err = u.app.withWriting(id, func(w writing) error {
		draft, err := w.templates.NothingNew(&w.room.Incident, &w.room.Comms, audience, w.now, incident.Time{})
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
	// The update is on record by then: a draft that stays must not look like a
	// failure, after which the lead would mark it twice.
	if err := a.store.DeleteDraft(context.Background(), id, audience); err != nil {
		a.log.Load().write("drafts", err)
	}
	return nil
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
