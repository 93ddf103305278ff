package comms

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aircover/backend/incident"
)

// aboutNext are the rules that say that a text promises no time.
var aboutNext = slices.DeleteFunc(slices.Clone(rules), func(r rule) bool {
	return !slices.Contains([]string{"no-next-update", "next-update-past", "time-without-zone"}, r.id)
})

func promisesNothing(text string, ctx LintContext) []string {
	var out []string
	for _, f := range lint(read(text, ctx), aboutNext) {
		out = append(out, f.Rule)
	}
	return out
}

func utc(year int, month time.Month, day, hour, minute int) incident.Time {
	return incident.At(time.Date(year, month, day, hour, minute, 0, 0, time.UTC))
}

// What the lint lets pass is a promise, of the moment that people read. On a
// Friday in July it is 17:55 in Berlin, and the next update is asked for by 18:30.
func TestWhatPassesIsPromised(t *testing.T) {
	now, half := utc(2026, 7, 10, 15, 55), utc(2026, 7, 10, 16, 30)
	ctx := strict
	ctx.Now, ctx.Next, ctx.Latest = now, half, half
	named := []string{
		"18:30 CEST", "18:30 CEST (16:30 UTC)", "16:30 UTC", "16:30Z", "18:30 UTC+2", "18:30 UTC+02:00", "18:30+02:00", "18:30 (CEST)",
		"18:30 Europe/Berlin", "18:30 (Europe/Berlin)", "12:30 America/New_York", "13:30 America/Argentina/Buenos_Aires", "16:30 Etc/UTC",
		"18:30 Berlin time", "18:30 Berlin Time", "18:30 Paris time", "18:30 (Paris time)", "18:30 Paris local time", "18:30 Zürich time",
		"18:30 Central European Time", "18:30 Central European Summer Time", "17:30 Central European Standard Time", "17:30 UK time", "17:30 London time",
		"12:30 Eastern Time", "12:30 pm Eastern Time", "12:30 US Eastern Time", "12:30 Eastern Daylight Time", "11:30 Eastern Standard Time",
		"11:30 Central Time", "10:30 Mountain Time", "9:30 am Pacific Time", "9:30 a.m. Pacific time", "12:30 ET", "12:30 New York time", "9:30 San Francisco time",
		"22:00 Mumbai time", "22:00 India Standard Time", "13:30 São Paulo time", "01:30 Tokyo time", "01:30 JST", "22:15 Kathmandu time",
		"18:30\u00a0CEST", "18:30\u202fCEST", "\u00a018:30 CEST", "6:30\u202fpm CEST", "18:30\u00a0Berlin\u00a0time", "18:30\u00a0Europe/Berlin", "18:30\u202fCEST\u202f(16:30\u202fUTC)",
		"18.30 CEST", "18.30 Berlin time", "6.30 pm CEST", "18.30\u00a0CEST", "1630 UTC", "1630Z", "1830 CEST", "1830 Europe/Berlin",
		"today, 18:30 CEST", "10 July, 18:30 CEST", "10\u00a0July\u00a02026, 18:30 CEST", "July 10, 2026 UTC at 16:30 UTC", "10.07., 18:30 CEST", "10/7/2026 18:30 CEST",
		"7/10 18:30 CEST", "2026-07-10T16:30:00Z", "Friday 18:30 CEST",
		// These promise nothing, and are found.
		"18:30", "18:30 Nowhere Time", "18:30 Europe/Nowhere", "18:30 local time", "18:30 our time", "18.30", "1830", "18:30 XYZ", "18:30 Berlin",
		"18:30 UTC+20", "tomorrow, 18:30 CEST", "day after tomorrow, 18:30 CEST", "11.7., 18:30 CEST", "11\u00a0July, 18:30 CEST", "17:30 CEST", "18:30 UTC", "1830 requests", "2026", "2.30",
	}
	passed := 0
	for _, at := range named {
		for _, says := range []string{
			"Next update by %s.", "**Next update:** %s", "We will post again at %s.", "We'll report back by %s.", "We will update you again by %s, or sooner.",
			"It began at 16:05 CEST. In 2026 we had 1400 requests; next update: %s\n",
		} {
			text := fmt.Sprintf(says, at)
			found := promisesNothing(text, ctx)
			next, ok := StatedNext(text, ctx)
			switch {
			case len(found) > 0 && slices.Index(named, at) < slices.Index(named, "18:30"):
				t.Errorf("%q: %q", text, found)
			case len(found) == 0 && (!ok || next != half):
				t.Errorf("%q passes, and promises %s, %v", text, next, ok)
			case len(found) == 0:
				passed++
			}
		}
	}
	if passed < 6*60 {
		t.Errorf("only %d texts pass", passed)
	}
}

