package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"aircover/build/e2e/wd"
)

// TestAccessible runs axe-core over every screen, in light and in dark: it
// finds nothing.
func TestAccessible(t *testing.T) {
	path := filepath.Join(wd.Root(t), "frontend", "node_modules", "axe-core", "axe.min.js")
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; npm ci in frontend installs it", err)
	}
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}
	l.ByRole("textbox", "What is wrong?")
	l.Run(nil, string(axe)+"; window.axe = axe")
	for _, scheme := range []string{"light", "dark"} {
		l.Prefer(scheme)
		l.checked("an empty Home in " + scheme)
	}

	aFullIncident(l)
	for name, show := range screens(l) {
		show()
		for _, scheme := range []string{"light", "dark"} {
			l.Prefer(scheme)
			l.checked(name + " in " + scheme)
		}
	}
}

// checked reports what axe-core finds on the page as it stands.
func (l *lead) checked(where string) {
	l.t.Helper()
	var violations []struct {
		ID, Help string
		Nodes    []struct{ HTML, FailureSummary string }
	}
	l.Run(&violations, `return axe.run(document, { resultTypes: ['violations'], preload: false }).then(result => result.violations)`)
	for _, violation := range violations {
		nodes, err := json.MarshalIndent(violation.Nodes, "", "  ")
		if err != nil {
			l.t.Fatal(err)
		}
		l.t.Errorf("%s: %s: %s\n%s", where, violation.ID, violation.Help, nodes)
	}
}
