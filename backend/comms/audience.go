// Package comms is what the outside is told: who is told what, when the next
// update is due and was promised, the facts, the drafts made from them, and
// the wording lint.
package comms

import (
	"slices"

	"aircover/backend/incident"
)

// PublicState is how far an incident has come, in the words that audiences know.
type PublicState string

// The public states, in the order in which an incident passes them.
const (
	Investigating PublicState = "Investigating"
	Identified    PublicState = "Identified"
	Monitoring    PublicState = "Monitoring"
	Resolved      PublicState = "Resolved"
)

// PublicStates lists every public state in order.
var PublicStates = []PublicState{Investigating, Identified, Monitoring, Resolved}

// Valid tells whether p is one of the public states.
func (p PublicState) Valid() bool { return slices.Contains(PublicStates, p) }

// Open tells whether an update in this state has to say when the next one comes.
func (p PublicState) Open() bool { return p != Resolved }

// StateFor gives the public state that fits what is known inside. A cause
// counts as identified once a hypothesis is supported, or the fix has begun.
func StateFor(inc *incident.State) PublicState {
	switch inc.Phase {
	case incident.Remediate:
		return Identified
	case incident.Verify:
		return Monitoring
	case incident.Learn, incident.Closed:
		return Resolved
	case incident.Diagnose:
		for _, h := range inc.Hypotheses {
			if h.Verdict == incident.Supported {
				return Identified
			}
		}
	}
	return Investigating
}

// The ids of the default audiences.
const (
	Page       = "page"
	Support    = "support"
	Executives = "executives"
	Internal   = "internal"
	Legal      = "legal"
	Partners   = "partners"
)

// Audience is a group of stakeholders that gets the same update.
type Audience struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Channel string `json:"channel,omitempty"`
	// External says that people outside the company read the update.
	External bool `json:"external,omitempty"`
	// PassesOn says that what this audience is told reaches the outside in its
	// own words, so that it is worded as for the outside.
	PassesOn bool `json:"passesOn,omitempty"`
	// Quiet is when no cadence asks for an update; nil is never.
	Quiet   *Quiet                        `json:"quiet,omitempty"`
	Cadence map[incident.Severity]Cadence `json:"cadence"`
}

// Public tells whether an update to this audience is worded for the outside.
func (a Audience) Public() bool { return a.External || a.PassesOn }

// Wall-clock times of the updates of an incident that is over a day old.
var (
	twiceADay = []string{"09:30", "16:30"}
	dailyNote = []string{"16:30"}
)

// DefaultAudiences gives the audiences and cadences of the playbook:
//
//	            page                        support        executives     internal  legal
//	SEV1        5, 10, then 20; after 2 h 60  with the page  30             pull      milestones
//	SEV2        15, then 30                 with the page  60             pull      milestones
//	SEV3        if visible, 60              start and end  start and end  pull      none
//	watching    60                          with the page  60             pull      milestones
//	over a day  twice a day                 twice a day    09:30, 16:30   daily     milestones
//
// At SEV4 nobody is waiting, and nothing falls due. While a fix is only being
// watched, an hour is often enough for everybody.
func DefaultAudiences() []Audience {
	type table = map[incident.Severity]Cadence
	const sev1, sev2, sev3, sev4 = incident.SEV1, incident.SEV2, incident.SEV3, incident.SEV4
	// An open update of an audience that hears the start and the end still
	// names a latest time; four hours is half a working day.
	startAndEnd := Cadence{Mode: StartAndEnd, Gaps: []int{60}, Then: 240, Clock: twiceADay}
	pull := Cadence{Mode: Pull, Clock: dailyNote}
	none := Cadence{Mode: NoCadence}
	return []Audience{
		{ID: Page, Name: "Status page", Channel: "status page", External: true, Cadence: table{
			sev1: {Mode: Every, Gaps: []int{5, 10}, Then: 20, After: 120, Later: 60, Watching: 60, Clock: twiceADay},
			sev2: {Mode: Every, Gaps: []int{15}, Then: 30, Watching: 60, Clock: twiceADay},
			sev3: {Mode: IfVisible, Gaps: []int{60}, Then: 60, Clock: twiceADay},
			sev4: none,
		}},
		{ID: Support, Name: "Support", Channel: "chat", PassesOn: true, Cadence: table{
			sev1: {Mode: WithPage, Clock: twiceADay},
			sev2: {Mode: WithPage, Clock: twiceADay},
			sev3: startAndEnd,
			sev4: none,
		}},
		{ID: Executives, Name: "Executives", Channel: "mail", Cadence: table{
			sev1: {Mode: Every, Gaps: []int{30}, Then: 30, Watching: 60, Clock: twiceADay},
			sev2: {Mode: Every, Gaps: []int{60}, Then: 60, Clock: twiceADay},
			sev3: startAndEnd,
			sev4: none,
		}},
		{ID: Internal, Name: "Internal", Channel: "chat", Cadence: table{
			sev1: pull, sev2: pull, sev3: pull, sev4: {Mode: Pull},
		}},
		{ID: Legal, Name: "Legal", Channel: "mail", Cadence: table{
			sev1: {Mode: Milestones}, sev2: {Mode: Milestones}, sev3: none, sev4: none,
		}},
	}
}

// Playbook gives every audience that the playbook knows: the default ones, and
// partners, who are not told of every incident.
func Playbook() []Audience {
	withPage := Cadence{Mode: WithPage, Clock: twiceADay}
	return append(DefaultAudiences(), Audience{
		ID: Partners, Name: "Partners", Channel: "mail", External: true, Cadence: map[incident.Severity]Cadence{
			incident.SEV1: withPage, incident.SEV2: withPage,
			incident.SEV3: {Mode: OnChange, Gaps: []int{60}, Then: 60, Clock: twiceADay}, incident.SEV4: {Mode: NoCadence},
		},
	})
}
