package comms

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"aircover/backend/incident"
)

// gap may stand between a time and its zone; no-break spaces keep the two on
// one line.
const gap = `[\s\x{a0}\x{2009}\x{202f}]`

var (
	offsetAfter  = regexp.MustCompile(`^` + gap + `?([+-])(\d{2}):?(\d{2})\b`)
	utcAfter     = regexp.MustCompile(`^` + gap + `?\(?(?:UTC|GMT|utc|gmt)(?:` + gap + `?([+−-])(\d{1,2})(?::?(\d{2}))?)?\b\)?`)
	zuluAfter    = regexp.MustCompile(`^` + gap + `?Z\b`)
	lettersAfter = regexp.MustCompile(`^` + gap + `?\(?([A-Z]{1,5}|[a-z]{3,4}|ChST)\b\)?`)
	namedAfter   = regexp.MustCompile(`^` + gap + `?\(?((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(?:/[A-Z][A-Za-z0-9_+-]*){1,2})\)?`)
	timeAfter    = regexp.MustCompile(`^` + gap + `?\(?((?:[\pL\pM.'’-]+[ \x{a0}\x{202f}]){0,3}?[\pL\pM.'’-]+?)(?:[ \x{a0}\x{202f}][Ll]ocal)?[ \x{a0}\x{202f}][Tt]ime\b\)?`)
	secondZone   = regexp.MustCompile(`^` + gap + `\(\d{1,2}:\d{2}` + gap + `[A-Z]{3,4}\)`)
)

// zoneHours are the letters of zones and their hours east of Greenwich.
var zoneHours = map[string]float64{
	"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2,
	"IST": 5.5, "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11,
	"NZST": 12, "NZDT": 13, "CHST": 10, "BRT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
	"PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}

// zonePlaces are letters that mean another offset in winter and in summer.
var zonePlaces = map[string]string{
	"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
}

// mostNamed is how many zones a text may name of which each has to be looked
// for in the zone data.
const mostNamed = 20

// readZone reads the zone behind a time. What claims to be a zone and is not
// known here is part of the time, but gives it none.
func (d *document) readZone(c *clockTime) {
	rest := head(d.text[c.end:], 80)
	taken := 0
	c.zone, taken = d.zoneIn(rest, c)
	c.full = c.end + taken
	if taken > 0 {
		c.full += len(secondZone.FindString(head(d.text[c.full:], 20)))
	}
}

// zoneIn gives the zone that a text begins with, nil where it is not known, and
// its length.
func (d *document) zoneIn(rest string, c *clockTime) (*time.Location, int) {
	if m := utcAfter.FindStringSubmatch(rest); m != nil {
		return offsetZone(m[1], m[2], m[3]), len(m[0])
	}
	if m := zuluAfter.FindString(rest); m != "" && !letterAt(rest, len(m)) {
		return time.UTC, len(m)
	}
	if m := offsetAfter.FindStringSubmatch(rest); m != nil && !c.before(m[1], m[2], m[3]) {
		return offsetZone(m[1], m[2], m[3]), len(m[0])
	}
	if m := namedAfter.FindStringSubmatch(rest); m != nil {
		return d.zoneNamed(m[1]), len(m[0])
	}
	if m := lettersAfter.FindStringSubmatch(rest); m != nil && !letterAt(rest, len(m[0])) {
		if zone := d.zoneOfLetters(m[1]); zone != nil {
			return zone, len(m[0])
		}
	}
	if m := timeAfter.FindStringSubmatch(rest); m != nil {
		if zone := d.zoneOfTime(m[1]); zone != nil || capitals(m[1]) {
			return zone, len(m[0])
		}
	}
	return nil, 0
}

// letterAt tells whether a word goes on at a place, with a letter that \b does
// not know (Zürich).
func letterAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(r)
}

// capitals tells whether every word begins with a capital, as in a name.
func capitals(phrase string) bool {
	for word := range strings.FieldsSeq(phrase) {
		if first := []rune(word)[0]; !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// before tells whether what looks like an offset is the end of a range that
// begins with c: it names a later time (08:05-09:30).
func (c *clockTime) before(sign, hours, mins string) bool {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(mins)
	return sign == "-" && h*60+m > c.hour*60+c.minute
}

// mostOffset is the largest offset from Greenwich, in hours; no zone has more.
const mostOffset = 14

// offsetZone gives the zone of an offset; nil where no place has such a one.
func offsetZone(sign, hours, mins string) *time.Location {
	h, _ := strconv.Atoi("0" + hours)
	m, _ := strconv.Atoi("0" + mins)
	if h > mostOffset || m > 59 {
		return nil
	}
	offset := h*3600 + m*60
	if sign != "" && sign != "+" {
		offset = -offset
	}
	return time.FixedZone("", offset)
}

// zoneOfLetters gives the zone that letters stand for: what the incident's own
// zone calls so, else what most readers understand.
func (d *document) zoneOfLetters(letters string) *time.Location {
	upper := strings.ToUpper(letters)
	for _, months := range []int{0, 3, 6, 9} {
		if name, offset := d.ctx.Now.In(d.zone).AddDate(0, months, 0).Zone(); name == letters || name == upper {
			return time.FixedZone("", offset)
		}
	}
	if name, ok := zonePlaces[letters]; ok {
		return place(name)
	}
	if hours, known := zoneHours[upper]; known {
		return time.FixedZone("", int(hours*3600))
	}
	return nil
}

// zoneNamed gives the zone with an IANA name; nil where there is none.
func (d *document) zoneNamed(name string) *time.Location {
	zone, known := d.named[name]
	if !known && len(d.named) < mostNamed {
		zone, _ = incident.Location(name) // nil with an error
		if d.named == nil {
			d.named = map[string]*time.Location{}
		}
		d.named[name] = zone
	}
	return zone
}

// zoneOfTime gives the zone of "Berlin time" or "Eastern Daylight Time", without
// the last word: the city of the incident's own zone first.
func (d *document) zoneOfTime(phrase string) *time.Location {
	key := zoneKey(phrase)
	if key == cityOf(d.ctx.Zone) {
		return d.zone
	}
	key = strings.TrimPrefix(strings.TrimPrefix(key, "us "), "north american ")
	if letters, ok := zonePhrases[key]; ok {
		return d.zoneOfLetters(letters)
	}
	if name, ok := zoneCities()[key]; ok {
		zone, _ := incident.Location(name) // nil with an error
		return zone
	}
	return nil
}

// unaccented are the letters of cities that are often written without accents.
var unaccented = strings.NewReplacer("á", "a", "ã", "a", "å", "a", "ç", "c", "é", "e", "è", "e", "í", "i", "ñ", "n",
	"ó", "o", "ö", "o", "ø", "o", "ú", "u", "ü", "u", "’", "'", "u.s.", "us", "u.k.", "uk", "st.", "st", "-", " ", "_", " ")

func zoneKey(phrase string) string {
	return strings.Join(strings.Fields(unaccented.Replace(strings.ToLower(phrase))), " ")
}

// cityOf gives the city of an IANA name: its last part.
func cityOf(zone string) string { return zoneKey(zone[strings.LastIndex(zone, "/")+1:]) }