func TestOneZoneForAllTimes(t *testing.T) {
	ctx := strict
	for text, want := range map[string]bool{
		"All times are CET. Next update by 14:45.": true, "Next update by 14:45. All times in UTC.": false, "All times are XYZ. Next update by 14:45.": false,
		"Next update between 14:30 and 14:45 CET.": true,
	} {
		_, ok := StatedNext(text, ctx)
		if passes := len(promisesNothing(text, ctx)) == 0; passes != want || passes && !ok {
			t.Errorf("%q passes: %v, promises: %v", text, passes, ok)
		}
	}
}

// Clocks that are put back show a time twice, and put forward they pass over
// one.
func TestTheHourThatComesTwice(t *testing.T) {
	tests := []struct {
		text string
		now  incident.Time
		want incident.Time
	}{
		{"02:30 Berlin time", utc(2026, 10, 25, 0, 10), utc(2026, 10, 25, 0, 30)},
		{"02:30 Berlin time", utc(2026, 10, 25, 0, 40), utc(2026, 10, 25, 1, 30)},
		{"02:30 CET", utc(2026, 10, 25, 0, 10), utc(2026, 10, 25, 1, 30)},
		{"1:30 am Eastern Time", utc(2026, 11, 1, 5, 0), utc(2026, 11, 1, 5, 30)},
		{"1:30 am Eastern Time", utc(2026, 11, 1, 5, 45), utc(2026, 11, 1, 6, 30)},
		{"02:30 Berlin time", utc(2026, 3, 29, 0, 50), utc(2026, 3, 29, 1, 30)},
		{"2:30 am Eastern Time", utc(2026, 3, 8, 6, 50), utc(2026, 3, 8, 7, 30)},
		{"Sunday, 09:00 Berlin time", utc(2026, 3, 28, 12, 0), utc(2026, 3, 29, 7, 0)},
		{"Sunday, 09:00 ET", utc(2026, 10, 31, 12, 0), utc(2026, 11, 1, 14, 0)},
		{"01:45 Australia/Lord_Howe", utc(2026, 4, 4, 14, 50), utc(2026, 4, 4, 15, 15)},
	}
	for _, tt := range tests {
		ctx := strict
		ctx.Now, ctx.Latest = tt.now, incident.Time{}
		if got, ok := StatedNext("Next update by "+tt.text+".", ctx); !ok || got != tt.want {
			t.Errorf("%s at %s: %s, %v, want %s", tt.text, tt.now, got, ok, tt.want)
		}
	}
}

func TestWhichZoneIsUnknown(t *testing.T) {
	for text, want := range map[string]string{
		"At 18:30 (Nowhere Time).":            "“Nowhere Time” is not known here: write its letters, or its offset as UTC+2.",
		"At 18:30 Europe/Nowhere (16:30 UTC)": "“Europe/Nowhere” is not known here: write its letters, or its offset as UTC+2.",
		"At 18:30.":                           "Name the zone of this time.",
	} {
		for _, f := range Lint(text, strict) {
			if f.Rule == "time-without-zone" && (!strings.HasSuffix(f.Reason, want) || (f.Fix == nil) != strings.HasPrefix(want, "“")) {
				t.Errorf("%q: %q, %+v", text, f.Reason, f.Fix)
			}
		}
		if !slices.Contains(promisesNothing(text, strict), "time-without-zone") {
			t.Errorf("%q passes", text)
		}
	}
}

func TestMailboxesStayInside(t *testing.T) {
	for _, f := range Lint("Mail ada@example.org", strict) {
		if f.Rule == "mail-address" && f.Severity == LintError && f.Start == 5 && f.End == 20 {
			return
		}
	}
	t.Error("a person's mailbox is not found")
}

