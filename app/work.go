package app

import (
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Work is what happens to the items of a room: needs, tasks, hypotheses,
// questions, interruptions. Each is named by the id of its entry.
type Work struct{ app *App }

// MeetNeed closes a need that was met; how may be empty.
func (w *Work) MeetNeed(id, need, how string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.MeetNeed(st, need, how)
	})
}

// DeclineNeed closes a need that will not be met.
func (w *Work) DeclineNeed(id, need, why string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.DeclineNeed(st, need, why)
	})
}

// AnswerTask closes a task with what came of it, which may be empty.
func (w *Work) AnswerTask(id, task, answer string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.AnswerTask(st, task, answer)
	})
}

// ExtendTask gives a task more minutes from now on.
func (w *Work) ExtendTask(id, task string, minutes int) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.ExtendTask(st, task, minutes)
	})
}

// DropTask closes a task that nobody needs any more.
func (w *Work) DropTask(id, task string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.DropTask(st, task)
	})
}

// SettleHypothesis gives a hypothesis a verdict: open, supported, ruled out.
func (w *Work) SettleHypothesis(id, hypothesis, verdict, why string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.SettleHypothesis(st, hypothesis, incident.Verdict(verdict), why)
	})
}

// AnswerQuestion answers a stakeholder's question.
func (w *Work) AnswerQuestion(id, question, answer string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.AnswerQuestion(st, question, answer)
	})
}

// Deflect says that the lead took an interruption.
func (w *Work) Deflect(id, interruption string) (err error) {
	defer caught(&err)
	return w.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.Deflect(st, interruption)
	})
}
