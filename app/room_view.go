package app

import (
	"slices"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// RoomView is one incident on one screen. Times are RFC 3339 in UTC, "" where
// not set; lists are never null.
type RoomView struct {
	ID            string             `json:"id"`
	Number        string             `json:"number"`
	Seq           int                `json:"seq"` // of the newest event
	Title         string             `json:"title"`
	Severity      int                `json:"severity"`
	Phase         string             `json:"phase"`
	Zone          string             `json:"zone"`
	Began         string             `json:"began"`
	Declared      string             `json:"declared"`
	Settled       string             `json:"settled"`
	Holders       []HolderView       `json:"holders"`
	Responders    []string           `json:"responders"`
	Promises      []DueView          `json:"promises"`
	Workstreams   []WorkstreamView   `json:"workstreams"`
	Tasks         []TaskView         `json:"tasks"`
	Needs         []NeedView         `json:"needs"` // open, the longest wait first
	Hypotheses    []HypothesisView   `json:"hypotheses"`
	Questions     []QuestionView     `json:"questions"` // open
	Interruptions []InterruptionView `json:"interruptions"`
	Sync          *OccurrenceView    `json:"sync"`
	Requests      []RequestView      `json:"requests"` // open
	Log           EntryPage          `json:"log"`
}

// HolderView is who holds a role that has one holder.
type HolderView struct {
	Role   string `json:"role"`
	Person string `json:"person"`
}

// DueView is when an audience hears next: promised, or due by the cadence.
type DueView struct {
	Audience string `json:"audience"`
	Name     string `json:"name"`
	At       string `json:"at"`
	Promised bool   `json:"promised"`
	First    bool   `json:"first"`
	External bool   `json:"external"`
	Why      string `json:"why"`
}

// WorkstreamView is where a line of work is at.
type WorkstreamView struct {
	Name    string `json:"name"` // "" is the investigation as a whole
	Text    string `json:"text"`
	Heard   string `json:"heard"`
	Nothing bool   `json:"nothing"`
}

// TaskView is an open task.
type TaskView struct {
	ID       string `json:"id"`
	Person   string `json:"person"`
	Text     string `json:"text"`
	Assigned string `json:"assigned"`
	Until    string `json:"until"`
	Minutes  int    `json:"minutes"`
}

// NeedView is an open need.
type NeedView struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Kind  string `json:"kind"`
	For   string `json:"for"`
	Owner string `json:"owner"`
	Asked string `json:"asked"`
}

// HypothesisView is an answer to "why isn't it working?".
type HypothesisView struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Verdict string `json:"verdict"`
	Opened  string `json:"opened"`
	Why     string `json:"why"`
}

// QuestionView is an open question of a stakeholder.
type QuestionView struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	By    string `json:"by"`
	Where string `json:"where"` // "#exec-bridge"; "" is not said
	Asked string `json:"asked"`
}

// InterruptionView is one of the last day.
type InterruptionView struct {
	ID        string `json:"id"`
	Person    string `json:"person"`
	Text      string `json:"text"`
	Minutes   int    `json:"minutes"`
	Occurred  string `json:"occurred"`
	Deflected bool   `json:"deflected"`
}

// EntryPage is a piece of the log, oldest first; More says that there are
// older entries.
type EntryPage struct {
	Entries []EntryView `json:"entries"`
	More    bool        `json:"more"`
	Total   int         `json:"total"`
}

// EntryView is one line of the log.
type EntryView struct {
	ID        string        `json:"id"`
	Occurred  string        `json:"occurred"`
	Recorded  string        `json:"recorded"`
	Author    string        `json:"author"`
	Kind      string        `json:"kind"`
	Text      string        `json:"text"`  // as it reads in the log; its beginning where Clipped
	Words     string        `json:"words"` // what a correction replaces; "" where it cannot
	Size      int           `json:"size"`  // of the whole text, in bytes
	Clipped   bool          `json:"clipped"`
	Opaque    bool          `json:"opaque"`
	Redacted  bool          `json:"redacted"`
	Undone    bool          `json:"undone"`
	Backdated bool          `json:"backdated"`
	Earlier   []EarlierView `json:"earlier"`
}

// EarlierView is what an entry said before a correction.
type EarlierView struct {
	Text     string `json:"text"`
	Occurred string `json:"occurred"`
	Until    string `json:"until"`
}

