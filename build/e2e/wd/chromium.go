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
}

// StartServe starts build/serve over the data folder, with a HOME of its own
// and the environment env on top.
func StartServe(t testing.TB, data string, env ...string) *Serve {
	t.Helper()
	needFrontend(t)
	binary := built(t, "serve", `go build -tags sqlite_fts5 -o "$0" ./build/serve`)
	env = append(privateEnv(t.TempDir()), env...)
	process, url := startReading(t, env, binary, "-data", data)
	return &Serve{Process: process, URL: url, Data: data}
}

// Chromium opens a headless Chromium of 1280 × 800 at an address.
func Chromium(t testing.TB, url string) *Session {
	t.Helper()
	Need(t, "chromium", "chromedriver")
	home := t.TempDir()
	port := freePort(t)
	Start(t, privateEnv(home), "chromedriver", fmt.Sprintf("--port=%d", port))

	args := []string{
		"--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--window-size=1280,800", "--user-data-dir=" + filepath.Join(home, "profile"),
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
	session.Go(url)
	return session
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

// privateEnv is the environment of a person who has nothing but a home, and
// no display, bus or settings of whoever runs the tests.
func privateEnv(home string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"),
		"LANG=C.UTF-8",
		"TZ=" + os.Getenv("TZ"),
		"HOME=" + home,
		"XDG_RUNTIME_DIR=" + home,
		"XDG_DATA_HOME=" + filepath.Join(home, "data"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
	}
}
