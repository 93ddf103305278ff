package app

import (
	"slices"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Promises is the record of the times that audiences were promised.
type Promises struct{ app *App }

// PromiseRecordView is what one audience was promised, and what came of it.
type PromiseRecordView struct {
	Audience string            `json:"audience"`
	Name     string            `json:"name"`
	Summary  string            `json:"summary"` // "Status page: 7 promises, 6 kept, 1 late by 4 min."
	Open     *StandingView     `json:"open"`
	Past     []PastPromiseView `json:"past"` // the newest first
}

// StandingView is a promise that stands.
type StandingView struct {
	At    string `json:"at"`   // what was promised
	Made  string `json:"made"` // when
	Entry string `json:"entry"`
}

// PastPromiseView is a promise and what became of it.
type PastPromiseView struct {
	At      string `json:"at"`
	Made    string `json:"made"`
	Entry   string `json:"entry"`
	End     string `json:"end" ts_type:"'kept' | 'late' | 'missed' | 'moved' | 'released'"`
	Ended   string `json:"ended"`
	Seconds int    `json:"seconds"` // from the promised time to the end; 0 where it ended in time
}

// History gives the record of every audience that was ever promised a time.
func (p *Promises) History(id string) (views []PromiseRecordView, err error) {
	defer caught(&err)
	err = p.app.read(id, func(r *store.Room) error {
		now := incident.At(p.app.now())
		views = each(r.Comms.PromiseRecords(), func(record comms.PromiseRecord) PromiseRecordView {
			return promiseRecordView(record, now, r.Incident.Zone)
		})
		return nil
	})
	return views, err
}

func promiseRecordView(record comms.PromiseRecord, now incident.Time, zone string) PromiseRecordView {
	view := PromiseRecordView{
		Audience: record.Audience, Name: record.Name, Summary: record.Summary(now, zone),
		Past: each(record.Past, func(p comms.PastPromise) PastPromiseView {
			return PastPromiseView{
				At: text(p.At), Made: text(p.Made), Entry: p.Entry, End: string(p.End), Ended: text(p.Ended),
				Seconds: int(p.Overdue().Seconds()),
			}
		}),
	}
	slices.Reverse(view.Past)
	if record.Open != nil {
		view.Open = &StandingView{At: text(record.Open.At), Made: text(record.Open.Made), Entry: record.Open.Entry}
	}
	return view
}
