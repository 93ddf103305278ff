package ical

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"aircover/backend/meeting"
)

// validator finds the program that runs a file through seven independent
// readers, and skips the test where it or its packages are absent; where they
// were asked for, their absence fails it.
func validator(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("seven readers take about 2 s a file: left out with -short")
	}
	shared, asked := os.LookupEnv("AIRCOVER_SHARED")
	if !asked {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	absent := t.Skipf
	if asked || os.Getenv("CI") != "" {
		absent = t.Fatalf
	}
	script, err := filepath.Abs(filepath.Join(shared, "tools", "icalvalidate", "validate.sh"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		absent("no validator: %v (AIRCOVER_SHARED names the folder that has tools/icalvalidate)", err)
	}
	for _, need := range [][]string{
		{"node", "--version"},
		{"gcc", "--version"},
		{"pkg-config", "--exists", "libical"},
		{"/usr/bin/khal", "--version"},
		{"/usr/bin/python3", "-c", "import icalendar, recurring_ical_events, vobject"},
	} {
		if err := exec.Command(need[0], need[1:]...).Run(); err != nil {
			absent("%q: %v; the readers need Node and the packages gcc pkg-config libical-dev python3-icalendar python3-recurring-ical-events python3-vobject khal",
				strings.Join(need, " "), err)
		}
	}
	return script
}

// TestReaders runs every file that TestWritten keeps as a golden one, and files
// of zones with rules of other kinds, through seven independent readers: all must accept them and agree.
func TestReaders(t *testing.T) {
	script := validator(t)
	folder := t.TempDir()
	texts := generated(t)
	for name, f := range written(t) {
		texts[name] = f.Data
	}
	var files []string
	seen := map[string]bool{} // some operations differ in what goes with them only
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if seen[string(texts[name])] {
			continue
		}
		seen[string(texts[name])] = true
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, texts[name], 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	read(t, script, files[0]) // the first run builds two of the readers
	work := make(chan string)
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for path := range work {
				read(t, script, path)
			}
		})
	}
	for _, path := range files[1:] {
		work <- path
	}
	close(work)
	readers.Wait()
}

func read(t *testing.T, script, path string) {
	if said, err := exec.Command(script, "-q", path).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", filepath.Base(path), err, said)
	}
}

// generated are files of zones whose clocks follow rules of other kinds: lists
// of changes, seven days of a month, a change on the evening before, two hours,
// 45 minutes, none.
func generated(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for zone, first := range map[string]meeting.Date{
		"Africa/Casablanca": "2027-02-05", "Africa/Cairo": "2026-10-28", "America/Santiago": "2027-04-01",
		"America/Nuuk": "2027-03-25", "Europe/Dublin": "2026-10-22", "Europe/London": "2027-03-25", "Antarctica/Troll": "2027-03-25",
		"Pacific/Chatham": "2027-04-01", "Asia/Kathmandu": "2027-02-26", "Etc/GMT+5": "2026-12-30",
	} {
		s := exceptions(series(zone, first, "10:00"))
		for _, op := range []Op{Update, Import} {
			if op == Import && zone != "America/Santiago" {
				continue
			}
			written, err := Write(s, op, "", lead, stamped)
			if err != nil {
				t.Fatalf("%s: %v", zone, err)
			}
			files[strings.NewReplacer("/", "-", "+", "p").Replace(zone)+"-"+written[0].Name] = written[0].Data
		}
	}
	// A name of every character that means something in a file, and folds that
	// meet every octet of an escape and of a long character.
	for shift := range 4 {
		s := series("Europe/Berlin", "2026-10-22", "16:45")
		s.Note = strings.Repeat("x", shift) + strings.Repeat(`\;,`+"\n😀é", 40)
		s.Attendees[1].Name = strings.Repeat("y", shift) + `<>:;,"'\()[]{}|&%$#@!~^*=+?/` + strings.Repeat("é😀", 20)
		written, err := Write(s, Invite, "", lead, stamped)
		if err != nil {
			t.Fatal(err)
		}
		files["fold"+strings.Repeat("x", shift)+".ics"] = written[0].Data
	}
	return files
}
