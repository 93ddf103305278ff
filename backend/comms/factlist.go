package comms

// The names of the facts.
const (
	FactImpact     = "impact"
	FactScope      = "scope"
	FactSymptom    = "symptom"
	FactWorks      = "works"
	FactWorkaround = "workaround"
	FactData       = "data"
	FactKnown      = "known"
	FactUnknown    = "unknown"
	FactDoing      = "doing"
	FactDecision   = "decision"
	FactNext       = "next"
)

// factDefinition is one line of the facts block.
type factDefinition struct {
	name, label string
	unknown     string // what is said while nothing is known
	fixed       bool   // follows from the promises, and is not written by hand
}

// factList is the facts block, in the order in which it is read.
var factList = []factDefinition{
	{name: FactImpact, label: "Impact", unknown: "The impact is not measured yet."},
	{name: FactScope, label: "Scope", unknown: "How many are affected is not known yet."},
	{name: FactSymptom, label: "Symptom", unknown: "What exactly fails is not known yet."},
	{name: FactWorks, label: "What works", unknown: "What is not affected is not confirmed yet."},
	{name: FactWorkaround, label: "Workaround", unknown: "No workaround is known yet."},
	{name: FactData, label: "Data", unknown: "Whether data was lost or exposed is not known yet."},
	{name: FactKnown, label: "What we know", unknown: "Nothing is confirmed yet."},
	{name: FactUnknown, label: "What we don't know", unknown: "The cause is not known yet."},
	{name: FactDoing, label: "Doing", unknown: "The cause is being looked for."},
	{name: FactDecision, label: "Decision needed", unknown: "No decision is needed from you."},
	{name: FactNext, label: "Next update", unknown: "No time is promised.", fixed: true},
}

// definition gives the definition of a fact; nil where there is none.
func definition(name string) *factDefinition {
	for i := range factList {
		if factList[i].name == name {
			return &factList[i]
		}
	}
	return nil
}
