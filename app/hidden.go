package app

import (
	"context"
	"fmt"

	"aircover/backend/notify"
	"aircover/backend/store"
)

// SayHidden tells the lead, once in a run, that the app goes on without its
// window, and how to end it. It does not wait for the desktop.
func (a *App) SayHidden() {
	if a.unusable() != nil || a.saidHidden.Swap(true) {
		return
	}
	open, err := a.store.List(context.Background(), store.ListQuery{OpenOnly: true, Limit: openRows})
	if err != nil || len(open) == 0 {
		return
	}
	what := number(open[0].Number) + " is open"
	if len(open) > 1 {
		what = fmt.Sprintf("%d incidents are open", len(open))
	}
	b := notify.Banner{
		Key:     "hidden",
		Title:   "Aircover goes on while " + what + ".",
		Body:    "Start it again to see it; Ctrl+Q quits.",
		Pressed: func(string) { a.host.Show() },
	}
	show := a.around.show
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), bannerDeadline)
		defer cancel()
		// a desktop that shows no banners has nothing else to say it with
		_ = show(ctx, b)
	}()
}
