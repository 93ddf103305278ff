package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"aircover/backend/incident"
	"aircover/backend/notify"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// keptShowings is how long the runner remembers when it showed a banner, well
// over the window of the limits, since the store knows it by the wall clock only.
const keptShowings = 24 * time.Hour

// deliver shows the banner that the limits allow now, if any, and gives the
// time at which the next one may be. While the desktop still has the last
// one, nothing is shown and nothing is lost.
func (r *Runner) deliver(ctx context.Context, now incident.Time, due []nudge.Nudge) incident.Time {
	if r.flying || len(due) == 0 {
		r.woke = r.woke && len(due) > 0
		return incident.Time{}
	}
	history, err := r.history(ctx, now, due)
	if err != nil {
		r.complain(ctx, fmt.Errorf("read which banners were shown: %w", err))
		return incident.Time{}
	}
	o := r.source.circumstances(ctx)
	o.Woke = r.woke
	d := nudge.Plan(now, due, history, o)
	if d.Banner == nil {
		r.woke = r.woke && !d.NextLook.IsZero()
		return d.NextLook
	}
	showing := store.Showing{At: now, Public: d.Public}
	if err := r.store.RecordShowing(ctx, d.Keys, showing); err != nil {
		r.problem = "It could not be recorded that a desktop notification is shown, so none is. What is due stays on screen in Aircover."
		r.complain(ctx, fmt.Errorf("record a banner: %w", err))
		return incident.Time{}
	}
	r.woke, r.flying = false, true
	r.shown = append(r.shown, timedShowing{showing, r.last})
	r.keepShown(ctx)
	r.flights.Go(func() { r.fly(ctx, d) })
	return d.NextLook
}

// fly hands a banner to the desktop, for as long as the desktop may take.
func (r *Runner) fly(ctx context.Context, d nudge.Decision) {
	ctx, cancel := context.WithTimeout(ctx, deliveryLimit)
	defer cancel()
	answer := make(chan error, 1)
	go func() { answer <- r.show(ctx, r.banner(*d.Banner)) }()
	landed := delivery{keys: d.Keys, public: d.Public}
	select {
	case landed.err = <-answer:
	case <-ctx.Done():
		landed.err = ctx.Err()
	}
	r.landed <- landed
}

// banner gives a banner its buttons.
func (r *Runner) banner(b nudge.Banner) notify.Banner {
	return notify.Banner{
		Key: b.Key, Title: b.Title, Body: b.Body, Critical: b.Critical, Sound: b.Sound,
		Actions: each(b.Actions, func(a nudge.Action) notify.Action { return notify.Action{ID: a.ID, Label: a.Label} }),
		Pressed: func(action string) {
			if r.pressed != nil {
				r.pressed(b.Incident, b.Key, action)
			}
		},
	}
}

// history is what the limits go by: what the store has, and for the banners of
// this process how long ago they were, whatever happened to the wall clock.
func (r *Runner) history(ctx context.Context, now incident.Time, due []nudge.Nudge) (nudge.History, error) {
	h := nudge.History{Nudges: map[string]nudge.Shown{}}
	keys := make([]string, 0, len(due))
	for _, n := range due {
		keys = append(keys, n.Key)
	}
	banners, err := r.store.Banners(ctx, keys)
	if err != nil {
		return h, err
	}
	for key, b := range banners {
		h.Nudges[key] = nudge.Shown{Showings: b.Showings, At: b.Attempted, Confirmed: !b.Confirmed.IsZero()}
	}
	r.shown = slices.DeleteFunc(r.shown, func(s timedShowing) bool { return r.last.since(s.moment) >= keptShowings })
	for _, s := range r.shown {
		ago := max(r.last.since(s.moment), time.Millisecond)
		h.Banners = append(h.Banners, nudge.Showing{At: s.At, Public: s.Public, Ago: ago})
	}
	stored, err := r.store.ShowingsSince(ctx, now.Add(-nudge.HistoryWindow))
	for _, s := range stored {
		if !slices.ContainsFunc(r.shown, func(own timedShowing) bool { return own.Showing == s }) {
			h.Banners = append(h.Banners, nudge.Showing{At: s.At, Public: s.Public})
		}
	}
	return h, err
}
