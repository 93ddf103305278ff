package app

// NudgesView is what the app has to say to the lead now, over all incidents.
type NudgesView struct {
	Due      []NudgeView `json:"due"` // the most urgent first
	Next     *NextView   `json:"next"`
	OnBridge bool        `json:"onBridge"`
	// Problem says why no desktop notification can be shown; "" when they can.
	Problem string `json:"problem"`
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
