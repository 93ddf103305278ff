package wd

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Serve is build/serve over one data folder.
type Serve struct {
	*Process
	// URL has the token that works once.
	URL  string
	Data string
	// Downloads is where files for the lead go.
	Downloads string
}

// StartServe starts build/serve over the data folder, with a HOME of its own
// and the environment env on top.
func StartServe(t testing.TB, data string, env ...string) *Serve {
	t.Helper()
	needFrontend(t)
	binary := built(t, "serve", `go build -tags sqlite_fts5 -o "$0" ./build/serve`)
	home := t.TempDir()
	process, url := startReading(t, append(privateEnv(home), env...), binary, "-data", data)
	return &Serve{Process: process, URL: url, Data: data, Downloads: filepath.Join(home, "Downloads")}
}

// Chromium opens a headless Chromium with a page of 1280 × 800 at an address.
func Chromium(t testing.TB, url string) *Session {
	t.Helper()
	Need(t, "chromium", "chromedriver")
	home := t.TempDir()
	port := freePort(t)
	Start(t, privateEnv(home), "chromedriver", fmt.Sprintf("--port=%d", port))

	args := []string{
		"--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--user-data-dir=" + filepath.Join(home, "profile"),
	}
	if os.Getuid() == 0 {
		// Chromium refuses to start its sandbox as root, which CI machines are
		args = append(args, "--no-sandbox")
	}
	session := open(t, fmt.Sprintf("http://127.0.0.1:%d", port), map[string]any{
		"goog:chromeOptions": map[string]any{"args": args},
		"goog:loggingPrefs":  map[string]string{"browser": "ALL"},
	})
	t.Cleanup(session.Close)
	session.Page(1280, 800)
	session.Go(url)
	return session
}

// Page sets the size of the page in CSS pixels, in Chromium.
func (s *Session) Page(width, height int) {
	s.t.Helper()
	s.devtools("Emulation.setDeviceMetricsOverride", map[string]any{
		"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
	})
}

// Prefer makes the page believe that the system prefers a colour scheme, light
// or dark, and no motion, in Chromium.
func (s *Session) Prefer(scheme string) {
	s.t.Helper()
	s.devtools("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{
		{"name": "prefers-color-scheme", "value": scheme},
		{"name": "prefers-reduced-motion", "value": "reduce"},
	}})
}

func (s *Session) devtools(command string, params map[string]any) {
	s.t.Helper()
	s.must(s.post("/goog/cdp/execute", map[string]any{"cmd": command, "params": params}, nil))
}

// Clipboard gives what is on the clipboard in a format such as text/plain or
// text/html, in Chromium; empty where it is not.
func (s *Session) Clipboard(format string) string {
	s.t.Helper()
	s.must(s.post("/permissions", map[string]any{
		"descriptor": map[string]string{"name": "clipboard-read"}, "state": "granted",
	}, nil))
	var text string
	s.Run(&text, `const format = arguments[0]
		return navigator.clipboard.read().then(async items => {
			for (const item of items) if (item.types.includes(format)) return (await item.getType(format)).text()
			return ''
		})`, format)
	return text
}

// Console gives what the page wrote to Chromium's console as warnings and
// errors since the last call, blocked requests included.
func (s *Session) Console() []string {
	s.t.Helper()
	var entries []struct {
		Level, Message string
	}
	s.must(s.post("/se/log", map[string]string{"type": "browser"}, &entries))
	var messages []string
	for _, entry := range entries {
		if entry.Level == "SEVERE" || entry.Level == "WARNING" {
			messages = append(messages, entry.Message)
		}
	}
	return messages
}

// Zone is where everybody in the tests is: a zone with a name for its time and
// with changes of its clocks.
const Zone = "Europe/Berlin"

// privateEnv is the environment of a person who has nothing but a home, and
// no display, bus or settings of whoever runs the tests.
func privateEnv(home string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"),
		"LANG=C.UTF-8",
		"TZ=" + Zone,
		"HOME=" + home,
		"XDG_RUNTIME_DIR=" + home,
		"XDG_DATA_HOME=" + filepath.Join(home, "data"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
	}
}
