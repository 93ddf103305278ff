package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Home is the first screen: what is going on, declaring, searching.
type Home struct{ app *App }

// HomeView is the first screen.
type HomeView struct {
	Me     string        `json:"me"`
	Open   []IncidentRow `json:"open"`
	Recent []IncidentRow `json:"recent"` // the newest that are over, at most ten
}

// IncidentRow is one incident in a list.
type IncidentRow struct {
	ID        string           `json:"id"`
	Number    string           `json:"number"` // "INC-42"
	Title     string           `json:"title"`
	Severity  int              `json:"severity"`
	Phase     string           `json:"phase"`
	Began     string           `json:"began"`
	Declared  string           `json:"declared"`
	Settled   string           `json:"settled"`
	Lead      string           `json:"lead"`
	Promise   *NextPromiseView `json:"promise"`
	OpenNeeds int              `json:"openNeeds"`
}

// NextPromiseView is the promise that comes next.
type NextPromiseView struct {
	Audience string `json:"audience"` // id
	At       string `json:"at"`
}

// DeclarePreview is what a declare line means before it is entered.
type DeclarePreview struct {
	Title        string       `json:"title"`
	Severity     int          `json:"severity"`
	SeveritySaid bool         `json:"severitySaid"`
	Began        string       `json:"began"`
	BeganSaid    bool         `json:"beganSaid"`
	Similar      []SimilarRow `json:"similar"`
}

// SimilarRow is a past incident that shares words with what is typed.
type SimilarRow struct {
	IncidentRow
	Words []string `json:"words"` // what they share
}

// How many rows each list has at most.
const (
	openRows    = 200
	recentRows  = 10
	similarRows = 3
	hitRows     = 50
)

// View gives the first screen.
func (h *Home) View() (view HomeView, err error) {
	defer caught(&err)
	a := h.app
	if err := a.unusable(); err != nil {
		return view, err
	}
	open, err := a.store.List(context.Background(), store.ListQuery{OpenOnly: true, Limit: openRows})
	if err != nil {
		return view, err
	}
	newest, err := a.store.List(context.Background(), store.ListQuery{Limit: openRows})
	if err != nil {
		return view, err
	}
	recent := slices.DeleteFunc(newest, func(r store.Row) bool { return r.Settled.IsZero() })
	recent = recent[:min(len(recent), recentRows)]
	return HomeView{Me: a.me(), Open: each(open, incidentRow), Recent: each(recent, incidentRow)}, nil
}

// Preview reads a declare line as Declare would, and finds similar incidents.
// Zone is the IANA zone in which times are typed.
func (h *Home) Preview(line, zone string) (view DeclarePreview, err error) {
	defer caught(&err)
	a := h.app
	if err := a.unusable(); err != nil {
		return view, err
	}
	loc, err := location(zone)
	if err != nil {
		return view, err
	}
	d := incident.ParseDeclare(line, a.now(), loc)
	similar, err := a.store.Similar(context.Background(), d.Title, similarRows)
	if err != nil {
		return view, err
	}
	view = DeclarePreview{
		Title: d.Title, Severity: int(cmp.Or(d.Severity, incident.DefaultSeverity)), SeveritySaid: d.SeveritySaid,
		Began: text(incident.At(d.Began)), BeganSaid: d.BeganSaid, Similar: []SimilarRow{},
	}
	for _, s := range similar {
		view.Similar = append(view.Similar, SimilarRow{IncidentRow: incidentRow(s.Row), Words: s.Words})
	}
	return view, nil
}

// Declare begins an incident from one line and gives its id.
func (h *Home) Declare(line, zone string) (id string, err error) {
	defer caught(&err)
	a := h.app
	if err := a.unusable(); err != nil {
		return "", err
	}
	loc, err := location(zone)
	if err != nil {
		return "", err
	}
	if err := incident.CheckDeclare(line); err != nil {
		return "", err
	}
	st := a.stamp()
	d := incident.ParseDeclare(line, st.Now.In(loc), loc)
	changes, err := incident.Declare(st, d.Title, cmp.Or(d.Severity, incident.DefaultSeverity), incident.At(d.Began), loc.String(), st.Author)
	if err != nil {
		return "", err
	}
	if d.TitleCut {
		changes = append(changes, st.Change(incident.Noted{Text: incident.CleanText(line, incident.MaxLine)}))
	}
	audiences, _, err := a.audiences()
	if err != nil {
		return "", err
	}
	changes = append(changes, comms.Start(st, audiences)...)
	id = st.NewID()
	_, events, err := a.store.Create(context.Background(), id, st, changes)
	if err != nil {
		return "", err
	}
	a.remember(st.Author)
	a.changed(id, len(events))
	return id, nil
}

// HitView is one place where a search found its words.
type HitView struct {
	Incident string    `json:"incident"`
	Number   string    `json:"number"`
	Title    string    `json:"title"`
	Entry    string    `json:"entry"`
	Kind     string    `json:"kind"`
	Occurred string    `json:"occurred"`
	Snippet  []Segment `json:"snippet"`
}

// Segment is a piece of a snippet; Hit marks the words that were searched.
type Segment struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// Search finds entries and titles, newest first.
func (h *Home) Search(query string) (hits []HitView, err error) {
	defer caught(&err)
	a := h.app
	if err := a.unusable(); err != nil {
		return nil, err
	}
	found, err := a.store.Search(context.Background(), query, hitRows)
	if err != nil {
		return nil, err
	}
	hits = []HitView{}
	for _, f := range found {
		hit := HitView{
			Incident: f.Incident, Number: number(f.Number), Title: f.Title,
			Entry: f.Entry, Kind: f.Kind, Occurred: text(f.Occurred), Snippet: []Segment{},
		}
		for _, s := range f.Snippet {
			hit.Snippet = append(hit.Snippet, Segment{Text: s.Text, Hit: s.Hit})
		}
		hits = append(hits, hit)
	}
	return hits, nil
}

func incidentRow(r store.Row) IncidentRow {
	row := IncidentRow{
		ID: r.ID, Number: number(r.Number), Title: r.Title, Severity: int(r.Severity), Phase: string(r.Phase),
		Began: text(r.Began), Declared: text(r.Declared), Settled: text(r.Settled), Lead: r.Lead, OpenNeeds: r.OpenNeeds,
	}
	if !r.NextPromise.IsZero() {
		row.Promise = &NextPromiseView{Audience: r.NextAudience, At: text(r.NextPromise)}
	}
	return row
}

// number is what people call an incident.
func number(n int) string { return "INC-" + strconv.Itoa(n) }