func roomView(room *store.Room, now time.Time) RoomView {
	s := &room.Incident
	return RoomView{
		ID: room.ID, Number: number(room.Number), Seq: room.Journal.Last().Seq,
		Title: s.Title, Severity: int(s.Severity), Phase: string(s.Phase), Zone: s.Zone,
		Began: text(s.Began), Declared: text(s.Declared), Settled: text(s.Settled),
		Holders: holderViews(s), Responders: besidesHolders(s),
		Promises:    each(room.Comms.Due(s), dueView),
		Workstreams: each(s.Workstreams, workstreamView),
		Tasks:       each(s.OpenTasks(), taskView),
		Needs:       each(s.OpenNeeds(), needView),
		Hypotheses:  each(s.Hypotheses, hypothesisView),
		Questions:   openQuestions(s),
		Interruptions: each(since(s.Interruptions, incident.At(now).Add(-24*time.Hour)), func(i incident.Interruption) InterruptionView {
			return InterruptionView{
				ID: i.ID, Person: i.Person, Text: clip(i.Text), Minutes: i.Minutes, Occurred: text(i.Occurred), Deflected: i.Deflected,
			}
		}),
		Sync: nextSync(room, now), Requests: openRequests(room),
		Log: entryPage(room.Journal, room.Journal.Entries()),
	}
}

func holderViews(s *incident.State) []HolderView {
	views := []HolderView{}
	for _, role := range incident.Roles {
		if person := s.Holders[role]; person != "" {
			views = append(views, HolderView{Role: string(role), Person: person})
		}
	}
	return views
}

func dueView(d comms.Due) DueView {
	return DueView{
		Audience: d.Audience, Name: d.Name, At: text(d.At), Promised: d.Promised, First: d.First, External: d.External, Why: d.Why,
	}
}

// besidesHolders lists the responders who hold no other role.
func besidesHolders(s *incident.State) []string {
	return slices.DeleteFunc(append([]string{}, s.Responders...), func(name string) bool {
		for _, holder := range s.Holders {
			if incident.SameName(holder, name) {
				return true
			}
		}
		return false
	})
}

func workstreamView(w incident.Workstream) WorkstreamView {
	return WorkstreamView{Name: w.Name, Text: clip(w.Text), Heard: text(w.Heard), Nothing: w.Nothing}
}

func taskView(t incident.Task) TaskView {
	return TaskView{
		ID: t.ID, Person: t.Person, Text: clip(t.Text), Assigned: text(t.Assigned), Until: text(t.Until), Minutes: t.Minutes,
	}
}

func needView(n incident.Need) NeedView {
	return NeedView{ID: n.ID, Text: clip(n.Text), Kind: string(n.Kind), For: n.For, Owner: n.Owner, Asked: text(n.Asked)}
}

func hypothesisView(h incident.Hypothesis) HypothesisView {
	return HypothesisView{ID: h.ID, Text: clip(h.Text), Verdict: string(h.Verdict), Opened: text(h.Opened), Why: clip(h.Why)}
}

func openQuestions(s *incident.State) []QuestionView {
	views := []QuestionView{}
	for _, q := range s.Questions {
		if q.Answered.IsZero() {
			views = append(views, QuestionView{ID: q.ID, Text: clip(q.Text), By: q.By, Where: q.Where, Asked: text(q.Asked)})
		}
	}
	return views
}

func since(all []incident.Interruption, from incident.Time) []incident.Interruption {
	return slices.DeleteFunc(slices.Clone(all), func(i incident.Interruption) bool { return i.Occurred.Before(from) })
}

// entryPage gives the last page of the given entries.
func entryPage(j *incident.Journal, entries []incident.Entry) EntryPage {
	from := max(0, len(entries)-pageSize)
	page := EntryPage{Entries: []EntryView{}, More: from > 0, Total: len(j.Entries())}
	for _, e := range entries[from:] {
		page.Entries = append(page.Entries, entryView(e))
	}
	return page
}

// backdated is how much earlier an entry must have happened than it was
// written down to be worth a word.
const backdated = time.Minute

// brief is how many runes of a text a list shows: a log line may be a paste of
// a megabyte, and the page asks for the list with every change.
const brief = 2000

func clip(text string) string { return incident.CleanText(text, brief) }

func entryView(e incident.Entry) EntryView {
	view := wholeEntry(e)
	view.Text, view.Words = clip(view.Text), clip(view.Words)
	view.Clipped = view.Text != e.Text || view.Words != e.Words
	for i := range view.Earlier {
		view.Earlier[i].Text = clip(view.Earlier[i].Text)
	}
	return view
}

func wholeEntry(e incident.Entry) EntryView {
	return EntryView{
		ID: e.ID, Occurred: text(e.Occurred), Recorded: text(e.Recorded), Author: e.Author, Kind: e.Kind,
		Text: e.Text, Words: e.Words, Size: len(e.Text), Opaque: e.Opaque, Redacted: e.Redacted, Undone: e.Undone,
		Backdated: e.Recorded.Sub(e.Occurred) > backdated,
		Earlier: each(e.Earlier, func(b incident.Earlier) EarlierView {
			return EarlierView{Text: b.Text, Occurred: text(b.Occurred), Until: text(b.Until)}
		}),
	}
}

// each maps a list to views; it is never nil, since a nil list reaches the
// page as null.
func each[T, V any](items []T, view func(T) V) []V {
	views := make([]V, 0, len(items))
	for _, item := range items {
		views = append(views, view(item))
	}
	return views
}
