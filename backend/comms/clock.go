package comms

import (
	"strings"
	"time"

	"aircover/backend/incident"
)

// place gives the zone with an IANA name; UTC where the name is not known here.
func place(zone string) *time.Location {
	loc, err := incident.Location(zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Clock writes a moment as an update states it: on the wall clock of the zone,
// and in UTC ("15:20 CET (14:20 UTC)"). The day is there where it is not that
// of now ("Mon 23 Nov, 09:30 CET (08:30 UTC)").
func Clock(t incident.Time, zone string, now incident.Time) string {
	loc := place(zone)
	local, utc := t.In(loc), t.Std()
	text := local.Format("15:04 ") + zoneLetters(local)
	if _, offset := local.Zone(); offset != 0 {
		text += " (" + utc.Format("15:04") + " UTC)"
	}
	if local.YearDay() != now.In(loc).YearDay() || local.Year() != now.In(loc).Year() {
		text = local.Format("Mon 2 Jan, ") + text
	}
	return text
}

// shortClock writes a moment for a line of the log: "15:20 CET".
func shortClock(t incident.Time, zone string) string {
	local := t.In(place(zone))
	return local.Format("15:04 ") + zoneLetters(local)
}

// zoneLetters gives the zone's own letters, or its offset where it has none
// ("UTC-03:00").
func zoneLetters(local time.Time) string {
	name, offset := local.Zone()
	switch {
	case offset == 0 && name != "WET":
		return "UTC"
	case strings.ContainsAny(name, "+-0123456789"):
		return "UTC" + local.Format("-07:00")
	}
	return name
}
