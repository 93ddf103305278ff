package nudge

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aircover/backend/incident"
)

// History is what was shown on the desktop before.
type History struct {
	Banners []Showing        // every one of the last HistoryWindow
	Nudges  map[string]Shown // by key: how it went with the nudges that are due
}

// Showing is one banner on the desktop, whatever nudges it stood for.
type Showing struct {
	At     incident.Time // on the wall clock, when it was recorded
	Public bool          // it held public promises only, and does not count against the others
	// Ago is how long ago it was by a clock that nobody sets, where that is
	// known; 0 is not known, and At is taken.
	Ago time.Duration
}

// Shown is how often a nudge was shown.
type Shown struct {
	Showings  int
	At        incident.Time // the newest
	Confirmed bool          // the lead was seen to see that one
}

// Banner is a desktop notification.
type Banner struct {
	Key      string // of the foremost nudge
	Incident string // its incident
	Title    string
	Body     string
	Actions  []Action // of the only nudge that it stands for
	Critical bool     // a public promise at its time
	Sound    bool     // it may be heard
}

// Options are the circumstances of the lead.
type Options struct {
	OnBridge  bool // on the open call
	Composing Composing
	Quiet     Hours // the night
	Private   bool  // others may see the screen
	Sound     bool  // a public promise at its time may be heard
	Woke      bool  // the machine slept since the last look
}

// Composing is the draft that the lead is writing; the zero value is none.
type Composing struct{ Incident, Audience string }

// Hours are a part of the day on a wall clock, in minutes after midnight; it
// may run past midnight. From equal to To is none.
type Hours struct {
	From, To int
	Zone     *time.Location // nil is UTC
}

func (h Hours) contain(t incident.Time) bool {
	zone := h.Zone
	if zone == nil {
		zone = time.UTC
	}
	local := t.In(zone)
	at := local.Hour()*60 + local.Minute()
	if h.From <= h.To {
		return at >= h.From && at < h.To
	}
	return at >= h.From || at < h.To
}

// Decision is what to put on the desktop now.
type Decision struct {
	Banner   *Banner       // nil is nothing
	Keys     []string      // the nudges that the banner stands for
	Public   bool          // it holds public promises only
	NextLook incident.Time // when a banner that has to wait may be shown; zero is none
}

// The limits on banners. A public promise breaks the first two.
const (
	bannerGap    = 5 * time.Minute
	budgetWindow = time.Hour
	budget       = 6 // in every budgetWindow
	maxShowings  = 3 // of one nudge, snoozes included
	many         = 3 // from this many due nudges on, one banner stands for all
	// HistoryWindow is how far back Plan has to know every banner.
	HistoryWindow = budgetWindow
)

// Plan decides which banner to show now, given what is due in all incidents
// and what was shown before. What it holds back stays in the app.
func Plan(now incident.Time, due []Nudge, history History, o Options) Decision {
	past := past{now, history}
	var waiting, public []Nudge
	next := incident.Time{}
	for _, n := range slices.SortedFunc(slices.Values(due), Compare) {
		if n.Quiet || o.silence(now, n) {
			continue
		}
		if again, ok := past.mayShow(n); !ok {
			next = sooner(next, again)
			continue
		}
		waiting = append(waiting, n)
		if n.Public {
			public = append(public, n)
		}
	}
	batch, calm := waiting, past.calm()
	if calm.After(now) {
		batch = public
	}
	several := len(batch) >= many || len(public) > 1 || o.Woke && len(batch) > 1
	if !several && len(batch) > 1 {
		batch = batch[:1]
	}
	if len(batch) == 0 {
		if len(waiting) > 0 {
			next = sooner(next, calm)
		}
		return Decision{NextLook: next}
	}
	return decide(now, batch, len(waiting), next, calm, o)
}

func decide(now incident.Time, batch []Nudge, waiting int, next, calm incident.Time, o Options) Decision {
	d := Decision{Public: true, Banner: bannerFor(batch, o.Private), NextLook: next}
	for _, n := range batch {
		d.Keys = append(d.Keys, n.Key)
		d.Public = d.Public && n.Public
		d.Banner.Critical = d.Banner.Critical || n.Public && !now.Before(n.At)
	}
	d.Banner.Sound = o.Sound && d.Banner.Critical
	if waiting > len(batch) {
		d.NextLook = sooner(next, later(calm, now.Add(bannerGap)))
	}
	return d
}

// bannerFor writes the banner of one nudge, or the one that stands for several.
func bannerFor(batch []Nudge, private bool) *Banner {
	b := &Banner{Key: batch[0].Key, Incident: batch[0].Incident, Title: batch[0].Title, Body: batch[0].Body}
	if private {
		b.Title, b.Body = batch[0].Private, "Open Aircover."
	}
	if len(batch) == 1 {
		b.Actions = batch[0].Actions
		return b
	}
	b.Title = fmt.Sprintf("%d things are due", len(batch))
	if !private {
		b.Body = listed(batch)
	}
	return b
}

// listed names what is due, as much of it as fits.
func listed(batch []Nudge) string {
	var titles []string
	for i, n := range batch {
		rest := ""
		if left := len(batch) - i - 1; left > 0 {
			rest = fmt.Sprintf("; and %d more", left)
		}
		if utf8.RuneCountInString(strings.Join(titles, "; ")+"; "+n.Title+rest) > maxBody {
			titles = append(titles, fmt.Sprintf("and %d more", len(batch)-i))
			break
		}
		titles = append(titles, n.Title)
	}
	return strings.Join(titles, "; ")
}

// silence tells whether the lead is not to be disturbed with a nudge now. What
// was promised to people outside comes through on the bridge, and once it is
// due even while its own draft is being written; any promise comes through at
// night.
func (o Options) silence(now incident.Time, n Nudge) bool {
	switch {
	case n.Audience != "" && o.Composing == Composing{n.Incident, n.Audience}:
		return !n.Public || now.Before(n.At)
	case n.Public:
		return false
	}
	return o.OnBridge || o.Quiet.contain(now) && !n.Promised
}

func sooner(a, b incident.Time) incident.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
