// Package wd drives a page through the W3C WebDriver protocol: Chromium over
// build/serve, and the real window through WebKitWebDriver.
package wd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"
)

// patience bounds every wait for something to appear. It is generous, since
// nothing depends on how long a passing wait takes.
const patience = 30 * time.Second

// Session is one driven page. Its methods fail the test on an error.
type Session struct {
	t    testing.TB
	base string
}

// Error is the driver's own answer to a command that failed.
type Error struct {
	Name    string `json:"error"`
	Message string `json:"message"`
}

func (e *Error) Error() string { return e.Name + ": " + e.Message }

// open starts a session at the driver once that answers.
func open(t testing.TB, driver string, capabilities map[string]any) *Session {
	t.Helper()
	body := map[string]any{"capabilities": map[string]any{"alwaysMatch": capabilities}}
	var started struct {
		ID string `json:"sessionId"`
	}
	Eventually(t, "a driver session", func() error {
		return send(http.MethodPost, driver+"/session", body, &started)
	})
	return &Session{t: t, base: driver + "/session/" + started.ID}
}

// send does one command and decodes its value into out, which may be nil.
func send(method, url string, body, out any) error {
	var reader io.Reader
	if method == http.MethodPost {
		if body == nil {
			body = struct{}{}
		}
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		reader = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, url, reader)
	if err != nil {
		return err
	}
	client := http.Client{Timeout: patience}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var envelope struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.NewDecoder(response.Body).Decode(&envelope); err != nil {
		return fmt.Errorf("%s %s: %w", method, url, err)
	}
	if response.StatusCode != http.StatusOK {
		failure := &Error{}
		if err := json.Unmarshal(envelope.Value, failure); err != nil {
			return err
		}
		return failure
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(envelope.Value, out)
}

func (s *Session) get(path string, out any) error {
	return send(http.MethodGet, s.base+path, nil, out)
}

func (s *Session) post(path string, body, out any) error {
	return send(http.MethodPost, s.base+path, body, out)
}

func (s *Session) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// Go loads an address.
func (s *Session) Go(url string) {
	s.t.Helper()
	s.must(s.post("/url", map[string]string{"url": url}, nil))
}

// Reload loads the page anew.
func (s *Session) Reload() {
	s.t.Helper()
	s.must(s.post("/refresh", nil, nil))
}

// URL is the page's address.
func (s *Session) URL() string {
	s.t.Helper()
	var url string
	s.must(s.get("/url", &url))
	return url
}

// Title is the page's title.
func (s *Session) Title() string {
	s.t.Helper()
	var title string
	s.must(s.get("/title", &title))
	return title
}

// Run executes a script's function body in the page with args as its
// arguments, and decodes what it returns into out, which may be nil.
func (s *Session) Run(out any, script string, args ...any) {
	s.t.Helper()
	s.must(s.TryRun(out, script, args...))
}

// TryRun is Run for a script that may fail.
func (s *Session) TryRun(out any, script string, args ...any) error {
	if args == nil {
		args = []any{}
	}
	return s.post("/execute/sync", map[string]any{"script": script, "args": args}, out)
}

// Resize sets the window's size in CSS pixels, its frame included.
func (s *Session) Resize(width, height int) {
	s.t.Helper()
	s.must(s.post("/window/rect", map[string]int{"width": width, "height": height}, nil))
}

// Close ends the session; in Chromium the browser goes with it.
func (s *Session) Close() {
	if err := send(http.MethodDelete, s.base, nil, nil); err != nil {
		s.t.Log("closing the driver session: ", err)
	}
}

// Eventually looks again until check gives nil, and fails the test when it
// never does.
func Eventually(t testing.TB, what string, check func() error) {
	t.Helper()
	deadline := time.After(patience)
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-deadline:
			t.Fatalf("%s did not come: %v", what, err)
		case <-again.C:
		}
	}
}
