package comms

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aircover/backend/incident"
)

// Mode is how an audience's cadence is counted.
type Mode string

// The modes.
const (
	Every       Mode = "every"         // by gaps
	IfVisible   Mode = "if visible"    // by gaps, once the outside is known to notice
	WithPage    Mode = "with page"     // whenever the status page is due
	OnChange    Mode = "on change"     // once there is something else to say, the first gap later
	AtClock     Mode = "twice a day"   // at wall-clock times from the start
	StartAndEnd Mode = "start and end" // once after the declaration, once after Resolved
	Pull        Mode = "pull"          // they look when they like; no time is promised
	Milestones  Mode = "milestones"    // when something happened that they have to know
	NoCadence   Mode = "none"
)

// ModeHelp says what a mode is, for the person who chooses one.
type ModeHelp struct {
	Mode  Mode
	Label string
	Help  string
	Gaps  bool // it counts in gaps
	Clock bool // it needs wall-clock times from the start
}

// Modes lists every mode in the order in which they are offered.
var Modes = []ModeHelp{
	{Mode: Every, Label: "Every so often", Help: "By the gaps: the first from the declaration, then from one update to the next.", Gaps: true},
	{Mode: IfVisible, Label: "If visible", Help: "By the gaps, once the outside was told something or an impact is stated.", Gaps: true},
	{Mode: WithPage, Label: "With the status page", Help: "Whenever the status page is due, and when it has said more than they know."},
	{Mode: OnChange, Label: "Only on change", Help: "Once the public state, the severity or a fact in your words has changed, the first gap later.", Gaps: true},
	{Mode: AtClock, Label: "Twice a day", Help: "At the times below, from the start.", Clock: true},
	{Mode: StartAndEnd, Label: "Start and end", Help: "Once at the start, within the first gap, and once when it is resolved.", Gaps: true},
	{Mode: Pull, Label: "Pull only", Help: "They look when they like. No time is promised."},
	{Mode: Milestones, Label: "Milestones", Help: "When something happened that they have to know; you decide."},
	{Mode: NoCadence, Label: "None", Help: "Nothing falls due."},
}

// Cadence says when an audience is told something, at one severity. Gaps are in
// minutes, the first from the declaration (or from when the severity rose, or the
// work began again) to the first update, the others from one update to the next; Then follows the last of them. Later takes their
// place once After minutes have gone since the cadence began (0: never).
type Cadence struct {
	Mode  Mode  `json:"mode"`
	Gaps  []int `json:"gaps,omitempty"`
	Then  int   `json:"then,omitempty"`
	After int   `json:"after,omitempty"`
	Later int   `json:"later,omitempty"`
	// Watching takes the place of a shorter gap while a fix is only being
	// watched, in the phase verify (0: never).
	Watching int `json:"watching,omitempty"`
	// Clock takes the place of everything above once the incident is over a day
	// old: wall-clock times ("09:30") in the zone of the incident.
	Clock []string `json:"clock,omitempty"`
}

// gap gives the minutes in front of the n-th update (0 is the first), when the
// cadence has run for some minutes in a phase.
func (c Cadence) gap(n, running int, phase incident.Phase) int {
	gap := c.plainGap(n, running)
	if c.watches(n, phase) {
		return max(gap, c.Watching)
	}
	return gap
}

func (c Cadence) watches(n int, phase incident.Phase) bool {
	return n > 0 && c.Watching > 0 && phase == incident.Verify
}

func (c Cadence) plainGap(n, running int) int {
	switch {
	case n > 0 && c.After > 0 && running >= c.After:
		return c.Later
	case n < len(c.Gaps):
		return c.Gaps[n]
	case c.Then > 0 || len(c.Gaps) == 0:
		return c.Then
	}
	return c.Gaps[len(c.Gaps)-1]
}

// times gives the wall-clock times of a cadence that is counted by them.
func (c Cadence) times() []string {
	if len(c.Clock) == 0 {
		return twiceADay
	}
	return c.Clock
}

// Words says a cadence in one line: "5, 10, then every 20 min; after 2 h every
// 60 min; over a day at 09:30 and 16:30".
func (c Cadence) Words() string {
	var parts []string
	switch c.Mode {
	case Every:
		parts = append(parts, c.gapWords())
	case IfVisible:
		parts = append(parts, "if visible "+c.gapWords())
	case WithPage:
		parts = append(parts, "with the status page")
	case OnChange:
		parts = append(parts, "on change, within "+minuteWords(c.gap(1, 0, "")))
	case AtClock:
		return "at " + strings.Join(c.times(), " and ")
	case StartAndEnd:
		parts = append(parts, "start and end")
	case Pull:
		parts = append(parts, "pull only")
	case Milestones:
		parts = append(parts, "milestones")
	default:
		return "none"
	}
	if c.Mode == Every || c.Mode == IfVisible {
		if c.After > 0 {
			parts = append(parts, "after "+minuteWords(c.After)+" every "+minuteWords(c.Later))
		}
		if c.Watching > 0 {
			parts = append(parts, "while watching every "+minuteWords(c.Watching))
		}
	}
	if len(c.Clock) > 0 {
		parts = append(parts, "over a day at "+strings.Join(c.Clock, " and "))
	}
	return strings.Join(parts, "; ")
}

func (c Cadence) gapWords() string {
	var firsts []string
	for _, gap := range c.Gaps {
		firsts = append(firsts, strconv.Itoa(gap))
	}
	every := c.gap(len(c.Gaps)+1, 0, "")
	if len(firsts) == 0 || slices.Equal(c.Gaps, []int{every}) {
		return "every " + minuteWords(every)
	}
	return strings.Join(firsts, ", ") + ", then every " + minuteWords(every)
}

// minuteWords writes minutes as people say them: "90 min", "2 h".
func minuteWords(n int) string {
	switch {
	case n <= 0:
		return "no time"
	case n >= 120 && n%60 == 0:
		return fmt.Sprintf("%d h", n/60)
	}
	return fmt.Sprintf("%d min", n)
}

// Quiet is a part of the day, on the wall clock of the incident's zone, in
// which no cadence asks for an update. It may go over midnight. A promise that
// was made stands all the same.
type Quiet struct {
	From string `json:"from"` // "22:00"
	To   string `json:"to"`   // "07:00"
}

// end gives the end of the quiet hours that a moment lies in.
func (q *Quiet) end(t incident.Time, zone string) (incident.Time, bool) {
	if q == nil {
		return incident.Time{}, false
	}
	from, errFrom := time.Parse(wallClock, q.From)
	to, errTo := time.Parse(wallClock, q.To)
	if errFrom != nil || errTo != nil {
		return incident.Time{}, false
	}
	loc := place(zone)
	day := t.In(loc)
	minute, first, last := day.Hour()*60+day.Minute(), ofDay(from), ofDay(to)
	inside := minute >= first && minute < last
	if first > last {
		inside = minute >= first || minute < last
	}
	if !inside {
		return incident.Time{}, false
	}
	return slot([]string{q.To}, zone, t), true
}

// spare moves a time out of the quiet hours, and says so.
func (q *Quiet) spare(t incident.Time, why, zone string) (incident.Time, string) {
	end, quiet := q.end(t, zone)
	if t.IsZero() || !quiet {
		return t, why
	}
	return end, fmt.Sprintf("%s, moved to the end of their quiet hours (%s to %s).", strings.TrimSuffix(why, "."), q.From, q.To)
}

// wallClock is the form of a time of day.
const wallClock = "15:04"

func ofDay(t time.Time) int { return t.Hour()*60 + t.Minute() }
