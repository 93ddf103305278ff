package app

import (
	"reflect"
	"slices"

	"aircover/backend/comms"
	"aircover/backend/incident"
)

// AudiencesView is the directory of audiences, or those of one incident.
type AudiencesView struct {
	Audiences []AudienceForm `json:"audiences"`
	Missing   []AudienceForm `json:"missing"` // of the playbook or the directory, and not in the list
	Modes     []ModeView     `json:"modes"`
	Problem   string         `json:"problem"` // why the list is not what was kept; "" is none
}

// AudienceForm is one audience as it is edited.
type AudienceForm struct {
	ID        string        `json:"id"` // "" is a new one
	Name      string        `json:"name"`
	Channel   string        `json:"channel"`
	External  bool          `json:"external"`
	PassesOn  bool          `json:"passesOn"`
	QuietFrom string        `json:"quietFrom"` // "22:00"; "" is no quiet hours
	QuietTo   string        `json:"quietTo"`
	Cadence   []CadenceForm `json:"cadence"` // one for each severity
	Changed   bool          `json:"changed"` // differs from the playbook, or in an incident from the directory
	Own       bool          `json:"own"`     // not in the playbook, or in an incident not in the directory
}

// CadenceForm is a cadence as it is edited, in minutes. 0 is empty.
type CadenceForm struct {
	Severity int      `json:"severity"`
	Mode     string   `json:"mode"`
	Gaps     []int    `json:"gaps"`
	Then     int      `json:"then"`
	After    int      `json:"after"`
	Later    int      `json:"later"`
	Watching int      `json:"watching"` // while a fix is being watched
	Clock    []string `json:"clock"`    // over a day old: "09:30"
	Words    string   `json:"words"`    // all of it in one line
}

// ModeView is one way to count a cadence.
type ModeView struct {
	Mode  string `json:"mode"`
	Label string `json:"label"`
	Help  string `json:"help"`
	Gaps  bool   `json:"gaps"`  // it counts in gaps
	Clock bool   `json:"clock"` // it needs times of day from the start
}

// audiencesView holds a list against another one, which it came from.
func audiencesView(all, from []comms.Audience) AudiencesView {
	view := AudiencesView{Audiences: []AudienceForm{}, Missing: []AudienceForm{}, Modes: each(comms.Modes, modeView)}
	for _, a := range all {
		form := audienceForm(a)
		at := slices.IndexFunc(from, func(b comms.Audience) bool { return b.ID == a.ID })
		form.Own = at < 0
		form.Changed = at >= 0 && !reflect.DeepEqual(form, audienceForm(from[at]))
		view.Audiences = append(view.Audiences, form)
	}
	for _, a := range from {
		if !slices.ContainsFunc(all, func(b comms.Audience) bool { return b.ID == a.ID }) {
			view.Missing = append(view.Missing, audienceForm(a))
		}
	}
	return view
}

func modeView(m comms.ModeHelp) ModeView {
	return ModeView{Mode: string(m.Mode), Label: m.Label, Help: m.Help, Gaps: m.Gaps, Clock: m.Clock}
}

func audienceForm(a comms.Audience) AudienceForm {
	form := AudienceForm{
		ID: a.ID, Name: a.Name, Channel: a.Channel, External: a.External, PassesOn: a.PassesOn, Cadence: []CadenceForm{},
	}
	if a.Quiet != nil {
		form.QuietFrom, form.QuietTo = a.Quiet.From, a.Quiet.To
	}
	for s := incident.SEV1; s <= incident.SEV4; s++ {
		c := a.Cadence[s]
		form.Cadence = append(form.Cadence, CadenceForm{
			Severity: int(s), Mode: string(c.Mode), Gaps: append([]int{}, c.Gaps...), Then: c.Then, After: c.After, Later: c.Later,
			Watching: c.Watching, Clock: append([]string{}, c.Clock...), Words: c.Words(),
		})
	}
	return form
}

// read gives the audience that a form describes; a new one gets an id.
func (f AudienceForm) read() comms.Audience {
	a := comms.Audience{
		ID: f.ID, Name: f.Name, Channel: f.Channel, External: f.External, PassesOn: f.PassesOn,
		Quiet: &comms.Quiet{From: f.QuietFrom, To: f.QuietTo}, Cadence: map[incident.Severity]comms.Cadence{},
	}
	if a.ID == "" {
		a.ID = newID()
	}
	for _, c := range f.Cadence {
		a.Cadence[incident.Severity(c.Severity)] = comms.Cadence{
			Mode: comms.Mode(c.Mode), Gaps: c.Gaps, Then: c.Then, After: c.After, Later: c.Later,
			Watching: c.Watching, Clock: c.Clock,
		}
	}
	return a
}
