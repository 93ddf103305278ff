package nudge_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/incident"
	"aircover/backend/nudge"
)

// plain gives n nudges that no rule of the limits favours.
func plain(n int) []nudge.Nudge {
	var due []nudge.Nudge
	for i := range n {
		due = append(due, nudge.Nudge{
			Key: fmt.Sprintf("need/%02d", i), Rule: nudge.Need, Incident: "one", Due: clockTime(0), Priority: 40,
			Title: fmt.Sprintf("Need %02d", i), Body: "Somebody has waited.", Private: "A need is open",
		})
	}
	return due
}

func public(key string, at int) nudge.Nudge {
	return nudge.Nudge{
		Key: key, Rule: nudge.Promise, Incident: "one", Audience: "page", Due: clockTime(at - 5), At: clockTime(at), Priority: 15,
		Title: "14:20 promise: Status page", Body: "You promised 14:20.", Private: "A promise is due 14:20", Promised: true, Public: true,
	}
}

// shownAt lists banners at minutes; a negative minute was a public one's.
func shownAt(at ...int) nudge.History {
	var h nudge.History
	for _, minute := range at {
		h.Banners = append(h.Banners, nudge.Showing{At: clockTime(max(minute, -minute)), Public: minute < 0})
	}
	return h
}

func TestPlan(t *testing.T) {
	with := func(n nudge.Nudge, change func(*nudge.Nudge)) nudge.Nudge { change(&n); return n }
	page := nudge.Composing{Incident: "one", Audience: "page"}
	night := nudge.Hours{From: 14 * 60, To: 15 * 60, Zone: time.FixedZone("", 3600)}
	seen := func(h nudge.History, key string, s nudge.Shown) nudge.History {
		h.Nudges = map[string]nudge.Shown{key: s}
		return h
	}
	cases := []struct {
		name    string
		at      int
		due     []nudge.Nudge
		history nudge.History
		options nudge.Options
		keys    []string
		next    int // minute of the next look; 0 is none
	}{
		{name: "nothing is due", at: 10},
		{name: "one", at: 10, due: plain(1), keys: []string{"need/00"}},
		{name: "of two the first, and the other after the gap", at: 10, due: plain(2), keys: []string{"need/00"}, next: 15},
		{name: "three in one banner", at: 10, due: plain(3), keys: []string{"need/00", "need/01", "need/02"}},
		{name: "a gap of five minutes", at: 10, due: plain(1), history: shownAt(6), next: 11},
		{name: "the gap is over", at: 11, due: plain(1), history: shownAt(6), keys: []string{"need/00"}},
		{name: "a gap after a public one too", at: 10, due: plain(1), history: shownAt(-6), next: 11},
		{name: "six in the hour", at: 59, due: plain(1), history: shownAt(1, 10, 20, 30, 40, 50), next: 61},
		{name: "five in the hour", at: 61, due: plain(1), history: shownAt(1, 10, 20, 30, 40, 50), keys: []string{"need/00"}},
		{name: "public ones do not use the budget up", at: 59, due: plain(1), history: shownAt(-1, -10, 20, 30, 40, 50), keys: []string{"need/00"}},
		{
			name: "a public promise breaks the gap, alone", at: 15, history: shownAt(14), next: 20,
			due: append(plain(4), public("p", 20)), keys: []string{"p"},
		},
		{name: "a public promise breaks the budget", at: 59, due: []nudge.Nudge{public("p", 60)}, history: shownAt(1, 10, 20, 30, 40, 50), keys: []string{"p"}},
		{
			name: "two public promises in one banner", at: 15, history: shownAt(14),
			due: []nudge.Nudge{public("p", 20), public("q", 20)}, keys: []string{"p", "q"},
		},
		{name: "shown once", at: 10, due: plain(1), history: seen(shownAt(), "need/00", nudge.Shown{Showings: 1, At: clockTime(0)})},
		{
			name: "again after a snooze", at: 20, keys: []string{"need/00"},
			due:     []nudge.Nudge{with(plain(1)[0], func(n *nudge.Nudge) { n.Due, n.PutOff = clockTime(15), clockTime(15) })},
			history: seen(shownAt(), "need/00", nudge.Shown{Showings: 1, At: clockTime(0)}),
		},
		{
			name: "not again because its moment was moved", at: 20,
			due:     []nudge.Nudge{with(plain(1)[0], func(n *nudge.Nudge) { n.Due = clockTime(15) })},
			history: seen(shownAt(), "need/00", nudge.Shown{Showings: 1, At: clockTime(0)}),
		},
		{
			name: "never a fourth time", at: 20,
			due:     []nudge.Nudge{with(plain(1)[0], func(n *nudge.Nudge) { n.Due, n.PutOff = clockTime(15), clockTime(15) })},
			history: seen(shownAt(), "need/00", nudge.Shown{Showings: 3, At: clockTime(0)}),
		},
		{name: "quiet stays in the app", at: 10, due: []nudge.Nudge{with(plain(1)[0], func(n *nudge.Nudge) { n.Quiet = true })}},
		{
			name: "a public promise that nobody saw, after the gap", at: 20, due: []nudge.Nudge{public("p", 20)}, keys: []string{"p"},
			history: seen(shownAt(-15), "p", nudge.Shown{Showings: 1, At: clockTime(15)}),
		},
		{
			name: "not before", at: 19, due: []nudge.Nudge{public("p", 20)}, next: 20,
			history: seen(shownAt(-15), "p", nudge.Shown{Showings: 1, At: clockTime(15)}),
		},
		{
			name: "not once it was seen", at: 20, due: []nudge.Nudge{public("p", 20)},
			history: seen(shownAt(-15), "p", nudge.Shown{Showings: 1, At: clockTime(15), Confirmed: true}),
		},
		{
			name: "not a third time", at: 40, due: []nudge.Nudge{public("p", 20)},
			history: seen(shownAt(-15, -20), "p", nudge.Shown{Showings: 2, At: clockTime(20)}),
		},
		{name: "on the bridge", at: 10, due: plain(5), options: nudge.Options{OnBridge: true}},
		{name: "on the bridge, a public promise", at: 15, due: append(plain(5), public("p", 20)), options: nudge.Options{OnBridge: true}, keys: []string{"p"}},
		{name: "while its draft is written", at: 15, due: []nudge.Nudge{public("p", 20)}, options: nudge.Options{Composing: page}},
		{name: "its draft is written, and it is due", at: 20, due: []nudge.Nudge{public("p", 20)}, options: nudge.Options{Composing: page}, keys: []string{"p"}},
		{name: "while another draft is written", at: 15, due: []nudge.Nudge{public("p", 20)}, options: nudge.Options{Composing: nudge.Composing{Incident: "two", Audience: "page"}}, keys: []string{"p"}},
		{name: "at night", at: 10, due: plain(1), options: nudge.Options{Quiet: night}},
		{name: "at night, a promise", at: 10, options: nudge.Options{Quiet: night}, keys: []string{"need/00"}, due: []nudge.Nudge{with(plain(1)[0], func(n *nudge.Nudge) { n.Promised = true })}},
		{name: "after the night", at: 60, due: plain(1), options: nudge.Options{Quiet: night}, keys: []string{"need/00"}},
		{name: "after sleep one banner for two", at: 10, due: plain(2), options: nudge.Options{Woke: true}, keys: []string{"need/00", "need/01"}},
		{name: "a clock set back forgets nothing and blocks nothing", at: 10, due: plain(1), history: shownAt(600), keys: []string{"need/00"}},
		{
			name: "a clock set back, with how long ago it was", at: 10, due: plain(1), next: 12,
			history: nudge.History{Banners: []nudge.Showing{{At: clockTime(600), Ago: 3 * time.Minute}}},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := nudge.Plan(clockTime(c.at), c.due, c.history, c.options)
			if diff := cmp.Diff(c.keys, d.Keys); diff != "" {
				t.Errorf("keys (-want +got):\n%s", diff)
			}
			if (d.Banner != nil) != (len(c.keys) > 0) {
				t.Errorf("banner %+v for %v", d.Banner, d.Keys)
			}
			var next incident.Time
			if c.next != 0 {
				next = clockTime(c.next)
			}
			if d.NextLook != next {
				t.Errorf("next look %q, want %q", d.NextLook, next)
			}
		})
	}
}

