package incident

import (
	"math"
	"strings"
	"time"

	"aircover/backend/fault"
)

// MaxLine is the longest log line, in bytes: 1 MB.
const MaxLine = 1_000_000

// LineKind is what a log line says it is.
type LineKind string

// The kinds of line, and the prefix of each.
const (
	LineNote         LineKind = "note"         // none
	LineHypothesis   LineKind = "hypothesis"   // h
	LineEvidence     LineKind = "evidence"     // e
	LineDecision     LineKind = "decision"     // d
	LineNeed         LineKind = "need"         // n
	LineWhere        LineKind = "where"        // w
	LineTask         LineKind = "task"         // a
	LineQuestion     LineKind = "question"     // q
	LineInterruption LineKind = "interruption" // i
)

// LogLine is what a line typed into the log said.
type LogLine struct {
	Kind LineKind
	// Occurred is when it happened; zero stands for now.
	Occurred time.Time
	// Future tells that the line named a time still to come; Occurred is now.
	Future bool
	// DayBack tells that a bare clock time was taken as yesterday's.
	DayBack bool
	// Text is what is left when everything else was taken out; never empty.
	Text string
	// Who is the task's owner, who lacks what is needed, who asks, or who was
	// interrupted; without the @, "" where nobody is named.
	Who string
	// Where is the channel in which a question was asked, "" where none is named.
	Where string
	// Minutes is a task's time box or an interruption's length; 0 is not said.
	Minutes int
	// Workstream is what a where-at line is about; "" is the whole incident.
	Workstream string
	// NeedKind is set for a need only.
	NeedKind NeedKind
	// Rollback tells that a decision is to roll back.
	Rollback bool
}

// ParseLine reads a line of the log, which may have several lines. In front
// may stand when it happened (-12m, "12 min ago", or a time that ParseWhen
// reads, but noon and midnight), and behind that a prefix: one small letter
// and a space.
//
//	h maybe the cert            hypothesis
//	e handshake log of node 3   evidence
//	d rollback to 4.2           decision
//	n CA console for @maria     need; its kind comes from its words
//	w payments: cert reissued   where-at, of a workstream
//	q @vp when is it back?      a stakeholder's question; behind the name may
//	                            stand where: in #exec-bridge, in "the board call"
//	a @ben 10m check replica    task, with owner and time box
//	i @ben 5m pinged by sales   interruption
//
// "a" counts only in front of @ or "someone", and "i" only in front of @, since
// both are English words. A line that begins with a backslash (which goes) or
// a quotation mark is a note as it stands, and so is a pasted log, in which the
// second line begins with a time too.
//
// Its errors are TooLarge over MaxLine, and Invalid with the field "line".
func ParseLine(line string, now time.Time, loc *time.Location) (LogLine, error) {
	if len(line) > MaxLine {
		return LogLine{}, fault.New(fault.TooLarge,
			"That is %.1f MB; a log line holds up to 1 MB. It was not taken; it is still in your clipboard.",
			math.Ceil(float64(len(line))/1e5)/10)
	}
	text := CleanText(line, MaxLine)
	if text == "" {
		return LogLine{}, fault.Field("line", "Type what happened first.")
	}
	if text[0] == ' ' || text[0] == '\t' || pastedLog(text, now, loc) {
		return LogLine{Kind: LineNote, Text: text}, nil
	}
	read := LogLine{Kind: LineNote}
	if !asItStands(text) {
		text = read.backdate(text, now, loc)
	}
	if text == "" {
		return LogLine{}, fault.Field("line", "Add what happened behind the time.")
	}
	if err := read.readPrefix(text); err != nil {
		return LogLine{}, err
	}
	return read, nil
}

// asItStands tells whether text is to be a note whatever it looks like.
func asItStands(text string) bool {
	for _, mark := range []string{`\`, `"`, `'`, "“", "”", "„", "‘", "‚", "«", "»"} {
		if strings.HasPrefix(text, mark) {
			return true
		}
	}
	return false
}

// pastedLog tells whether text is lines that each begin with a time: to take
// the first line's would tear it apart.
func pastedLog(text string, now time.Time, loc *time.Location) bool {
	_, rest, _ := strings.Cut(text, "\n")
	rest = strings.TrimLeft(rest, "\n")
	if rest == "" {
		return false
	}
	_, _, first := leadingWhen(firstLine(text), now, loc, false)
	_, _, second := leadingWhen(firstLine(rest), now, loc, false)
	return first && second
}

// firstLine gives the beginning of text in which a time is looked for.
func firstLine(text string) string {
	const longest = 80 // bytes; more than any time that ParseWhen reads
	line, _, _ := strings.Cut(text[:min(len(text), longest)], "\n")
	return line
}

// backdate takes the time in front of text and gives the rest. A range of
// times tells when it began, and stays in the text.
func (l *LogLine) backdate(text string, now time.Time, loc *time.Location) (rest string) {
	when, n, ok := leadingWhen(firstLine(text), now, loc, false)
	if !ok {
		return text
	}
	l.Occurred, l.Future, l.DayBack = when.Time, when.Future, when.DayBack
	rest = text[n:]
	if rangePart.MatchString(asciiLower(firstLine(rest))) {
		return text
	}
	rest = strings.TrimLeft(rest, " ,.:;\n\t")
	for _, dash := range []string{"- ", "– ", "— "} {
		rest = strings.TrimPrefix(rest, dash)
	}
	return strings.TrimSpace(rest)
}

// prefix is how a one-letter prefix is read.
type prefix struct {
	kind LineKind
	read func(l *LogLine, text string)
	// missing is what to say where nothing follows.
	missing string
}

var prefixes = map[byte]prefix{
	'h': {LineHypothesis, nil, "Add the hypothesis behind h: why isn't it working?"},
	'e': {LineEvidence, nil, "Add the evidence behind e."},
	'd': {LineDecision, readDecision, "Add what was decided behind d."},
	'n': {LineNeed, readNeed, "Add what is needed behind n."},
	'w': {LineWhere, readWhere, "Add where things are at behind w."},
	'q': {LineQuestion, readQuestion, "Add the question behind q."},
	'a': {LineTask, readTask, "Add what is to be done behind the name."},
	'i': {LineInterruption, readInterruption, ""},
}

// readPrefix sets the kind and everything that the kind takes out of text.
func (l *LogLine) readPrefix(text string) error {
	l.Text = text
	if asItStands(text) {
		l.Text = strings.TrimSpace(strings.TrimPrefix(text, `\`))
		if l.Text == "" {
			return fault.Field("line", "Type what happened first.")
		}
		return nil
	}
	known, ok := prefixes[text[0]]
	if !ok || len(text) > 1 && text[1] != ' ' {
		return nil
	}
	body := strings.TrimSpace(text[1:])
	switch {
	case known.kind == LineTask && !namesOwner(body), known.kind == LineInterruption && !strings.HasPrefix(body, "@"):
		return nil
	case body == "":
		return fault.Field("line", "%s", known.missing)
	}
	l.Kind, l.Text = known.kind, body
	if known.read != nil {
		known.read(l, body)
	}
	if l.Text == "" {
		return fault.Field("line", "%s", known.missing)
	}
	return nil
}
