package nudge

import (
	"maps"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Setting is how the lead tuned one rule. The zero value is the playbook's.
type Setting struct {
	Off     bool `json:"off,omitempty"`
	Minutes int  `json:"minutes,omitempty"` // in place of the playbook's number; 0 keeps that
	// Set is when the lead decided about this rule last. Dismissals before are
	// answered by that.
	Set incident.Time `json:"set,omitzero"`
}

// Settings are by the id of the rule.
type Settings map[string]Setting

// Rule describes one rule to a person.
type Rule struct {
	ID   string
	Name string
	When string // what Minutes counts, or when the rule speaks where it has no number
	Says string // an example of its words

	On       bool
	Minutes  int // as tuned; 0 is a rule without a number
	Playbook int // what Minutes is where nobody tuned it
	Least    int
	Most     int
}

// Rules describes every rule as tuned, the most important first.
func Rules(tuned Settings) []Rule {
	var list []Rule
	for _, r := range rules {
		list = append(list, Rule{
			ID: r.id, Name: r.name, When: r.when, Says: r.says(r.number(tuned)), On: !tuned[r.id].Off, Minutes: r.number(tuned),
			Playbook: r.minutes.playbook, Least: r.minutes.least, Most: r.minutes.most,
		})
	}
	return list
}

// Tune gives the settings with one rule switched on or off and its number set;
// 0 minutes is the playbook's. Settings are not changed in place.
func (s Settings) Tune(now incident.Time, id string, on bool, minutes int) (Settings, error) {
	r, ok := ruleOf(id)
	if !ok {
		return nil, fault.New(fault.NotFound, "There is no such rule for prompts.")
	}
	t := r.minutes
	switch {
	case minutes == 0:
	case t == tunable{}:
		return nil, fault.Field("minutes", "This rule has no number to set.")
	case minutes < t.least || minutes > t.most:
		return nil, fault.Field("minutes", "Give between %d and %d minutes.", t.least, t.most)
	}
	if minutes == t.playbook {
		minutes = 0
	}
	tuned := Settings{}
	maps.Copy(tuned, s)
	tuned[id] = Setting{Off: !on, Minutes: minutes, Set: now}
	return tuned, nil
}

func ruleOf(id string) (rule, bool) {
	for _, r := range rules {
		if r.id == id {
			return r, true
		}
	}
	return rule{}, false
}

// number gives the minutes of a rule as tuned. What a file of another version
// holds is kept within the bounds.
func (r rule) number(tuned Settings) int {
	if n := tuned[r.id].Minutes; n != 0 && r.minutes != (tunable{}) {
		return min(max(n, r.minutes.least), r.minutes.most)
	}
	return r.minutes.playbook
}
