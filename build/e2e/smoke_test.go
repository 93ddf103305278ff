// Package e2e drives the built app as a person would: in Chromium over
// build/serve, and in the real window.
package e2e

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"aircover/build/e2e/wd"
)

func TestChromiumDraws(t *testing.T) {
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	page := wd.Chromium(t, serve.URL)
	page.Find("main")
	if strings.Contains(page.URL(), "token") {
		t.Errorf("the token stays in the address: %s", page.URL())
	}
	if said := page.Console(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}

	other := wd.Chromium(t, serve.URL)
	other.WaitText("This address was used already.")
}

func TestWindowDraws(t *testing.T) {
	desktop := wd.StartDesktop(t)
	data := filepath.Join(t.TempDir(), "data")
	window := desktop.StartWindow(data)
	window.Find("main")
	window.Terminate(t)
	if err := window.Ended(t); err != nil {
		t.Errorf("ended with %v\n%s", err, window.Stderr)
	}
	onlyOwner(t, data)
}

// onlyOwner checks that nothing below dir is for others to read.
func onlyOwner(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWindowRunsOnlyItsOwn(t *testing.T) {
	desktop := wd.StartDesktop(t)
	window := desktop.StartWindow(filepath.Join(t.TempDir(), "data"))
	window.Find("main")

	tries := map[string]string{
		"inline script": `const s = document.createElement('script'); s.textContent = 'document.title = "ran"'; document.body.append(s)`,
		"handler":       `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="document.title = \'ran\'">')`,
		"frame":         `const f = document.createElement('iframe'); f.srcdoc = '<script>parent.document.title = "ran"</script>'; document.body.append(f)`,
		"script URL":    `const a = document.createElement('a'); a.href = 'javascript:document.title="ran"'; document.body.append(a); a.click()`,
	}
	for name, script := range tries {
		window.Run(nil, script)
		// a later task of the page: whatever was to run has run by then
		var title, address string
		window.Run(&title, "return document.title")
		window.Run(&address, "return location.href")
		if title == "ran" || !strings.HasPrefix(address, "wails://wails/") {
			t.Errorf("%s: title %q, address %s", name, title, address)
		}
	}

	var fetched string
	window.Run(&fetched, `return fetch('http://127.0.0.1:9/').then(() => 'fetched', e => 'refused')`)
	if fetched != "refused" {
		t.Errorf("a fetch from another host: %s", fetched)
	}
	var violation string
	window.Run(&violation, `return new Promise(done => {
		document.addEventListener('securitypolicyviolation', e => done(e.effectiveDirective), { once: true })
		fetch('http://127.0.0.1:9/').catch(() => {})
	})`)
	if violation != "connect-src" {
		t.Errorf("the fetch was refused by %q", violation)
	}
}

func TestWindowStaysOnItsPage(t *testing.T) {
	var visits atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits.Add(1) }))
	defer elsewhere.Close()

	desktop := wd.StartDesktop(t)
	window := desktop.StartWindow(filepath.Join(t.TempDir(), "data"))
	window.Find("main")
	window.Run(nil, "window.stayed = true")
	for _, leave := range []string{
		"location.href = arguments[0]",
		"window.open(arguments[0])",
		"const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click()",
	} {
		for _, address := range []string{elsewhere.URL, "file:///etc/hostname", "about:blank"} {
			window.Run(nil, leave, address)
			// a load of the page's own file takes as long as one of another's
			window.Run(nil, "return fetch('/index.html').then(r => r.text())")
			var stayed bool
			window.Run(&stayed, "return window.stayed === true")
			if !stayed || !strings.HasPrefix(window.URL(), "wails://wails/") {
				t.Fatalf("%s led to %s with %s", address, window.URL(), leave)
			}
		}
	}
	if visits.Load() != 0 {
		t.Errorf("another host was asked %d times", visits.Load())
	}
}

func TestClosingQuitsWithNothingOpen(t *testing.T) {
	desktop := wd.StartDesktop(t)
	window := desktop.StartWindow(filepath.Join(t.TempDir(), "data"))
	window.Find("main")
	desktop.CloseWindow()
	if err := window.Ended(t); err != nil {
		t.Errorf("ended with %v\n%s", err, window.Stderr)
	}
}

func TestSecondStartLeavesTheFirst(t *testing.T) {
	desktop := wd.StartDesktop(t)
	data := filepath.Join(t.TempDir(), "data")
	window := desktop.StartWindow(data)
	window.Find("main")
	if err := desktop.StartAgain(data).Ended(t); err == nil {
		t.Error("the second start says that it opened a window")
	}
	if !window.Running() {
		t.Error("the first window is gone")
	}
	wd.Eventually(t, "the first window", func() error {
		if !desktop.Visible() {
			return errors.New("it is not on the screen")
		}
		return nil
	})
}

func TestNoDisplay(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	process := wd.Start(t, []string{"HOME=" + t.TempDir()}, wd.Binary(t), "-data", data)
	_ = process.Ended(t)
	if code := process.ProcessState.ExitCode(); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
	if said := process.Stderr.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "no display") {
		t.Errorf("it says %q", said)
	}
	if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the data folder was made: %v", err)
	}
}

func TestUnwritableFolder(t *testing.T) {
	// a file where the folder should be: root, too, cannot get around that
	data := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(data, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	desktop := wd.StartDesktop(t)
	window := desktop.StartWindow(data)
	window.WaitText("The data cannot be opened")
	window.WaitText(data)
}
