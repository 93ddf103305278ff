package app

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// timelineLine is one line of a post-mortem's timeline.
type timelineLine struct {
	when time.Time
	said string // the time as the log line says it
	text string
}

// postmortem is a real incident as its authors wrote it down.
type postmortem struct {
	name  string
	title string
	lines []timelineLine
}

var (
	tableLine = regexp.MustCompile(`^\|\s*(\d{4}-\d{2}-\d{2} \d{2}:\d{2})\s*\|\s*(.*?)\s*\|\s*$`)
	listLine  = regexp.MustCompile(`^- \*\*(\d{2}:\d{2}) UTC\*\* - (.*)$`)
	titleLine = regexp.MustCompile(`(?m)^# (.*)$`)
	longDate  = regexp.MustCompile(`On ([A-Z][a-z]+ \d{1,2}, \d{4})`)
)

// shared finds the folder of real data. Where it is named and absent, the
// tests fail; where it is not named and absent, they are skipped.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root, named := os.LookupEnv("AIRCOVER_SHARED")
	if !named {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		if named {
			t.Fatalf("AIRCOVER_SHARED names %s, and there is no %s", root, path)
		}
		t.Skipf("no real data at %s: set AIRCOVER_SHARED to run this test", path)
	}
	return path
}

func readPostmortems(t *testing.T) []postmortem {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared(t, "data", "postmortems"), "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	var all []postmortem
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parsePostmortem(t, filepath.Base(file), string(source)))
	}
	if len(all) < 4 {
		t.Fatalf("%d post-mortems; at least four are needed", len(all))
	}
	return all
}

func parsePostmortem(t *testing.T, name, source string) postmortem {
	t.Helper()
	pm := postmortem{name: name, title: titleLine.FindStringSubmatch(source)[1]}
	zone := "UTC"
	if strings.Contains(source, "Time in CET") {
		zone = "CET"
	}
	day := ""
	if m := longDate.FindStringSubmatch(source); m != nil {
		at, err := time.Parse("January 2, 2006", m[1])
		if err != nil {
			t.Fatal(err)
		}
		day = at.Format(time.DateOnly)
	}
	offset := map[string]int{"UTC": 0, "CET": 3600}[zone]
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		stamp, text := "", ""
		if m := tableLine.FindStringSubmatch(line); m != nil {
			stamp, text = m[1], m[2]
		} else if m := listLine.FindStringSubmatch(line); m != nil && day != "" {
			stamp, text = day+" "+m[1], m[2]
		} else {
			continue
		}
		when, err := time.ParseInLocation("2006-01-02 15:04", stamp, time.FixedZone(zone, offset))
		if err != nil {
			t.Fatal(err)
		}
		pm.lines = append(pm.lines, timelineLine{when: when.UTC(), said: stamp + " " + zone, text: text})
	}
	if len(pm.lines) < 6 {
		t.Fatalf("%s: %d lines of a timeline", name, len(pm.lines))
	}
	return pm
}

// TestRealIncidents leads each real incident through what the frontend calls,
// in its own time, and compares what comes out with the source.
func TestRealIncidents(t *testing.T) {
	for _, pm := range readPostmortems(t) {
		t.Run(pm.name, func(t *testing.T) {
			t.Parallel()
			replay(t, pm)
		})
	}
}

func replay(t *testing.T, pm postmortem) {
	d := newDesk(t)
	first, last := pm.lines[0].when, pm.lines[len(pm.lines)-1].when
	// The lead joins when a third of the lines has happened, and backdates those.
	joined := len(pm.lines) / 3
	d.set(pm.lines[joined].when.Add(time.Minute))
	id := must(d.home.Declare(pm.title+" since "+pm.lines[0].said+" sev1", "UTC"))(t)

	for i, line := range pm.lines {
		if i > joined {
			d.set(line.when)
		}
		if i == joined+1 {
			d.tellEverybody(t, id)
		}
		must(d.room.Log(id, line.said+" "+line.text))(t)
	}

	view := must(d.room.Get(id))(t)
	if view.Title != pm.title || view.Severity != 1 || view.Began != incident.At(first).String() {
		t.Errorf("declared as %q SEV%d since %s", view.Title, view.Severity, view.Began)
	}
	checkLog(t, pm, view)
	d.checkSync(t, id)
	d.resolve(t, id, last.Add(time.Hour))
	d.checkSearch(t, pm, id)
}

