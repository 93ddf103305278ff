package comms

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

var (
	samples = flag.String("samples", "", "write samples of what the rules find in real updates to this folder, for a reader to label")
	labels  = flag.String("labels", "", "take the answers of a reader from this folder into testdata/labels")
)

// posted is one real update with what it is held against.
type posted struct {
	incident string
	number   int
	text     string
	ctx      LintContext
}

// statusPage reads the incidents of a real status page.
func statusPage(t *testing.T) []posted {
	t.Helper()
	folder := os.Getenv("AIRCOVER_SHARED")
	set := folder != ""
	if !set {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(folder, "data", "statuspage", "*.jsonl"))
	if len(files) == 0 {
		if set {
			t.Fatal("AIRCOVER_SHARED has no data/statuspage")
		}
		t.Skip("the status page data is not here: set AIRCOVER_SHARED")
	}
	var all []posted
	for _, path := range files {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			all = append(all, postedIn(t, lines.Bytes())...)
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	if len(all) == 0 {
		t.Fatal("no update was read")
	}
	return all
}

// The page names a state only at both ends; between, the words tell.
var (
	saysFix   = regexp.MustCompile(`(?i)identified|root cause|\bfix|mitigat|revert|roll(?:ed|ing) back|rollback|deploy`)
	saysWatch = regexp.MustCompile(`(?i)monitor|recover|operating normally|improv`)
)

// postedIn gives the updates of one incident, in their order.
func postedIn(t *testing.T, line []byte) []posted {
	var row struct {
		ID, Impact string
		Updates    []struct{ At, Status, Message string }
	}
	if err := json.Unmarshal(line, &row); err != nil {
		t.Fatal(err)
	}
	severity := map[string]incident.Severity{"critical": incident.SEV1, "major": incident.SEV2, "minor": incident.SEV3}[row.Impact]
	if severity == 0 {
		severity = incident.SEV4
	}
	var out []posted
	state, last := Investigating, LintContext{}
	for n, u := range row.Updates {
		at, err := incident.ParseTime(strings.TrimSuffix(u.At, "Z") + ".000Z")
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case u.Status == "Resolved" || u.Status == "Completed":
			state = Resolved
		case saysWatch.MatchString(u.Message):
			state = Monitoring
		case saysFix.MatchString(u.Message) && state != Monitoring:
			state = Identified
		}
		ctx := LintContext{
			Audience: Page, Public: true, External: true, State: state, Severity: severity, NeedsNext: state.Open(),
			Next: at.Add(minutes(60)), Latest: at.Add(minutes(60)), Now: at, Zone: "UTC",
			LastState: last.State, LastText: last.LastText, Confirmed: true, MostWords: pageWords,
		}
		out = append(out, posted{row.ID, n, u.Message, ctx})
		last = LintContext{State: state, LastText: u.Message}
	}
	return out
}

// hit is what a rule found in a real update.
type hit struct {
	*posted
	span
}

func (h hit) key() string {
	sum := sha256.Sum256([]byte(h.text))
	return fmt.Sprintf("%s\t%d\t%d\t%d\t%s", h.incident, h.number, h.start, h.end, hex.EncodeToString(sum[:8]))
}

func realHits(all []posted) map[string][]hit {
	hits := map[string][]hit{}
	for i := range all {
		p := &all[i]
		d := read(p.text, p.ctx)
		for _, r := range rules {
			if !r.appliesTo(p.ctx) {
				continue
			}
			for _, at := range r.find(d) {
				hits[r.id] = append(hits[r.id], hit{p, at})
			}
		}
	}
	return hits
}

