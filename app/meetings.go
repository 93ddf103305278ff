package app

import (
	"slices"
	"time"

	"aircover/backend/fault"
	"aircover/backend/focus"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/store"
)

// Sync is the screen of the one optional daily sync, and of the requests for
// any other meeting.
type Sync struct{ app *App }

// shownSyncs is how many syncs of the series the screen lists, of the days to
// come.
const (
	shownSyncs = 7
	shownDays  = 14 * 24 * time.Hour
)

// View gives the screen. Zone is the IANA zone of the lead, for the plan.
func (s *Sync) View(id, zone string) (view SyncView, err error) {
	defer caught(&err)
	a := s.app
	var names []string
	err = a.read(id, func(r *store.Room) error {
		now := incident.At(a.now())
		plan := meeting.DefaultPlan(now, &r.Incident, zone)
		view = SyncView{
			ID: r.ID, Number: number(r.Number), Title: r.Incident.Title,
			Plan: planView(plan), Invited: each(plan.Attendees, attendeeView),
			Requests: each(r.Meetings.Requests, requestView),
		}
		slices.Reverse(view.Requests)
		if r.Meetings.Sync != nil {
			series := seriesView(r.Meetings.Sync, now)
			view.Sync = &series
		}
		names = r.Incident.People()
		return nil
	})
	if err != nil {
		return view, err
	}
	view.People, err = a.addresses(names)
	return view, err
}

// addresses looks up the e-mail addresses of people in the directory.
func (a *App) addresses(names []string) ([]PersonView, error) {
	people := []PersonView{}
	for _, name := range names {
		person, err := a.person(name)
		if err != nil {
			return nil, err
		}
		people = append(people, PersonView{Name: name, Email: person.Email})
	}
	return people, nil
}

// SetAnswer says what became of setting a sync: on a day that has one already
// it is a meeting request, whose id stands here; else "".
type SetAnswer struct {
	Request string `json:"request"`
}

// Set begins the daily sync. A second one becomes a meeting request.
func (s *Sync) Set(id string, input SyncInput) (answer SetAnswer, err error) {
	defer caught(&err)
	a := s.app
	emails, err := a.emails(input.People)
	if err != nil {
		return answer, err
	}
	events, err := a.do(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		plan := input.plan(meeting.DefaultPlan(st.Now, &r.Incident, input.Zone), &r.Incident, emails)
		changes, err := r.Meetings.SetSync(st, &r.Incident, plan)
		_, goesOn := r.Meetings.Sync.Next(st.Now)
		second := goesOn || r.Meetings.NeedsRequest(plan.Date)
		if second && r.Incident.Open() && fault.CodeOf(err) == fault.Conflict {
			return secondSync(r, st, plan)
		}
		return changes, err
	})
	if err != nil {
		return answer, err
	}
	if events[0].Kind == (meeting.MeetingRequested{}).Kind() {
		answer.Request = events[0].ID
	}
	return answer, nil
}

// secondSync makes another sync a request, with its price.
func secondSync(r *store.Room, st incident.Stamp, plan meeting.SyncPlan) ([]incident.Change, error) {
	people := len(plan.Attendees)
	cost := focus.Price(people, plan.Minutes, focus.DefaultResumption)
	request := meeting.RequestPlan{
		Text:    "another sync at " + plan.Wall + " on " + string(plan.Date),
		Minutes: plan.Minutes, People: people, CostMinutes: cost.Total, Resumption: focus.DefaultResumption,
	}
	return r.Meetings.Request(st, request)
}

// Change changes the whole series.
func (s *Sync) Change(id string, input SyncInput) (err error) {
	defer caught(&err)
	a := s.app
	emails, err := a.emails(input.People)
	if err != nil {
		return err
	}
	return a.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		if r.Meetings.Sync == nil {
			return nil, fault.New(fault.NotFound, "There is no sync. Set one first.")
		}
		return r.Meetings.ChangeSync(st, input.plan(r.Meetings.Sync.Plan(), &r.Incident, emails))
	})
}

// Skip takes out one day.
func (s *Sync) Skip(id, day string) (err error) {
	defer caught(&err)
	return s.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Meetings.SkipSync(st, meeting.Date(day))
	})
}

// Move puts the sync of one day at another time, of that or another day.
func (s *Sync) Move(id, day, toDay, wall string) (err error) {
	defer caught(&err)
	return s.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Meetings.MoveSync(st, meeting.Date(day), meeting.Date(toDay), wall)
	})
}

// End makes a day the last one.
func (s *Sync) End(id, lastDay string) (err error) {
	defer caught(&err)
	return s.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Meetings.EndSync(st, meeting.Date(lastDay))
	})
}

// Cancel takes the whole series off.
func (s *Sync) Cancel(id string) (err error) {
	defer caught(&err)
	return s.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Meetings.CancelSync(st)
	})
}

