package app

// UpdatesView is the screen on which updates are written.
type UpdatesView struct {
	ID        string         `json:"id"`
	Number    string         `json:"number"`
	Title     string         `json:"title"`
	Severity  int            `json:"severity"`
	Phase     string         `json:"phase"`
	Zone      string         `json:"zone"`
	Seq       int            `json:"seq"`
	Facts     []FactView     `json:"facts"`
	Cleared   bool           `json:"cleared"` // counsel cleared what is said of security
	Audiences []AudienceView `json:"audiences"`
}

// FactView is one fact that every draft is rendered from.
type FactView struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Text    string   `json:"text"`
	Sources []string `json:"sources"` // entries it was filled from
	Edited  bool     `json:"edited"`
	Known   bool     `json:"known"`
}

// AudienceView is one audience with its draft.
type AudienceView struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	External bool       `json:"external"`
	Paused   bool       `json:"paused"`
	Due      *DueView   `json:"due"`
	Draft    DraftView  `json:"draft"`
	Sent     []SentView `json:"sent"` // newest first, at most ten
	New      int        `json:"new"`  // lines of the log since the last update
	// The newest of these, oldest first.
	NewEntries []NewEntryView `json:"newEntries"`
}

// DraftView is the text for one audience as it stands.
type DraftView struct {
	Text      string        `json:"text"`
	State     string        `json:"state"` // public state
	Next      string        `json:"next"`  // the promise it makes; "" is none
	NextWhy   string        `json:"nextWhy"`
	Edited    bool          `json:"edited"`    // written by hand
	FactsMove bool          `json:"factsMove"` // facts below a paragraph by hand have changed
	Fresh     string        `json:"fresh"`     // what the facts would give now
	Findings  []FindingView `json:"findings"`
	// Base is what the text stands on, to be handed to Keep with the words typed.
	Base       string          `json:"base"`
	Paragraphs []ParagraphView `json:"paragraphs"`
	// Changes is what is new since the last update to this audience, Added and
	// Removed the words that came and went; all empty where there was none.
	Changes   []SpanView `json:"changes"`
	Added     int        `json:"added"`
	Removed   int        `json:"removed"`
	Occasion  string     `json:"occasion"`  // which template wrote it
	StateFits string     `json:"stateFits"` // the public state that fits what is known inside
	Problem   string     `json:"problem"`   // why the user's template was not used; "" is none
}

// ParagraphView is a paragraph of a draft, in UTF-16 code units.
type ParagraphView struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Edited bool   `json:"edited"` // by hand: it does not follow the facts
	Stale  bool   `json:"stale"`  // by hand, and its facts have changed
	Fresh  string `json:"fresh"`  // what the facts give in its place; "" is nothing
}

// SpanView is a piece of a text, in UTF-16 code units.
type SpanView struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// NewEntryView is an entry of the log that an audience does not know of yet.
type NewEntryView struct {
	ID       string `json:"id"`
	Occurred string `json:"occurred"`
	Kind     string `json:"kind"`
	Text     string `json:"text"` // at most 200 characters
}

// FindingView is what the wording lint found. Start and End count UTF-16 code
// units, as the page does.
type FindingView struct {
	Rule     string   `json:"rule"`
	Severity string   `json:"severity" ts_type:"'E' | 'W'"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Reason   string   `json:"reason"`
	Fix      *FixView `json:"fix"`
}

// FixView replaces a piece of the text.
type FixView struct {
	Label string `json:"label"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// SentView is an update that the lead sent.
type SentView struct {
	Entry string `json:"entry"`
	At    string `json:"at"`
	State string `json:"state"`
	Text  string `json:"text"`
	Next  string `json:"next"`
}

// FormatsView is one text in every form that can be copied.
type FormatsView struct {
	Plain    string `json:"plain"`
	Markdown string `json:"markdown"`
	Slack    string `json:"slack"`
	HTML     string `json:"html"`
}
