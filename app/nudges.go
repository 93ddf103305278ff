package app

import (
	"context"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// Nudges is what the app has to say to the lead, and what the lead does about it.
type Nudges struct{ app *App }

// View gives what stands now, over all incidents.
func (n *Nudges) View() (view NudgesView, err error) {
	defer caught(&err)
	a := n.app
	if err := a.unusable(); err != nil {
		return view, err
	}
	return a.nudgesView(a.runner.State()), nil
}

func (a *App) nudgesView(state NudgeState) NudgesView {
	view := NudgesView{Due: each(state.Due, a.nudgeView), OnBridge: a.onBridge.Load(), Problem: state.DeliveryProblem, Unwanted: []string{}}
	for _, r := range nudge.Rules(a.runner.tuning.Load().Rules) {
		if r.On && state.Dismissed[r.ID] >= nudge.OfferAfter {
			view.Unwanted = append(view.Unwanted, r.ID)
		}
	}
	if next := state.Next; next != nil {
		view.Next = &NextView{Incident: next.Incident, At: text(next.Due), Label: next.Title}
	}
	return view
}

func (a *App) nudgeView(n nudge.Nudge) NudgeView {
	return NudgeView{
		Key: n.Key, Rule: n.Rule, Incident: n.Incident, Title: n.Title, Body: n.Body, Due: text(n.Due),
		Public: n.Public, Quiet: n.Quiet, Audience: n.Audience, Subject: n.Subject,
		Actions: each(n.Actions, func(act nudge.Action) ActionView {
			return ActionView{ID: act.ID, Label: act.Label, Key: act.Key}
		}),
	}
}

// Act does one of a nudge's actions. A nudge that has passed in the meantime
// is no error: there is nothing left to do.
func (n *Nudges) Act(id, key, action string) (answer NudgeAnswer, err error) {
	defer caught(&err)
	a := n.app
	answer.Incident = id
	err = a.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		due, ok := a.findNudge(r, st.Now, key)
		if !ok {
			return nil, nil
		}
		changes, err := act(r, st, due, action, &answer)
		if err != nil || answer.Focus != "" || action == nudge.Open {
			// to look is not to act: the nudge stands until what it is about is done
			return changes, err
		}
		outcome, until := outcomeOf(st.Now, action)
		return append(changes, r.Incident.SettleNudge(st, key, outcome, action, until)...), nil
	})
	if err != nil {
		return answer, err
	}
	if err := a.runner.Confirm(context.Background(), []string{key}); err != nil {
		a.log.Load().write("nudges", err) // what was done stands
	}
	return answer, nil
}

// outcomeOf is what comes of a nudge by an action.
func outcomeOf(now incident.Time, action string) (incident.Outcome, incident.Time) {
	switch action {
	case nudge.Snooze5:
		return incident.Snoozed, now.Add(5 * time.Minute)
	case nudge.Snooze60:
		return incident.Snoozed, now.Add(time.Hour)
	case nudge.Dismiss:
		return incident.Dismissed, incident.Time{}
	}
	return incident.Acted, incident.Time{}
}

// act gives what an action changes, and fills in what is left to the page.
func act(r *store.Room, st incident.Stamp, n nudge.Nudge, action string, answer *NudgeAnswer) ([]incident.Change, error) {
	answer.Audience, answer.Subject = n.Audience, n.Subject
	s := &r.Incident
	switch action {
	case nudge.Snooze5, nudge.Snooze60, nudge.Dismiss, nudge.Noted:
		return nil, nil
	case nudge.CopyShield:
		answer.Copy = shieldMessage(r, st.Now, n.Subject)
		return nil, nil
	case nudge.Open:
		answer.Open = "updates"
		return nil, nil
	case nudge.NothingNew:
		answer.Open, answer.Focus = "updates", "nothing"
		return nil, nil
	case nudge.Move:
		answer.Open, answer.Focus = "updates", "next"
		return nil, nil
	case nudge.InternalOnly:
		return r.Comms.Pause(st, n.Audience, true)
	case nudge.Answered:
		return s.AnswerTask(st, n.Subject, "")
	case nudge.Extend10:
		return s.ExtendTask(st, n.Subject, 10)
	case nudge.Drop:
		return s.DropTask(st, n.Subject)
	case nudge.CopyQuestion:
		answer.Copy = writtenQuestion(n.Subject)
		return nil, nil
	case nudge.Heard:
		return s.CheckIn(st, n.Subject, "", "")
	case nudge.Done:
		return s.MeetNeed(st, n.Subject, "")
	case nudge.WhoCan:
		answer.Copy = whoCan(s, n.Subject)
		return nil, nil
	case nudge.Decline:
		answer.Open, answer.Focus = "room", "decline"
		return nil, nil
	case nudge.Answer:
		answer.Open = "updates"
		return r.Meetings.SettleRequest(st, n.Subject, "answered", "")
	case nudge.Agenda:
		return r.Meetings.SettleRequest(st, n.Subject, "agenda", "")
	case nudge.Hold:
		answer.Open, answer.Focus = "sync", "hold"
		return nil, nil
	}
	return nil, fault.New(fault.Invalid, "This prompt has no such action.")
}