// TestNightPastMidnight: quiet hours may run into the next day.
func TestNightPastMidnight(t *testing.T) {
	night := nudge.Options{Quiet: nudge.Hours{From: 22 * 60, To: 7 * 60}}
	for hour, shown := range map[int]bool{21: true, 22: false, 23: false, 0: false, 6: false, 7: true, 12: true} {
		now := incident.At(time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC))
		due := plain(1)
		due[0].Due = now
		if d := nudge.Plan(now, due, nudge.History{}, night); (d.Banner != nil) != shown {
			t.Errorf("%d o'clock: shown is %v", hour, d.Banner != nil)
		}
	}
}

// TestBannerWords: what a banner says, alone and for several, in the open and
// in private.
func TestBannerWords(t *testing.T) {
	var got strings.Builder
	for _, c := range []struct {
		name string
		at   int
		due  []nudge.Nudge
	}{
		{"one", 10, plain(1)},
		{"a public promise, before its time", 15, []nudge.Nudge{public("p", 20)}},
		{"a public promise, at its time", 20, []nudge.Nudge{public("p", 20)}},
		{"three", 10, plain(3)},
		{"a promise among several", 20, append(plain(3), public("p", 20))},
		{"a storm of forty", 10, plain(40)},
	} {
		for _, private := range []bool{false, true} {
			d := nudge.Plan(clockTime(c.at), c.due, nudge.History{}, nudge.Options{Private: private})
			b := d.Banner
			if utf8.RuneCountInString(b.Title) > 60 || utf8.RuneCountInString(b.Body) > 200 {
				t.Errorf("%s does not fit: %+v", c.name, b)
			}
			fmt.Fprintf(&got, "# %s, private %v: stands for %d, public %v, critical %v\n%s\n%s\n\n",
				c.name, private, len(d.Keys), d.Public, b.Critical, b.Title, b.Body)
		}
	}
	golden(t, "testdata/banners.golden", got.String())
}
