package incident

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// DefaultSeverity is taken where the declare line says none: what people
// bother to declare hurts customers, and SEV1 is for them to say.
const DefaultSeverity = SEV2

// longestDeclare is how much of a declare line is read, in runes: a title and
// everything that can be said around it.
const longestDeclare = 10 * MaxTitle

// untitled is the title where the declare line says nothing else.
const untitled = "Incident"

// Declaration is what the declare line said.
type Declaration struct {
	// Title is never empty, one line, at most MaxTitle runes.
	Title string
	// TitleCut tells that the title was shortened: the line is worth keeping
	// as a note.
	TitleCut bool
	// Severity is the higher of those said; 0 where none was, see DefaultSeverity.
	Severity     Severity
	SeveritySaid bool
	// Began is when the harm began; zero stands for now.
	Began     time.Time
	BeganSaid bool
	// Future tells that the line named a beginning still to come; Began is now.
	Future bool
	// DayBack tells that a bare clock time was taken as yesterday's.
	DayBack bool
}

// ParseDeclare reads the line with which an incident is declared, such as
// "checkout down since 14:05 sev1". Severities (sev1, SEV-2, severity 3, p1)
// and the first beginning (since, from, at, started or began, and a time that
// ParseWhen reads; or -12m at either end, or "12 min ago" at the end) are
// taken out. Everything else, in its own words and case, is the title. A clock
// time that nothing introduces, or that names a habit ("daily at 14:05") or a
// range ("from 14:05 to 14:20"), stays in it; a range still tells the beginning.
func ParseDeclare(line string, now time.Time, loc *time.Location) Declaration {
	text := CleanLine(line, longestDeclare)
	reader := declareReader{text: text, lower: asciiLower(text), now: now, loc: loc}
	for at := 0; at < len(text); at = reader.next(at) {
		reader.readSeverity(at)
		reader.readBeginning(at)
	}
	said := reader.said
	said.Title, said.TitleCut = cutAtWord(reader.title(), MaxTitle)
	return said
}

// declareReader walks a declare line word by word.
type declareReader struct {
	text, lower string
	now         time.Time
	loc         *time.Location
	said        Declaration
	taken       []span // what the title does without, in order
}

// span is a range of bytes.
type span struct{ from, to int }

// next gives the start of the word behind the one at at, and behind what was
// taken there.
func (r *declareReader) next(at int) int {
	if n := len(r.taken); n > 0 {
		at = max(at, r.taken[n-1].to)
	}
	space := strings.IndexByte(r.text[at:], ' ')
	if space < 0 {
		return len(r.text)
	}
	return at + space + 1
}

var (
	severityPattern = regexp.MustCompile(`^[(\[#]*(?:sev(?:erity)?[ -]?|p)([0-4])(?: ?(?:/|or|-|to) ?(?:sev(?:erity)?[ -]?|p)?([0-4]))?`)
	severityEnd     = regexp.MustCompile(`^[)\],;:.!?]*(?: [-–—|](?: |$)| |$)`)
)

// readSeverity takes the severity that the word at at says. SEV0 and P0, the
// highest where they exist, count as SEV1.
func (r *declareReader) readSeverity(at int) {
	m := severityPattern.FindStringSubmatch(r.lower[at:])
	if m == nil {
		return
	}
	end := severityEnd.FindString(r.lower[at+len(m[0]):])
	if end == "" && at+len(m[0]) < len(r.text) {
		return
	}
	for _, digit := range []string{m[1], m[2]} {
		if digit == "" {
			continue
		}
		severity := max(Severity(digit[0]-'0'), SEV1)
		if !r.said.SeveritySaid || severity < r.said.Severity {
			r.said.Severity, r.said.SeveritySaid = severity, true
		}
	}
	r.take(at, at+len(m[0])+len(strings.TrimSuffix(end, " ")))
}

var (
	introPattern = regexp.MustCompile(`^[(\[]?(since|from|at|(?:it )?(?:started|starting|began|beginning)(?: at| from| on)?)(?: (?:about|around|approximately|approx\.?|ca\.?|circa))? [~≈]?`)
	habitPattern = regexp.MustCompile(`(?:^| )(?:daily|nightly|weekly|hourly|always|usually|scheduled|planned|due|(?:every|each)(?: [a-z]+){0,2}) $`)
	rangePart    = regexp.MustCompile(`^ ?(?:to|until|till|-|–|—) ?\d{1,2}(?::\d\d|h\d\d| ?[ap]m)`)
	closing      = regexp.MustCompile(`^[)\],;:.!?]+`)
)

// readBeginning takes the first time that is said to be the beginning.
func (r *declareReader) readBeginning(at int) {
	if r.said.BeganSaid || len(r.taken) > 0 && r.taken[len(r.taken)-1].to > at {
		return
	}
	intro := introPattern.FindStringSubmatch(r.lower[at:])
	var when When
	var n int
	var ok bool
	if intro != nil && !habitPattern.MatchString(r.lower[:at]) {
		n = len(intro[0])
		var used int
		when, used, ok = leadingWhen(r.text[at+n:], r.now, r.loc, true)
		if !ok && intro[1] == "since" {
			when, used, ok = r.sinceSpan(at + n)
		}
		n += used
	} else if when, n, ok = leadingSpan(r.lower[at:], r.now); ok {
		ok = r.standsAlone(at, n)
	}
	if !ok {
		return
	}
	r.said.BeganSaid, r.said.Began = true, when.Time
	r.said.Future, r.said.DayBack = when.Future, when.DayBack
	if rest := r.lower[at+n:]; !rangePart.MatchString(rest) {
		r.take(at, at+n+len(closing.FindString(rest)))
	}
}

// sinceSpan reads "since 20 min", which many say for "20 min ago".
func (r *declareReader) sinceSpan(at int) (When, int, bool) {
	back, n, ok := leadingDuration(r.lower[at:])
	return When{Time: r.now.Add(-back)}, n, ok
}

// standsAlone tells whether n bytes at at, a span back from now, are set apart
// from the sentence: in front of it or at its end.
func (r *declareReader) standsAlone(at, n int) bool {
	ago := strings.HasSuffix(r.lower[at:at+n], "ago")
	rest := strings.TrimLeft(r.lower[at+n:], ".,;)")
	atEnd := rest == "" || severityPattern.MatchString(strings.TrimLeft(rest, " "))
	return atEnd || at == 0 && !ago
}

// take leaves a range out of the title.
func (r *declareReader) take(from, to int) {
	r.taken = append(r.taken, span{from, to})
}

// title gives what was not taken. Punctuation that only joined what was taken
// to the rest goes with it.
func (r *declareReader) title() string {
	var words []string
	from := 0
	slices.SortFunc(r.taken, func(a, b span) int { return a.from - b.from })
	for _, taken := range r.taken {
		words = append(words, strings.Fields(r.text[from:taken.from])...)
		from = taken.to
	}
	words = append(words, strings.Fields(r.text[from:])...)
	title := strings.Join(words, " ")
	if len(r.taken) > 0 {
		title = strings.Trim(title, " ,;:-–—|/")
	}
	if strings.Trim(title, " .,;:!?-–—|/()[]") == "" {
		return untitled
	}
	return title
}
