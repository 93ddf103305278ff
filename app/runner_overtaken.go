package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"aircover/backend/incident"
	"aircover/backend/nudge"
)

// standing is which nudges were said and have no outcome yet: by incident, the
// keys in order.
type standing map[string][]string

// standingKey is the setting that keeps it over a restart.
const standingKey = "nudges.standing"

// maxStanding bounds what is remembered of one incident; beyond, the oldest
// end without an outcome.
const maxStanding = 500

// recall reads what stood when the program ended, and what it had shown.
func (r *Runner) recall(ctx context.Context) {
	if r.there != nil {
		return
	}
	r.recallShown(ctx)
	r.there = standing{}
	text, set, err := r.store.Setting(ctx, standingKey)
	if err == nil && set {
		err = json.Unmarshal([]byte(text), &r.there)
	}
	if err != nil || r.there == nil {
		r.there = standing{}
		r.complain(ctx, fmt.Errorf("read which nudges were said: %w", err))
	}
	r.kept = text
}

// with lists the incidents that are open, and those that were when something
// was said.
func (s standing) with(open []string) []string {
	ids := slices.Clone(open)
	for _, id := range slices.Sorted(maps.Keys(s)) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// settle takes in what is due in an incident, lets go of what the lead is done
// with, and gives what was overtaken.
func (s standing) settle(in nudge.Input, due []nudge.Nudge) (gone []string) {
	keys := slices.DeleteFunc(slices.Clone(s[in.ID]), func(key string) bool {
		o := in.Incident.Nudges[key].Outcome
		return o != "" && o != incident.Snoozed
	})
	passed := slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		return slices.ContainsFunc(due, func(n nudge.Nudge) bool { return n.Key == key })
	})
	if len(passed) > 0 {
		gone = nudge.Overtaken(in, passed)
		keys = slices.DeleteFunc(keys, func(key string) bool { return slices.Contains(gone, key) })
	}
	for _, n := range due {
		if in.Incident.Nudges[n.Key].Outcome != incident.Overtaken && !slices.Contains(keys, n.Key) {
			keys = append(keys, n.Key)
		}
	}
	s[in.ID] = slices.Clone(keys[max(0, len(keys)-maxStanding):])
	if len(keys) == 0 {
		delete(s, in.ID)
	}
	return gone
}

// overtake records what was overtaken, and then what stands now: a program
// that ends in between finds both again.
func (r *Runner) overtake(ctx context.Context, gone standing) {
	for id, keys := range gone {
		if len(keys) == 0 {
			continue
		}
		if err := r.source.overtake(ctx, id, keys); err != nil {
			r.complain(ctx, fmt.Errorf("record which nudges were overtaken: %w", err))
			r.there[id] = append(r.there[id], keys...)
		}
	}
	text, err := json.Marshal(r.there)
	if err == nil && string(text) != r.kept {
		if err = r.store.SetSetting(ctx, standingKey, string(text)); err == nil {
			r.kept = string(text)
		}
	}
	if err != nil {
		r.complain(ctx, fmt.Errorf("keep which nudges were said: %w", err))
	}
}