// checkLog compares the log with the source, line by line.
func checkLog(t *testing.T, pm postmortem, view RoomView) {
	t.Helper()
	want := slices.Clone(pm.lines)
	slices.SortStableFunc(want, func(a, b timelineLine) int { return a.when.Compare(b.when) })
	var got []EntryView
	for _, e := range view.Log.Entries {
		if e.Kind == "note.logged" {
			got = append(got, e)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines of %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Text != w.text || got[i].Occurred != incident.At(w.when).String() {
			t.Errorf("line %d: %s %q, want %s %q", i, got[i].Occurred, got[i].Text, w.when, w.text)
		}
	}
}

// tellEverybody sends what is drafted to the page and the executives.
func (d *desk) tellEverybody(t *testing.T, id string) {
	t.Helper()
	view := must(d.updates.View(id))(t)
	for _, audience := range []string{"page", "executives"} {
		a := view.audience(t, audience)
		for _, f := range a.Draft.Findings {
			if f.Severity == "E" {
				t.Errorf("%s: the draft has an error before a word is typed: %s\n%s", audience, f.Reason, a.Draft.Text)
			}
		}
		if err := d.updates.MarkSent(id, audience, a.Draft.State, a.Draft.Text); err != nil {
			t.Fatal(err)
		}
	}
	room := must(d.room.Get(id))(t)
	for _, audience := range []string{"page", "executives"} {
		promise := slices.IndexFunc(room.Promises, func(p DueView) bool { return p.Audience == audience && p.Promised })
		if promise < 0 || room.Promises[promise].At <= incident.At(d.now()).String() {
			t.Errorf("%s: no promise stands after an update: %+v", audience, room.Promises)
		}
	}
	if row := must(d.home.View())(t).Open[0]; row.Promise == nil || row.OpenNeeds != 0 {
		t.Errorf("the list does not show the promise: %+v", row)
	}
}

func (d *desk) checkSync(t *testing.T, id string) {
	t.Helper()
	plan := must(d.sync.View(id, "Europe/Copenhagen"))(t).Plan
	must(d.sync.Set(id, plan))(t)
	view := must(d.sync.View(id, "Europe/Copenhagen"))(t)
	if view.Sync == nil || len(view.Sync.Days) == 0 || view.Sync.Minutes != 15 {
		t.Fatalf("no sync: %+v", view.Sync)
	}
	second := must(d.sync.Set(id, plan))(t)
	if second.Request == "" {
		t.Error("a second sync on a day is no meeting request")
	}
}

func (d *desk) resolve(t *testing.T, id string, at time.Time) {
	t.Helper()
	d.set(at)
	for _, phase := range []string{"diagnose", "remediate", "verify"} {
		if err := d.room.SetPhase(id, phase, ""); err != nil {
			t.Fatal(err)
		}
	}
	if got := must(d.updates.View(id))(t).audience(t, "page").Draft.State; got != "Monitoring" {
		t.Errorf("the page's draft says %s while it is verified", got)
	}
	if err := d.room.SetPhase(id, "learn", "all systems verified"); err != nil {
		t.Fatal(err)
	}
	home := must(d.home.View())(t)
	if len(home.Open) != 0 || len(home.Recent) != 1 || home.Recent[0].Settled != incident.At(at).String() {
		t.Errorf("the list does not show that it is over: %+v", home)
	}
	if got := must(d.room.Get(id))(t); len(got.Promises) != 0 {
		t.Errorf("promises are left after the end: %+v", got.Promises)
	}
}

// checkSearch looks for every line by its longest word.
func (d *desk) checkSearch(t *testing.T, pm postmortem, id string) {
	t.Helper()
	word := regexp.MustCompile(`\pL{4,}`)
	for _, line := range pm.lines {
		longest := ""
		for _, w := range word.FindAllString(line.text, -1) {
			if len(w) > len(longest) {
				longest = w
			}
		}
		hits := must(d.home.Search(longest))(t)
		found := slices.ContainsFunc(hits, func(h HitView) bool {
			return h.Incident == id && h.Occurred == incident.At(line.when).String() && h.Kind == "note.logged"
		})
		if !found {
			t.Errorf("%q does not find %q", longest, line.text)
		}
	}
}

func TestASecondSyncIsCheckedBeforeItIsARequest(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	plan := must(d.sync.View(id, "UTC"))(t).Plan
	must(d.sync.Set(id, plan))(t)
	bad := plan
	bad.Wall = "25:00"
	if _, err := d.sync.Set(id, bad); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a second sync at 25:00: %v", err)
	}
	if got := must(d.sync.View(id, "UTC"))(t).Requests; len(got) != 0 {
		t.Errorf("it became a request: %+v", got)
	}
	if must(d.sync.Set(id, plan))(t).Request == "" {
		t.Error("a second sync is no meeting request")
	}
}
