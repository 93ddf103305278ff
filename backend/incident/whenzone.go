package incident

import (
	"strings"
	"time"
)

// zoneAbbreviation is what letters after a clock time stand for.
type zoneAbbreviation struct {
	hours float64 // east of Greenwich
	place string  // a zone to take instead, where the letters cover both halves of the year
	word  bool    // also a word, so that only capitals count
}

// zoneAbbreviations are read as written: CET is +01:00 in July too. Where
// several countries use the same letters, the reader's own zone decides (see
// ownAbbreviation), and else the one with the most people on call: BST is
// British, IST Indian, CST, EST, MST and PST North American.
var zoneAbbreviations = map[string]zoneAbbreviation{
	"Z": {}, "UTC": {}, "GMT": {},
	"WET": {hours: 0, word: true}, "WEST": {hours: 1, word: true}, "BST": {hours: 1},
	"CET": {hours: 1}, "CEST": {hours: 2}, "EET": {hours: 2}, "EEST": {hours: 3}, "MSK": {hours: 3},
	"SAST": {hours: 2}, "IST": {hours: 5.5, word: true},
	"SGT": {hours: 8}, "HKT": {hours: 8}, "AWST": {hours: 8}, "JST": {hours: 9}, "KST": {hours: 9},
	"ACST": {hours: 9.5}, "ACDT": {hours: 10.5}, "AEST": {hours: 10}, "AEDT": {hours: 11},
	"NZST": {hours: 12}, "NZDT": {hours: 13},
	"BRT": {hours: -3}, "EST": {hours: -5, word: true}, "EDT": {hours: -4}, "CST": {hours: -6}, "CDT": {hours: -5},
	"MST": {hours: -7}, "MDT": {hours: -6}, "PST": {hours: -8, word: true}, "PDT": {hours: -7},
	"AKST": {hours: -9}, "AKDT": {hours: -8}, "HST": {hours: -10},
	"ET": {place: "America/New_York", word: true}, "CT": {place: "America/Chicago", word: true},
	"MT": {place: "America/Denver", word: true}, "PT": {place: "America/Los_Angeles", word: true},
}

// zoneAreas begin the names of the IANA zones that people write out.
var zoneAreas = map[string]bool{
	"africa": true, "america": true, "antarctica": true, "arctic": true, "asia": true, "atlantic": true,
	"australia": true, "etc": true, "europe": true, "indian": true, "pacific": true,
}

// zoneNamed finds a zone by abbreviation or IANA name; nil where there is none.
func zoneNamed(name string, now time.Time, loc *time.Location) *time.Location {
	upper := strings.ToUpper(name)
	if known, ok := zoneAbbreviations[upper]; ok {
		if name != upper && (known.word || name != strings.ToLower(name)) {
			return nil
		}
		if known.place != "" {
			return placeNamed(known.place)
		}
		if offset, ok := ownAbbreviation(upper, now, loc); ok {
			return time.FixedZone(upper, offset)
		}
		return time.FixedZone(upper, int(known.hours*3600))
	}
	area, _, slash := strings.Cut(strings.ToLower(name), "/")
	if !slash || !zoneAreas[area] {
		return nil
	}
	if zone := placeNamed(name); zone != nil {
		return zone
	}
	return placeNamed(capitalised(name))
}

// ownAbbreviation gives the offset, in seconds, at which loc itself goes by
// the letters within half a year of now.
func ownAbbreviation(letters string, now time.Time, loc *time.Location) (offset int, ok bool) {
	for month := -6; month <= 6; month++ {
		name, offset := now.AddDate(0, month, 0).In(loc).Zone()
		if name == letters {
			return offset, true
		}
	}
	return 0, false
}

// placeNamed gives the zone with an IANA name, from the same zone data as
// every other time; nil where there is none.
func placeNamed(name string) *time.Location {
	zone, err := Location(name)
	if err != nil {
		return nil
	}
	return zone
}

// capitalised turns europe/berlin and america/new_york into zone names.
func capitalised(name string) string {
	bytes := []byte(strings.ToLower(name))
	for i, c := range bytes {
		if 'a' <= c && c <= 'z' && (i == 0 || strings.IndexByte("/_-", bytes[i-1]) >= 0) {
			bytes[i] = c - 'a' + 'A'
		}
	}
	return string(bytes)
}
