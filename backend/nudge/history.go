package nudge

import (
	"slices"
	"time"

	"aircover/backend/incident"
)

// past is what was shown, as seen from now.
type past struct {
	now   incident.Time
	shown []Shown
}

// ago is how long ago a showing was; false where only a clock that was set
// back since can tell.
func (p past) ago(s Shown) (time.Duration, bool) {
	if s.Ago > 0 {
		return s.Ago, true
	}
	gone := p.now.Sub(s.At)
	return gone, gone >= 0
}

// mayShow tells whether a banner may stand for the nudge, as far as the nudge
// itself goes, and else when it may, if ever. It is shown once, and once more
// after each snooze; a public promise that nobody was seen to see is shown
// once more too.
func (p past) mayShow(n Nudge) (again incident.Time, ok bool) {
	showings, sinceDue, confirmed := 0, 0, false
	var last Shown
	for _, s := range p.shown {
		if s.Key != n.Key {
			continue
		}
		showings++
		if !s.At.Before(n.Due) {
			sinceDue++
			confirmed = confirmed || s.State == Confirmed
		}
		if last.Key == "" || s.At.After(last.At) {
			last = s
		}
	}
	switch {
	case showings >= maxShowings:
		return again, false
	case sinceDue == 0:
		return again, true
	case !n.Public || confirmed || sinceDue > 1:
		return again, false
	}
	gone, known := p.ago(last)
	return p.now.Add(bannerGap - gone), !known || gone >= bannerGap
}

// calm is when the limits next allow a banner that is not public: the gap after
// every banner, and the budget of the hour, which public ones do not count
// against.
func (p past) calm() incident.Time {
	calm := p.now
	other := map[incident.Time]time.Duration{} // the banners that count, by when they were shown
	for _, s := range p.shown {
		gone, known := p.ago(s)
		if !known {
			continue
		}
		calm = later(calm, p.now.Add(bannerGap-gone))
		if !s.Public {
			other[s.At] = gone
		}
	}
	if len(other) < budget {
		return calm
	}
	gone := make([]time.Duration, 0, len(other))
	for _, d := range other {
		gone = append(gone, d)
	}
	slices.Sort(gone)
	return later(calm, p.now.Add(budgetWindow-gone[budget-1]))
}
