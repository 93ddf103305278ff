package app

import (
	"context"
	"slices"
	"time"

	"aircover/backend/incident"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// bannerDeadline is how long a notification daemon may take to answer.
const bannerDeadline = 5 * time.Second

// nudgeRunner is what looks at the rules, once it is started.
func (a *App) nudgeRunner() *Runner {
	r := newRunner(runnerParts{
		source: (*nudgesOf)(a), store: a.store, show: a.around.show, now: a.now, boot: bootTime,
		pressed: a.pressed, wakes: watchWakes,
		onChange: func(state NudgeState) { a.host.Emit("nudges", a.nudgesView(state)) },
		report:   func(err error) { a.log.Load().write("nudges", err) },
	})
	tuned, err := readTuning(a.store)
	if err != nil {
		a.log.Load().write("nudges", err)
	}
	r.tuning.Store(&tuned)
	return r
}

// nudgesOf is the app as the runner reads it.
type nudgesOf App

func (a *nudgesOf) openIncidents(ctx context.Context) ([]string, error) {
	rows, err := a.store.List(ctx, store.ListQuery{OpenOnly: true, Limit: openRows})
	return each(rows, func(r store.Row) string { return r.ID }), err
}

func (a *nudgesOf) nudgeInput(ctx context.Context, id string, read func(nudge.Input)) error {
	return a.store.View(ctx, id, func(r *store.Room) error {
		read((*App)(a).nudgeInput(r))
		return nil
	})
}

// overtake records outcomes, unless the lead was quicker.
func (a *nudgesOf) overtake(_ context.Context, id string, keys []string) error {
	return (*App)(a).change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		var changes []incident.Change
		for _, key := range nudge.Overtaken((*App)(a).nudgeInput(r), keys) {
			putOff := r.Incident.Nudges[key].Until
			changes = append(changes, r.Incident.SettleNudge(st, key, incident.Overtaken, "", putOff)...)
		}
		return changes, nil
	})
}

func (a *nudgesOf) circumstances(context.Context) nudge.Options {
	o := a.runner.tuning.Load().options()
	o.OnBridge = a.onBridge.Load()
	if composing := a.composing.Load(); composing != nil {
		o.Composing = *composing
	}
	return o
}

// OpenPlace is the payload of the event "open": the place that the page goes
// to, and the text that it puts on the clipboard.
type OpenPlace struct {
	Incident string `json:"incident"`
	Screen   string `json:"screen" ts_type:"'room' | 'updates' | 'sync'"`
	Audience string `json:"audience"`
	Subject  string `json:"subject"` // entry or workstream that it is about
	Focus    string `json:"focus" ts_type:"'' | 'nothing' | 'next' | 'decline' | 'hold'"`
	Copy     string `json:"copy"`
}

// pressed does what a button of a banner says, and brings the window to the
// front where there is something to see or to paste. An empty action is a click
// on the banner itself.
func (a *App) pressed(id, key, action string) {
	var err error
	defer func() {
		if err != nil {
			a.log.Load().write("nudges", err)
		}
	}()
	defer caught(&err)
	if err = a.unusable(); err != nil {
		return
	}
	nudges, place := &Nudges{a}, a.placeOf(id, key)
	if action == "" {
		err = nudges.Seen([]string{key})
	} else {
		var answer NudgeAnswer
		answer, err = nudges.Act(id, key, action)
		switch {
		case err != nil: // the place shows what stands in the way
		case answer.Open == "" && answer.Copy == "":
			return
		case answer.Open != "":
			place = OpenPlace{Screen: answer.Open, Audience: answer.Audience, Subject: answer.Subject, Focus: answer.Focus}
		}
		place.Incident, place.Copy = id, answer.Copy
	}
	a.host.Show()
	a.host.Emit("open", place)
}

// placeOf is where a nudge is dealt with.
func (a *App) placeOf(id, key string) OpenPlace {
	place := OpenPlace{Incident: id, Screen: "room"}
	due := a.runner.State().Due
	if i := slices.IndexFunc(due, func(n nudge.Nudge) bool { return n.Key == key }); i >= 0 {
		place.Audience, place.Subject = due[i].Audience, due[i].Subject
	}
	switch nudge.RuleOf(key) {
	case nudge.FirstNotice, nudge.Promise:
		place.Screen = "updates"
	case nudge.Request:
		place.Screen = "sync"
	}
	return place
}
