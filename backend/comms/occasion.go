package comms

import (
	"slices"
	"strings"

	"aircover/backend/incident"
)

// Occasion is why an update is written; every audience has a template for each.
type Occasion string

// The occasions.
const (
	FirstNotice    Occasion = "first"
	OnInvestigate  Occasion = "investigating"
	OnIdentified   Occasion = "identified"
	OnMonitoring   Occasion = "monitoring"
	OnResolved     Occasion = "resolved"
	OnReopened     Occasion = "reopened"
	DailyDigest    Occasion = "digest"
	AllClear       Occasion = "all-clear"
	OnNothingIsNew Occasion = "nothing"
)

// OccasionHelp says what an occasion is, for the person who edits templates.
type OccasionHelp struct {
	Occasion Occasion
	Label    string
	Help     string
}

// Occasions lists every occasion in the order in which they come.
var Occasions = []OccasionHelp{
	{FirstNotice, "First notice", "The first update to this audience, while the cause is looked for."},
	{OnInvestigate, "Investigating", "Every later update while the cause is looked for."},
	{OnIdentified, "Identified", "The cause is known, or the fix has begun."},
	{OnMonitoring, "Monitoring", "The fix is in place and is being watched."},
	{OnResolved, "Resolved", "It is over."},
	{OnReopened, "Reopened", "The first update after this audience was told that it was over."},
	{DailyDigest, "Daily digest", "Over a day old, and in the same state as last time."},
	{AllClear, "All-clear", "It is over, and this audience was told so before."},
	{OnNothingIsNew, "Nothing new", "The shortest honest update."},
}

// Valid tells whether o is one of the occasions.
func (o Occasion) Valid() bool {
	return slices.ContainsFunc(Occasions, func(h OccasionHelp) bool { return h.Occasion == o })
}

// occasionOf gives the occasion of an update in a state.
func occasionOf(state PublicState) Occasion { return Occasion(strings.ToLower(string(state))) }

// occasion gives why an update to an audience is written now.
func (s *State) occasion(inc *incident.State, a *Audience, state PublicState, now incident.Time) Occasion {
	last := s.Last(a.ID)
	switch {
	case !state.Open() && s.ended(last):
		return AllClear
	case !state.Open():
		return OnResolved
	case last == nil && state == Investigating:
		return FirstNotice
	case last == nil:
		return occasionOf(state)
	case !last.State.Open():
		return OnReopened
	case last.State == state && age(inc, now) >= overADay && len(a.Cadence[inc.Severity].Clock) > 0:
		return DailyDigest
	}
	return occasionOf(state)
}

// stateOn gives the public state in which an update on an occasion is shown
// where nobody chose one.
func stateOn(o Occasion, inc *incident.State) PublicState {
	for _, state := range PublicStates {
		if occasionOf(state) == o {
			return state
		}
	}
	switch fits := StateFor(inc); {
	case o == AllClear:
		return Resolved
	case o == FirstNotice || !fits.Open():
		return Investigating
	default:
		return fits
	}
}
