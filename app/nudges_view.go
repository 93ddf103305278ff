package app

// NudgesView is what the app has to say to the lead now, over all incidents.
type NudgesView struct {
	Due      []NudgeView `json:"due"` // the most urgent first
	Next     *NextView   `json:"next"`
	OnBridge bool        `json:"onBridge"`
	// Problem says why no desktop notification can be shown; "" when they can.
	Problem string `json:"problem"`
	// Unwanted are the rules that the lead may want to switch off: the last
	// five nudges of each were dismissed.
	Unwanted []string `json:"unwanted"`
}

// NudgeView is one prompt to the lead.
type NudgeView struct {
	Key      string       `json:"key"`
	Rule     string       `json:"rule"`
	Incident string       `json:"incident"`
	Title    string       `json:"title"`
	Body     string       `json:"body"`
	Due      string       `json:"due"`
	Public   bool         `json:"public"`
	Quiet    bool         `json:"quiet"` // in the strip only
	Audience string       `json:"audience"`
	Subject  string       `json:"subject"` // entry or workstream that it is about
	Actions  []ActionView `json:"actions"`
}

// ActionView is something the lead can do about a nudge.
type ActionView struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Key   string `json:"key"` // that chooses it while the nudge has the focus
}

// NextView is the next thing that will come up.
type NextView struct {
	Incident string `json:"incident"`
	At       string `json:"at"`
	Label    string `json:"label"`
}

// NudgeAnswer is what the page does after an action: open a place, put a text
// on the clipboard, both or neither.
type NudgeAnswer struct {
	Open     string `json:"open" ts_type:"'' | 'room' | 'updates' | 'sync'"`
	Incident string `json:"incident"`
	Audience string `json:"audience"`
	Subject  string `json:"subject"` // entry that it is about
	// Focus is what is to be done there: the shortest honest update, another
	// time, a reason to decline, a reason to hold.
	Focus string `json:"focus" ts_type:"'' | 'nothing' | 'next' | 'decline' | 'hold'"`
	Copy  string `json:"copy"`
}

// NudgeRulesView is how the nudges are set on this laptop.
type NudgeRulesView struct {
	Rules     []RuleView `json:"rules"` // the most important first
	Private   bool       `json:"private"`
	Sound     bool       `json:"sound"`
	QuietFrom string     `json:"quietFrom"` // "22:00"
	QuietTo   string     `json:"quietTo"`   // equal to the other is none
}

// RuleView is one rule of the playbook.
type RuleView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// When says what the minutes count, or when a rule without any speaks.
	When     string `json:"when"`
	Says     string `json:"says"` // an example of its words
	On       bool   `json:"on"`
	Minutes  int    `json:"minutes"` // 0 is a rule without a number
	Playbook int    `json:"playbook"`
	Least    int    `json:"least"`
	Most     int    `json:"most"`
	// Dismissed is how many of its nudges were dismissed in a row; Offer says
	// that they are enough to ask whether the rule is wanted. SetRule answers.
	Dismissed int  `json:"dismissed"`
	Offer     bool `json:"offer"`
}

// SaidView is what a rule would have said.
type SaidView struct {
	Key   string `json:"key"`
	At    string `json:"at"`
	Title string `json:"title"`
	Body  string `json:"body"`
}

// SpokenView is one nudge of the nudge log.
type SpokenView struct {
	Key      string        `json:"key"`
	Rule     string        `json:"rule"`
	Title    string        `json:"title"` // "" where its words are not known any more
	Body     string        `json:"body"`
	Due      string        `json:"due"`
	Shown    string        `json:"shown"` // the first banner; "" is in the app only
	Showings int           `json:"showings"`
	Outcomes []OutcomeView `json:"outcomes"` // oldest first
}

// OutcomeView is one thing that came of a nudge.
type OutcomeView struct {
	Outcome string `json:"outcome" ts_type:"'acted' | 'snoozed' | 'dismissed' | 'overtaken'"`
	Action  string `json:"action"`
	At      string `json:"at"`
	Until   string `json:"until"`
}

// ShieldView is a message for a chat that sends the questions of an audience
// to the lead.
type ShieldView struct {
	Audience string `json:"audience"` // "" is anybody inside
	Name     string `json:"name"`
	Text     string `json:"text"`
}