// What the rules find in real updates is a committed table, so that a change of
// a rule shows what it changes.
func TestRealUpdates(t *testing.T) {
	all := statusPage(t)
	hits := realHits(all)
	incidents := map[string]bool{}
	for _, p := range all {
		incidents[p.incident] = true
	}
	var table strings.Builder
	fmt.Fprintf(&table, "Updates of a real status page: %d of %d incidents.\n\n| rule | severity | about | hits | updates |\n| --- | --- | --- | ---: | ---: |\n", len(all), len(incidents))
	for _, r := range rules {
		updates := map[*posted]bool{}
		for _, h := range hits[r.id] {
			updates[h.posted] = true
		}
		fmt.Fprintf(&table, "| %s | %s | %s | %d | %d |\n", r.id, r.severity, r.audience, len(hits[r.id]), len(updates))
	}
	path := filepath.Join("testdata", "statuspage-hits.md")
	if *update {
		if err := os.WriteFile(path, []byte(table.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), table.String()); diff != "" {
		t.Errorf("hits (-table +now):\n%s", diff)
	}
	if *samples != "" {
		writeSamples(t, hits)
	}
	if *labels != "" {
		takeLabels(t)
	}
}

const (
	leastHits   = 20 // of a rule whose precision is measured
	mostSamples = 40
)

// writeSamples writes excerpts for a reader who does not see the rule, and
// beside them where each is from.
func writeSamples(t *testing.T, hits map[string][]hit) {
	for _, r := range rules {
		found := hits[r.id]
		if len(found) < leastHits {
			continue
		}
		found = slices.Clone(found)
		slices.SortFunc(found, func(a, b hit) int { return strings.Compare(order(a), order(b)) })
		var text, keys strings.Builder
		fmt.Fprintf(&text, "Rule: %s\n\nMarked ⟦so⟧ is what it found (⟦⟧: something is missing). Is it right? Answer each number with y or n.\n\n", definitions[r.id])
		for n, h := range found[:min(len(found), mostSamples)] {
			fmt.Fprintf(&text, "%d. State %s", n+1, h.ctx.State)
			if r.id == "same-as-last" {
				fmt.Fprintf(&text, ". The update before: %q", h.ctx.LastText)
			}
			fmt.Fprintf(&text, ". At %s.\n%s⟦%s⟧%s\n\n", h.ctx.Now, h.text[:h.start], h.text[h.start:h.end], h.text[h.end:])
			fmt.Fprintf(&keys, "%d\t%s\n", n+1, h.key())
		}
		write(t, filepath.Join(*samples, r.id+".txt"), text.String())
		write(t, filepath.Join(*samples, r.id+".keys"), keys.String())
	}
}

// order mixes the hits, in the same way every time.
func order(h hit) string {
	sum := sha256.Sum256([]byte(h.key()))
	return string(sum[:])
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// takeLabels puts a reader's answers ("3 n") beside the places they are about.
func takeLabels(t *testing.T) {
	answers, _ := filepath.Glob(filepath.Join(*labels, "*.labels"))
	for _, path := range answers {
		rule := strings.TrimSuffix(filepath.Base(path), ".labels")
		said := map[string]string{}
		for _, line := range readLines(t, path) {
			if f := strings.Fields(line); len(f) >= 2 {
				said[strings.Trim(f[0], ".:")] = strings.ToLower(f[1][:1])
			}
		}
		table := "incident\tupdate\tstart\tend\tsha256\tright\n"
		for _, line := range readLines(t, strings.TrimSuffix(path, ".labels")+".keys") {
			number, key, _ := strings.Cut(line, "\t")
			if answer := said[number]; answer == "y" || answer == "n" {
				table += key + "\t" + answer + "\n"
			}
		}
		write(t, filepath.Join("testdata", "labels", rule+".tsv"), table)
	}
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

const (
	leastPrecision = 0.9
	leastLabels    = 30 // or all hits
)

// Of what a rule for errors finds in real updates, a reader found at least nine
// in ten to be right. The labels name places and hold no text of others.
func TestPrecision(t *testing.T) {
	all := statusPage(t)
	hits := realHits(all)
	for _, r := range rules {
		if _, err := os.Stat(filepath.Join("testdata", "labels", r.id+".tsv")); err != nil && len(hits[r.id]) >= leastHits {
			t.Errorf("%s has %d hits and no labels; write samples", r.id, len(hits[r.id]))
		}
	}
	files, _ := filepath.Glob(filepath.Join("testdata", "labels", "*.tsv"))
	for _, path := range files {
		id := strings.TrimSuffix(filepath.Base(path), ".tsv")
		at := slices.IndexFunc(rules, func(r rule) bool { return r.id == id })
		if at < 0 {
			t.Errorf("%s labels no rule", path)
			continue
		}
		now := map[string]hit{}
		for _, h := range hits[id] {
			now[h.key()] = h
		}
		right, labelled := 0, 0
		for _, line := range readLines(t, path)[1:] {
			cut := strings.LastIndex(line, "\t")
			h, found := now[line[:cut]]
			if !found {
				continue // the rule no longer finds it
			}
			labelled++
			if line[cut+1:] == "y" {
				right++
				continue
			}
			t.Logf("%s, wrong: incident %s, update %s: %q", id, h.incident, strconv.Itoa(h.number), h.text[h.start:h.end])
		}
		t.Logf("%s: %d of %d are right", id, right, labelled)
		if seen := len(readLines(t, path)) - 1; seen < min(leastLabels, len(hits[id])) {
			t.Errorf("%s: only %d of %d hits are labelled; write samples anew", id, seen, len(hits[id]))
		}
		if rules[at].severity == LintError && float64(right) < leastPrecision*float64(labelled) {
			t.Errorf("%s: %d of %d are right", id, right, labelled)
		}
	}
}
