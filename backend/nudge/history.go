package nudge

import (
	"slices"
	"time"

	"aircover/backend/incident"
)

// past is what was shown, as seen from now.
type past struct {
	now incident.Time
	History
}

// ago is how long ago a banner was; false where only a clock that was set back
// since could tell.
func (p past) ago(s Showing) (time.Duration, bool) {
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
	shown := p.Nudges[n.Key]
	switch {
	case shown.Showings >= maxShowings:
		return again, false
	case shown.Showings == 0, shown.At.Before(n.PutOff):
		return again, true
	case !n.Public || shown.Confirmed || shown.Showings > 1:
		return again, false
	}
	last := Showing{At: shown.At}
	if i := slices.IndexFunc(p.Banners, func(s Showing) bool { return s.At == shown.At }); i >= 0 {
		last = p.Banners[i]
	}
	gone, known := p.ago(last)
	return p.now.Add(bannerGap - gone), !known || gone >= bannerGap
}

// calm is when the limits next allow a banner that is not public: the gap after
// every banner, and the budget of the hour, which public ones do not count
// against.
func (p past) calm() incident.Time {
	calm := p.now
	var others []time.Duration
	for _, s := range p.Banners {
		gone, known := p.ago(s)
		if !known {
			continue
		}
		calm = later(calm, p.now.Add(bannerGap-gone))
		if !s.Public {
			others = append(others, gone)
		}
	}
	if len(others) < budget {
		return calm
	}
	slices.Sort(others)
	return later(calm, p.now.Add(budgetWindow-others[budget-1]))
}
