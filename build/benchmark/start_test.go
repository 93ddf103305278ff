package benchmark

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"aircover/build/e2e/wd"
)

const (
	startRounds = 10
	// enoughColours tells words from an empty window: those have their shades
	// at the edges of letters, while a window that is not drawn yet has one
	// colour, or two where it is still being moved into place.
	enoughColours = 8
	// betweenLooks is short against a start, and long against a look.
	betweenLooks = 4 * time.Millisecond
	startLimit   = 60 * time.Second
)

// page is where both windows have words: in the middle, clear of their frames.
var page = area{x: 320, y: 150, width: 640, height: 600}

// window is one of the two programs.
type window struct {
	binary string
	args   func(home string) []string
	cold   []time.Duration
	warm   []time.Duration
	files  []string // what it maps into memory, for making it cold
}

// start takes the time from just before the process is made until its page
// shows words on the display. The unmodified windows run, each on a display, a
// bus and a home of its own, and what is looked at are pixels of that display,
// so that both are measured in the same way. The cold start is the first one
// of a fresh home, with the program and its libraries put out of the file
// cache (as far as no other program uses them at the moment); the warm start
// is the next one.
func start(t *testing.T, r *report) {
	empty := &window{
		binary: filepath.Join(wd.Root(t), "build", "bin", "emptywindow"),
		args:   func(string) []string { return nil },
	}
	ours := &window{
		binary: wd.Binary(t),
		args:   func(home string) []string { return []string{"-data", filepath.Join(home, "data")} },
	}
	windows := []*window{ours, empty}
	for round := range startRounds + 1 {
		for i := range windows {
			w := windows[(i+round)%len(windows)]
			t.Run(fmt.Sprintf("%s %d", filepath.Base(w.binary), round), w.startTwice)
		}
		if t.Failed() {
			return
		}
	}
	for _, w := range windows {
		// the first round found out which files make it cold
		w.cold, w.warm = w.cold[1:], w.warm[1:]
	}
	r.row("start to first paint, cold", ours.cold, empty.cold)
	r.row("start to first paint, warm", ours.warm, empty.warm)
	r.how(fmt.Sprintf("Aircover against an empty Wails window, from the start of the process to words on the display; %d starts of each in turns.", startRounds))
}

func (w *window) startTwice(t *testing.T) {
	desktop := wd.StartDesktop(t)
	said, err := desktop.Command("env")
	if err != nil {
		t.Fatal(err)
	}
	env := strings.Split(strings.TrimSpace(said), "\n")
	home := t.TempDir()
	for _, path := range w.files {
		forget(t, path)
	}
	w.cold = append(w.cold, w.paint(t, env, home))
	w.warm = append(w.warm, w.paint(t, env, home))
}

// paint starts the window, waits for its words, and ends it.
func (w *window) paint(t *testing.T, env []string, home string) time.Duration {
	at := slices.IndexFunc(env, func(v string) bool { return strings.HasPrefix(v, "DISPLAY=") })
	display, err := openScreen(strings.TrimPrefix(env[at], "DISPLAY="))
	if err != nil {
		t.Fatal(err)
	}
	defer display.close() //nolint:errcheck // nothing is left to lose
	wd.Eventually(t, "an empty display", func() error {
		n, err := display.colours(page, enoughColours)
		if err == nil && n != 1 {
			err = fmt.Errorf("it has %d colours", n)
		}
		return err
	})

	began := time.Now()
	process := wd.Start(t, env, w.binary, w.args(home)...)
	look := time.NewTicker(betweenLooks)
	defer look.Stop()
	for now := range look.C {
		n, err := display.colours(page, enoughColours)
		if err != nil {
			t.Fatal(err)
		}
		if n >= enoughColours {
			break
		}
		if !process.Running() || now.Sub(began) > startLimit {
			t.Fatalf("%s showed nothing\n%s", w.binary, process.Stderr)
		}
	}
	took := time.Since(began)
	w.files = mapped(t, process.Process.Pid)
	process.Terminate(t)
	_ = process.Ended(t)
	return took
}

// mapped lists the files that the processes of a group have in memory.
func mapped(t *testing.T, group int) []string {
	all, err := filepath.Glob("/proc/[0-9]*/maps")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, maps := range all {
		if !inGroup(filepath.Dir(maps), group) {
			continue
		}
		text, err := os.ReadFile(maps)
		if err != nil {
			continue // it has ended
		}
		for line := range strings.Lines(string(text)) {
			if at := strings.IndexByte(line, '/'); at >= 0 {
				files = append(files, strings.TrimSpace(line[at:]))
			}
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// inGroup reads the fifth field of a process's stat; the second one, its name,
// stands in brackets and may hold anything.
func inGroup(process string, group int) bool {
	stat, err := os.ReadFile(filepath.Join(process, "stat"))
	if err != nil {
		return false
	}
	behind := stat[bytes.LastIndexByte(stat, ')')+1:]
	fields := strings.Fields(string(behind))
	return len(fields) > 2 && fields[2] == fmt.Sprint(group)
}

// forget puts a file out of the file cache. What another program has in memory stays.
func forget(t *testing.T, path string) {
	file, err := os.Open(path)
	if err != nil {
		return // it is not a file, or was one of the last start's own
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return
	}
	if err := unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
		t.Fatalf("put %s out of the file cache: %v", path, err)
	}
}
