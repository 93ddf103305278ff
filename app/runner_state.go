package app

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/nudge"
)

// collect applies the rules to every open incident, and finds what was
// overtaken since. One that cannot be read does not silence the others.
func (r *Runner) collect(ctx context.Context, now incident.Time) (state NudgeState, gone standing) {
	ids, err := r.source.openIncidents(ctx)
	if err != nil {
		r.complain(ctx, fmt.Errorf("list the incidents for the nudges: %w", err))
	}
	r.recall(ctx)
	gone = standing{}
	dismissals := nudge.Dismissals{}
	for _, id := range r.there.with(ids) {
		err := r.source.nudgeInput(ctx, id, func(in nudge.Input) {
			in.Several = len(ids) > 1
			due, next, ahead := nudge.Look(now, in)
			state.Due = append(state.Due, due...)
			if ahead && (state.Next == nil || nudge.CompareTimes(next, *state.Next) < 0) {
				state.Next = &next
			}
			gone[id] = r.there.settle(in, due)
			dismissals.Add(in)
		})
		if err != nil {
			if !slices.Contains(ids, id) {
				delete(r.there, id) // it is neither open nor to be read
			}
			r.complain(ctx, fmt.Errorf("read an incident for the nudges: %w", err))
		}
	}
	slices.SortFunc(state.Due, nudge.Compare)
	state.Dismissed = dismissals.InARow()
	return state, gone
}

// complain reports a fault, unless it is only that the runner stops.
func (r *Runner) complain(ctx context.Context, err error) {
	if ctx.Err() == nil {
		r.report(err)
	}
}

// publish keeps the state, and tells of it where it differs from before.
func (r *Runner) publish(state NudgeState) {
	r.mu.Lock()
	same := reflect.DeepEqual(r.state, state)
	r.state = state
	r.mu.Unlock()
	if !same {
		r.onChange(state)
	}
}

// land notes what became of a banner.
func (r *Runner) land(ctx context.Context, d delivery) {
	r.flying, r.problem = false, ""
	if d.err != nil {
		r.problem = sentence(d.err, "Desktop notifications do not work here. What is due stays on screen in Aircover.")
		r.complain(ctx, fmt.Errorf("show a desktop notification: %w", d.err))
		return
	}
	if !d.public {
		return
	}
	if err := r.store.MarkDelivered(ctx, d.keys, incident.At(r.now())); err != nil {
		r.complain(ctx, fmt.Errorf("record a delivered banner: %w", err))
	}
}

// sentence gives the words of a fault for the lead, or others where it has none.
func sentence(err error, otherwise string) string {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e.Message
	}
	return otherwise
}