// Request records, from one line, that somebody asks for a meeting, and gives
// it with its price.
func (s *Sync) Request(id, line string) (view RequestView, err error) {
	defer caught(&err)
	a := s.app
	events, err := a.do(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		loc, err := location(r.Incident.Zone)
		if err != nil {
			return nil, err
		}
		plan := meeting.ParseRequest(line, st.Now, loc, len(r.Incident.People()))
		plan.Resumption = focus.DefaultResumption
		plan.CostMinutes = focus.Price(plan.People, plan.Minutes, plan.Resumption).Total
		return r.Meetings.Request(st, plan)
	})
	if err != nil {
		return view, err
	}
	err = a.read(id, func(r *store.Room) error {
		for _, request := range r.Meetings.Requests {
			if request.ID == events[0].ID {
				view = requestView(request)
			}
		}
		return nil
	})
	return view, err
}

// Settle records what came of a request: answered, agenda, held (with the
// reason) or dropped.
func (s *Sync) Settle(id, request, outcome, because string) (err error) {
	defer caught(&err)
	return s.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Meetings.SettleRequest(st, request, meeting.Outcome(outcome), because)
	})
}

// emails looks up addresses by name.
func (a *App) emails(names []string) (map[string]string, error) {
	if err := a.unusable(); err != nil {
		return nil, err
	}
	people, err := a.addresses(names)
	emails := map[string]string{}
	for _, p := range people {
		emails[p.Name] = p.Email
	}
	return emails, err
}

// plan gives a plan with what the lead said in place of what it had.
func (in SyncInput) plan(p meeting.SyncPlan, inc *incident.State, emails map[string]string) meeting.SyncPlan {
	p.Date, p.Wall, p.Zone, p.Minutes, p.Link = meeting.Date(in.Date), in.Wall, in.Zone, in.Minutes, in.Link
	p.Attendees = nil
	for _, name := range in.People {
		attendee := meeting.Attendee{Name: name, Email: emails[name], Role: incident.Responder, Optional: true}
		for _, role := range []incident.Role{incident.TechLead, incident.Lead} {
			if incident.SameName(inc.Holders[role], name) {
				attendee.Role, attendee.Optional = role, false
			}
		}
		p.Attendees = append(p.Attendees, attendee)
	}
	return p
}

func planView(p meeting.SyncPlan) SyncInput {
	people := []string{}
	for _, attendee := range p.Attendees {
		people = append(people, attendee.Name)
	}
	return SyncInput{Date: string(p.Date), Wall: p.Wall, Zone: p.Zone, Minutes: p.Minutes, Link: p.Link, People: people}
}

func seriesView(s *meeting.Series, now incident.Time) SeriesView {
	ahead := s.Occurrences(now, now.Add(shownDays))
	ahead = ahead[:min(len(ahead), shownSyncs)]
	view := SeriesView{
		Date: string(s.First), Wall: s.Wall, Zone: s.Zone, Minutes: s.Minutes, Link: s.Link, Sequence: s.Sequence,
		People: each(s.Attendees, attendeeView),
		Agenda: each(s.Agenda, func(t meeting.Topic) string { return t.Text }),
		EndsOn: string(s.EndedOn), Cancelled: s.Cancelled, Description: s.Description(true),
		Days:    each(ahead, func(o meeting.Occurrence) OccurrenceView { return occurrenceView(s, o) }),
		Skipped: each(s.Skips, func(d meeting.Date) string { return string(d) }),
	}
	return view
}

func attendeeView(p meeting.Attendee) AttendeeView {
	return AttendeeView{Name: p.Name, Email: p.Email, Role: string(p.Role), Optional: p.Optional}
}

func occurrenceView(s *meeting.Series, o meeting.Occurrence) OccurrenceView {
	wall := s.Wall
	if loc, err := location(s.Zone); err == nil {
		wall = o.Start.In(loc).Format("15:04")
	}
	return OccurrenceView{
		Date: string(o.Day), Start: text(o.Start), Minutes: int(o.End.Sub(o.Start).Minutes()), Wall: wall, Zone: s.Zone, Moved: o.Moved,
	}
}

func requestView(r meeting.Request) RequestView {
	return RequestView{
		ID: r.ID, Text: r.Text, Minutes: r.Minutes, People: r.People,
		Price: focus.Price(r.People, r.Minutes, r.Resumption).String(),
		Asked: text(r.Asked), Outcome: string(r.Outcome), Because: r.Because,
	}
}

// nextSync gives the sync that comes next; nil where there is none.
func nextSync(r *store.Room, now time.Time) *OccurrenceView {
	next, ok := r.Meetings.Sync.Next(incident.At(now))
	if !ok {
		return nil
	}
	view := occurrenceView(r.Meetings.Sync, next)
	return &view
}

func openRequests(r *store.Room) []RequestView { return each(r.Meetings.OpenRequests(), requestView) }
