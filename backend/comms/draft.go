package comms

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"text/template"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Draft is an update that nobody has read yet.
type Draft struct {
	Text  string // Markdown
	State PublicState
	Next  incident.Time // the time that it promises; zero where none
	Why   string        // why this time
}

//go:embed templates/*.md
var templateFiles embed.FS

// templates holds one template for each audience and public state, named
// "page.investigating", and "nothing" for an update without news.
var templates = func() *template.Template {
	all := template.New("")
	files, err := fs.Glob(templateFiles, "templates/*.md")
	if err != nil {
		panic(err)
	}
	for _, path := range files {
		text, err := templateFiles.ReadFile(path)
		if err != nil {
			panic(err)
		}
		name := strings.TrimSuffix(strings.TrimPrefix(path, "templates/"), ".md")
		template.Must(all.New(name).Parse(string(text)))
	}
	return all
}()

// Render drafts an update to an audience from the facts. A zero next is the
// time that the cadence asks for.
func Render(inc *incident.State, cs *State, audience string, state PublicState, now, next incident.Time) (Draft, error) {
	name := audience + "." + strings.ToLower(string(state))
	if templates.Lookup(name) == nil {
		name = Internal + "." + strings.ToLower(string(state))
	}
	return render(name, inc, cs, audience, state, now, next)
}

// NothingNew drafts the shortest honest update: that there is no news since the
// last one. An audience that was told nothing yet gets a full draft.
func NothingNew(inc *incident.State, cs *State, audience string, now, next incident.Time) (Draft, error) {
	last := cs.Last(audience)
	if last == nil || !last.State.Open() {
		return Render(inc, cs, audience, StateFor(inc), now, next)
	}
	return render("nothing", inc, cs, audience, last.State, now, next)
}

func render(name string, inc *incident.State, cs *State, audience string, state PublicState, now, next incident.Time) (Draft, error) {
	a, err := cs.audience(audience)
	if err != nil {
		return Draft{}, err
	}
	if !state.Valid() {
		return Draft{}, fault.Field("state", "Choose Investigating, Identified, Monitoring or Resolved.")
	}
	draft := Draft{State: state}
	if state.Open() {
		byCadence, why := cs.NextUpdate(inc, audience, now)
		draft.Next, draft.Why = byCadence, why
		if !next.IsZero() {
			draft.Next, draft.Why = next, "The time you chose."
		}
	}
	var text strings.Builder
	if err := templates.ExecuteTemplate(&text, name, newView(inc, cs, a, draft, now)); err != nil {
		return Draft{}, fmt.Errorf("write the draft %s: %w", name, err)
	}
	draft.Text = tidy(text.String())
	return draft, nil
}

var blankLines = regexp.MustCompile(`\n{3,}`)

// tidy takes out the blank lines that absent parts leave behind.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.TrimSpace(blankLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n")) + "\n"
}