// writtenQuestion is the one question of a check-in, to be pasted where the
// responder reads it when it suits.
func writtenQuestion(workstream string) string {
	about := "Where are we at"
	if workstream != "" {
		about += " with " + workstream
	}
	return about + ", and what do you need? Two short lines are enough, when it suits you. No call needed."
}

// whoCan asks around for what somebody waits for.
func whoCan(s *incident.State, id string) string {
	for _, need := range s.Needs {
		if need.ID == id {
			return "We need: " + need.Text + ". Who can provide it, or knows who can? Please answer to me, not to the engineers."
		}
	}
	return ""
}

// Snooze puts a nudge off by minutes; 0 is until the next promise, or for an
// hour where there is none.
func (n *Nudges) Snooze(id, key string, minutes int) (err error) {
	defer caught(&err)
	if minutes < 0 || minutes > 24*60 {
		return fault.Field("minutes", "A prompt can be put off for up to a day.")
	}
	return n.settle(id, key, incident.Snoozed, func(r *store.Room, now incident.Time) incident.Time {
		if minutes == 0 {
			return nextPromise(r, now)
		}
		return now.Add(time.Duration(minutes) * time.Minute)
	})
}

// settle records what came of a nudge that stands.
func (n *Nudges) settle(id, key string, outcome incident.Outcome, until func(*store.Room, incident.Time) incident.Time) error {
	return n.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		if _, ok := n.app.findNudge(r, st.Now, key); !ok {
			return nil, nil
		}
		return r.Incident.SettleNudge(st, key, outcome, "", until(r, st.Now)), nil
	})
}

// nextPromise is when a prompt that is put off until the next promise returns.
func nextPromise(r *store.Room, now incident.Time) incident.Time {
	for _, due := range r.Comms.Due(&r.Incident) {
		if due.At.After(now) {
			return due.At
		}
	}
	return now.Add(time.Hour)
}

// Dismiss puts a nudge away for good.
func (n *Nudges) Dismiss(id, key string) (err error) {
	defer caught(&err)
	return n.settle(id, key, incident.Dismissed, func(*store.Room, incident.Time) incident.Time { return incident.Time{} })
}

// Seen notes that the lead has seen nudges in the app, so that a public
// promise among them is not shown again.
func (n *Nudges) Seen(keys []string) (err error) {
	defer caught(&err)
	if err := n.app.unusable(); err != nil {
		return err
	}
	return n.app.runner.Confirm(context.Background(), keys)
}

// SetBridge says whether the lead is on the bridge: then only public promises
// come through as banners.
func (n *Nudges) SetBridge(on bool) (err error) {
	defer caught(&err)
	a := n.app
	if err := a.unusable(); err != nil {
		return err
	}
	a.onBridge.Store(on)
	a.runner.Kick()
	a.host.Emit("nudges", a.nudgesView(a.runner.State()))
	return nil
}

// Compose says which draft the lead is writing, so that no banner interrupts
// that very update; an empty audience is none.
func (n *Nudges) Compose(id, audience string) (err error) {
	defer caught(&err)
	a := n.app
	if err := a.unusable(); err != nil {
		return err
	}
	a.composing.Store(&nudge.Composing{Incident: id, Audience: audience})
	a.runner.Kick()
	return nil
}

func (a *App) findNudge(r *store.Room, now incident.Time, key string) (nudge.Nudge, bool) {
	for _, n := range nudge.Due(now, a.nudgeInput(r)) {
		if n.Key == key {
			return n, true
		}
	}
	return nudge.Nudge{}, false
}

// nudgeInput gives an incident as the rules read it.
func (a *App) nudgeInput(r *store.Room) nudge.Input {
	return nudge.Input{
		ID: r.ID, Number: number(r.Number), Incident: &r.Incident, Comms: &r.Comms, Meetings: &r.Meetings,
		Shifts: nudge.ShiftsOf(r.Journal), Rules: a.runner.tuning.Load().Rules,
	}
}
