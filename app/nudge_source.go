package app

import (
	"context"
	"time"

	"aircover/backend/nudge"
	"aircover/backend/store"
)

// night is when nothing but a promise makes a banner: 22:00 to 07:00 on the
// laptop's clock, in minutes after midnight.
var night = nudge.Hours{From: 22 * 60, To: 7 * 60, Zone: time.Local}

// bannerDeadline is how long a notification daemon may take to answer.
const bannerDeadline = 5 * time.Second

// startRunner begins to look at the rules.
func (a *App) startRunner() {
	a.runner = newRunner(runnerParts{
		source: (*nudgesOf)(a), store: a.store, show: a.around.show, now: a.now, boot: bootTime,
		onChange: func(state NudgeState) { a.host.Emit("nudges", a.nudgesView(state)) },
		report:   func(err error) { a.log.write("nudges", err) },
	})
	a.runner.Start()
}

// nudgesOf is the app as the runner reads it.
type nudgesOf App

func (a *nudgesOf) openIncidents(ctx context.Context) ([]string, error) {
	rows, err := a.store.List(ctx, store.ListQuery{OpenOnly: true, Limit: openRows})
	return each(rows, func(r store.Row) string { return r.ID }), err
}

func (a *nudgesOf) nudgeInput(ctx context.Context, id string, read func(nudge.Input)) error {
	return a.store.View(ctx, id, func(r *store.Room) error {
		read(nudgeInput(r))
		return nil
	})
}

func (a *nudgesOf) circumstances(context.Context) nudge.Options {
	o := nudge.Options{OnBridge: a.onBridge.Load(), Quiet: night}
	if composing := a.composing.Load(); composing != nil {
		o.Composing = *composing
	}
	return o
}
