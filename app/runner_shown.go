package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"aircover/backend/incident"
	"aircover/backend/store"
)

// shownKey is the setting that keeps when banners were shown by the clock that
// nobody sets, so that the limits hold over a restart after the wall clock was
// set back.
const shownKey = "nudges.shown"

// bootShowing is a banner by that clock.
type bootShowing struct {
	At     incident.Time `json:"at"`
	Public bool          `json:"public,omitempty"`
	Boot   time.Duration `json:"boot"` // since the machine started
}

// keepShown stores all that is remembered: a banner of hours ago may look like
// one of just now after the wall clock was set back.
func (r *Runner) keepShown(ctx context.Context) {
	text, err := json.Marshal(each(r.shown, func(s timedShowing) bootShowing { return bootShowing{s.At, s.Public, s.boot} }))
	if err == nil {
		err = r.store.SetSetting(ctx, shownKey, string(text))
	}
	if err != nil {
		r.complain(ctx, fmt.Errorf("keep when banners were shown: %w", err))
	}
}

// recallShown reads what earlier processes showed since the machine started.
func (r *Runner) recallShown(ctx context.Context) {
	text, set, err := r.store.Setting(ctx, shownKey)
	var kept []bootShowing
	if err == nil && set {
		err = json.Unmarshal([]byte(text), &kept)
	}
	if err != nil {
		r.complain(ctx, fmt.Errorf("read when banners were shown: %w", err))
	}
	for _, k := range kept {
		ago := r.last.boot - k.Boot
		if ago < 0 {
			continue // the machine was started anew
		}
		r.shown = append(r.shown, timedShowing{
			Showing: store.Showing{At: k.At, Public: k.Public}, moment: moment{awake: r.last.awake - ago, boot: k.Boot},
		})
	}
}
