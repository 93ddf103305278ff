package build

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// listed is what the go command says about a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-tags", "sqlite_fts5", "-json=ImportPath,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// edges reads the table of the README's architecture page.
func edges(t *testing.T) map[string][]string {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| (backend/\w+) \|.*\|([^|]*)\|$`).FindAllStringSubmatch(string(readme), -1) {
		for _, name := range strings.FieldsFunc(row[2], func(r rune) bool { return r == ',' || r == ' ' }) {
			table[row[1]] = append(table[row[1]], "backend/"+name)
		}
		if table[row[1]] == nil {
			table[row[1]] = []string{}
		}
	}
	if len(table) == 0 {
		t.Fatal("the README has no table of packages")
	}
	return table
}

func TestImportsFollowTheTable(t *testing.T) {
	table := edges(t)
	seen := 0
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "aircover/")
		if !strings.HasPrefix(name, "backend/") {
			continue
		}
		seen++
		allowed, known := table[name]
		if !known {
			t.Errorf("%s is not in the README's table", name)
		}
		for _, imported := range p.Imports {
			inner, ours := strings.CutPrefix(imported, "aircover/")
			if ours && !slices.Contains(allowed, inner) {
				t.Errorf("%s imports %s, which the README's table does not allow", name, inner)
			}
		}
	}
	if seen != len(table) {
		t.Errorf("the table names %d packages, and there are %d", len(table), seen)
	}
}

// outside lists the imports that reach out of the program, each with all below
// it, and the packages that may have them.
var outside = map[string]string{
	"database/sql":                 `^aircover/backend/store$`,
	"github.com/mattn/go-sqlite3":  `^aircover/backend/store$`,
	"github.com/wailsapp/wails/v2": `^aircover(/app)?$`,
	"github.com/emersion/go-ical":  `^aircover/backend/ical$`,
	"github.com/gen2brain/beeep":   `^aircover/backend/notify$`,
	"github.com/wneessen/go-mail":  `^aircover/backend/mail$`,
	"net/http":                     `^aircover(/app|/build/.*)?$`,
	"os":                           `^aircover(/app|/build/.*|/backend/store)?$`,
	"math/rand":                    `^$`,
}

func TestOnlyTheRightPackagesReachOutside(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			for path, where := range outside {
				if imported != path && !strings.HasPrefix(imported, path+"/") {
					continue
				}
				if !regexp.MustCompile(where).MatchString(p.ImportPath) {
					t.Errorf("%s imports %s", p.ImportPath, imported)
				}
			}
		}
	}
}

// TestNoClockBelowApp looks for the calls themselves, since package time is
// needed for its types.
func TestNoClockBelowApp(t *testing.T) {
	out, err := exec.Command("grep", "-rnE", `time\.(Now|Since|Until|After|Tick|NewTimer|NewTicker|Sleep)\(`,
		"--include=*.go", "--exclude=*_test.go", "../backend").CombinedOutput()
	if len(out) == 0 && err != nil {
		return
	}
	for line := range strings.Lines(string(out)) {
		// a deadline for a daemon that does not answer is the one timer below app
		if !strings.HasPrefix(line, "../backend/notify/") {
			t.Error(strings.TrimSpace(line))
		}
	}
}