// Every name in the table of cities is in the zone data.
func TestCitiesAreKnown(t *testing.T) {
	for name := range citiesByZone {
		if _, err := incident.Location(name); err != nil {
			t.Error(err)
		}
	}
}

// Every draft keeps what it promises: at any severity, in any zone, around
// midnight and when clocks change; and so do other ways to write its time.
func TestEveryDraftKeepsItsPromise(t *testing.T) {
	zones := []string{
		"UTC", "Europe/Berlin", "Europe/London", "Europe/Lisbon", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata",
		"Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Guam",
	}
	turns := []time.Time{ // when the clocks of one of these zones change
		time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC), time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC),
		time.Date(2026, 11, 1, 6, 0, 0, 0, time.UTC), time.Date(2026, 4, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 9, 26, 14, 0, 0, 0, time.UTC),
	}
	drafts := 0
	for _, zone := range zones {
		moments := slices.Clone(turns)
		for _, day := range []int{1, 180, 366} {
			moments = append(moments, time.Date(2026, 1, day, 0, 0, 0, 0, place(zone)))
		}
		for _, severity := range []incident.Severity{incident.SEV1, incident.SEV2, incident.SEV3, incident.SEV4} {
			for _, moment := range moments {
				for _, off := range []int{-31, -1, 7, 44} {
					drafts += requireKept(t, zone, severity, incident.At(moment.Add(minutes(off))))
				}
			}
		}
	}
	if drafts < 2000 {
		t.Errorf("only %d drafts promise a time", drafts)
	}
}

func requireKept(t *testing.T, zone string, severity incident.Severity, now incident.Time) int {
	t.Helper()
	var inc incident.State
	var cs State
	inc.Zone, inc.Severity, inc.Declared, inc.Phase, inc.Title = zone, severity, now.Add(-minutes(30)), incident.Diagnose, "Checkout fails"
	cs.Audiences = DefaultAudiences()
	drafts := 0
	for _, audience := range []string{Page, Support, Executives} {
		draft, _, err := Templates{}.Generate(&inc, &cs, audience, Investigating, now)
		if err != nil {
			t.Fatal(err)
		}
		ctx := cs.LintContext(&inc, audience, Investigating, now, nil)
		if !ctx.NeedsNext {
			continue
		}
		drafts++
		for _, text := range []string{
			draft.Text, strings.ReplaceAll(draft.Text, " ", "\u00a0") + "\nNext update by " + Clock(draft.Next, zone, now) + ".",
			"Next update by " + strings.ReplaceAll(Clock(draft.Next, zone, now), " ", "\u202f") + ".",
			"We will post again at " + Clock(draft.Next, zone, now) + ".",
			"Next update by " + draft.Next.In(place("America/New_York")).Format("2 January, 3:04 pm MST") + ".",
			"Next update by " + draft.Next.Std().Format("2 January, 1504 UTC"),
			"Next update by " + draft.Next.Std().Format("2006-01-02 15.04 UTC"),
			"Next update by " + draft.Next.In(place(zone)).Format("2 January 15:04 UTC-07:00"),
		} {
			next, ok := StatedNext(text, ctx)
			if found := promisesNothing(text, ctx); len(found) > 0 || !ok || next != draft.Next {
				t.Fatalf("%s, %s, %s, %s: %q found %q and promises %s, %v, want %s", zone, severity, audience, now, text, found, next, ok, draft.Next)
			}
		}
		for _, name := range []string{zone, zone[strings.LastIndex(zone, "/")+1:] + " time"} {
			text := "Next update by " + draft.Next.In(place(zone)).Format("2 January, 15:04 ") + strings.ReplaceAll(name, "_", " ")
			if name == zone {
				text = "Next update by " + draft.Next.In(place(zone)).Format("2 January, 15:04 ") + zone
			}
			next, ok := StatedNext(text, ctx)
			twice := next.In(place(zone)).Format("15:04") == draft.Next.In(place(zone)).Format("15:04") && next.Sub(draft.Next).Abs() <= time.Hour && next.After(now)
			if found := promisesNothing(text, ctx); len(found) > 0 || !ok || !twice {
				t.Fatalf("%s, %s, %s, %s: %q found %q and promises %s, %v, want %s", zone, severity, audience, now, text, found, next, ok, draft.Next)
			}
		}
	}
	return drafts
}
