package comms

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aircover/backend/incident"
)

// PromiseRecord is what an audience was promised, and what came of it.
type PromiseRecord struct {
	Audience, Name string
	Open           *Promise      // nil where nothing is promised now
	Past           []PastPromise // in the order in which they ended
}

// PromiseRecords gives the record of every audience that was ever promised a
// time, in the order of the audiences.
func (s *State) PromiseRecords() []PromiseRecord {
	var records []PromiseRecord
	for _, a := range s.Audiences {
		record := PromiseRecord{Audience: a.ID, Name: a.Name}
		for _, past := range s.History {
			if past.Audience == a.ID {
				record.Past = append(record.Past, past)
			}
		}
		if promise, ok := s.Promises[a.ID]; ok {
			record.Open = &promise
		}
		if record.Open != nil || len(record.Past) > 0 {
			records = append(records, record)
		}
	}
	return records
}

// Overdue is how long after the promised time a promise ended; zero where it
// ended in time.
func (p PastPromise) Overdue() time.Duration { return max(0, p.Ended.Sub(p.At)) }

// Count is how many promises ended in one way.
func (r PromiseRecord) Count(end PromiseEnd) int {
	n := 0
	for _, past := range r.Past {
		if past.End == end {
			n++
		}
	}
	return n
}

// Summary says it in a sentence: "Status page: 7 promises, 6 kept, 1 late by 4 min."
func (r PromiseRecord) Summary(now incident.Time, zone string) string {
	all := len(r.Past)
	if r.Open != nil {
		all++
	}
	parts := []string{fmt.Sprintf("%d promises", all)}
	if all == 1 {
		parts[0] = "1 promise"
	}
	for _, end := range []PromiseEnd{Kept, Late, Missed, Moved, Released} {
		if n := r.Count(end); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, r.outcome(end, n)))
		}
	}
	if r.Open != nil {
		parts = append(parts, "1 "+openOutcome(*r.Open, now, zone))
	}
	return r.Name + ": " + strings.Join(parts, ", ") + "."
}

func (r PromiseRecord) outcome(end PromiseEnd, n int) string {
	switch end {
	case Late:
		worst := slices.MaxFunc(r.Past, func(a, b PastPromise) int { return int(a.lateness() - b.lateness()) }).lateness()
		if n > 1 {
			return "late by up to " + inMinutes(worst)
		}
		return "late by " + inMinutes(worst)
	case Moved:
		return "moved in time"
	case Released:
		return "ended with the incident"
	}
	return string(end)
}

// lateness is how late an update came; zero where none came, or came in time.
func (p PastPromise) lateness() time.Duration {
	if p.End != Late {
		return 0
	}
	return p.Overdue()
}

func openOutcome(p Promise, now incident.Time, zone string) string {
	if now.After(p.At) {
		return "overdue by " + inMinutes(now.Sub(p.At))
	}
	return "open until " + Clock(p.At, zone, now)
}

// inMinutes writes a span in whole minutes, a part of one counting as one:
// what is late is never "0 min" late.
func inMinutes(d time.Duration) string {
	n := int((d + time.Minute - 1) / time.Minute)
	if n < 60 {
		return fmt.Sprintf("%d min", n)
	}
	if n%60 == 0 {
		return fmt.Sprintf("%d h", n/60)
	}
	return fmt.Sprintf("%d h %d min", n/60, n%60)
}
