package nudge

import (
	"cmp"
	"slices"
	"strings"

	"aircover/backend/incident"
)

// Spoken is a nudge in the nudge log: what was said, and what came of it.
type Spoken struct {
	Key, Rule   string
	Title, Body string        // "" where the rule was tuned since, so that its words are not known
	From        incident.Time // when it was due; zero as with the words
	Outcomes    []Outcome     // oldest first; none is that nothing came of it
}

// Outcome is one thing that came of a nudge.
type Outcome struct {
	Outcome incident.Outcome
	Action  string // the id of the action, where one was taken
	At      incident.Time
	Until   incident.Time // of a snooze
}

// Log gives the nudges of a story up to now, in the order in which they were
// said.
func Log(now incident.Time, story Story, tuned Settings) []Spoken {
	var log []Spoken
	at := map[string]int{}
	for _, s := range Preview(now, story, tuned) {
		at[s.Key] = len(log)
		log = append(log, Spoken{Key: s.Key, Rule: s.Rule, Title: s.Title, Body: s.Body, From: s.From})
	}
	for _, r := range story.Records {
		p, ok := r.Payload.(incident.NudgeSettled)
		if !ok {
			continue
		}
		i, known := at[p.Key]
		if !known {
			i, at[p.Key] = len(log), len(log)
			log = append(log, Spoken{Key: p.Key, Rule: RuleOf(p.Key)})
		}
		log[i].Outcomes = append(log[i].Outcomes, Outcome{p.Outcome, p.Action, r.Occurred, p.Until})
	}
	slices.SortStableFunc(log, func(a, b Spoken) int { return a.first().Compare(b.first()) })
	return log
}

// first is when the nudge is known to have been there.
func (s Spoken) first() incident.Time {
	if s.From.IsZero() && len(s.Outcomes) > 0 {
		return s.Outcomes[0].At
	}
	return s.From
}

// RuleOf gives the id of the rule of a nudge, by its key.
func RuleOf(key string) string {
	id, _, _ := strings.Cut(key, "/")
	return id
}

// IncidentOf gives the id of the incident of a nudge, by its key.
func IncidentOf(key string) string {
	parts := strings.SplitN(key, "/", 3)
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// Overtaken picks the keys whose subject is done or gone, though nothing came
// of the nudge itself: the promise was kept, the need was met, the workstream
// was heard of. Time alone overtakes nothing, nor does a rule that is switched
// off. To be recorded with the time until which each was put off, if any, so
// that one that comes back keeps it.
func Overtaken(in Input, keys []string) []string {
	stands := map[string]bool{}
	if in.Incident.Open() {
		begin := sceneAt(in.Incident.Declared, in) // before any time that a trigger compares with
		begin.covered = true
		for _, r := range rules {
			begin.number = r.number(in.Rules)
			for _, s := range r.trigger(begin) {
				stands[r.key(begin, s)] = true
			}
		}
	}
	var gone []string
	for _, key := range keys {
		if !stands[key] && open(in.Incident.Nudges[key]) {
			gone = append(gone, key)
		}
	}
	return gone
}

// OfferAfter is how many dismissals in a row make a rule one that the lead may
// want to switch off.
const OfferAfter = 5

// Dismissals collects what came of the nudges of each rule, over several
// incidents.
type Dismissals map[string][]incident.NudgeOutcome

// Add takes in one incident. What was overtaken says nothing about its rule;
// what came before the lead last decided about a rule is over.
func (d Dismissals) Add(in Input) {
	for key, o := range in.Incident.Nudges {
		rule := RuleOf(key)
		if o.Outcome != incident.Overtaken && o.At.After(in.Rules[rule].Set) {
			d[rule] = append(d[rule], o)
		}
	}
}

// InARow counts, for each rule, how many of its nudges the lead dismissed in a
// row until now; a rule without any is not listed.
func (d Dismissals) InARow() map[string]int {
	counts := map[string]int{}
	for rule, outcomes := range d {
		// of one moment, what the lead did counts before what was dismissed
		slices.SortFunc(outcomes, func(a, b incident.NudgeOutcome) int {
			return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Outcome, b.Outcome))
		})
		for _, o := range outcomes {
			if o.Outcome != incident.Dismissed {
				break
			}
			counts[rule]++
		}
	}
	return counts
}

// open tells whether nothing final came of a nudge yet.
func open(o incident.NudgeOutcome) bool { return o.Outcome == "" || o.Outcome == incident.Snoozed }
