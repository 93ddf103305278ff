package comms

import (
	"embed"
	"io/fs"
	"strings"
	"text/template"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

//go:embed templates/*.md
var templateFiles embed.FS

// defaults holds the templates of the playbook as they are written, named
// "page.investigating", and "nothing" for an update without news to anybody.
var defaults = func() map[string]string {
	files, err := fs.Glob(templateFiles, "templates/*.md")
	if err != nil {
		panic(err)
	}
	all := map[string]string{}
	for _, path := range files {
		text, err := templateFiles.ReadFile(path)
		if err != nil {
			panic(err)
		}
		all[strings.TrimSuffix(strings.TrimPrefix(path, "templates/"), ".md")] = string(text)
	}
	return all
}()

// parsedDefaults are the same, ready to be filled in.
var parsedDefaults = func() map[string]*template.Template {
	all := map[string]*template.Template{}
	for name, text := range defaults {
		all[name] = template.Must(parseTemplate(text))
	}
	return all
}()

// Templates are the user's own templates by name ("page.first"): the audience
// and the occasion. What is not there is written by the playbook's.
type Templates map[string]string

// TemplateName is the name of the template for an audience on an occasion.
func TemplateName(audience string, o Occasion) string { return audience + "." + string(o) }

// DefaultTemplate gives the text of the playbook's template for an audience.
// An audience that the playbook does not know is written to as its like: the
// outside as the status page, who passes it on as support, the rest as internal.
func DefaultTemplate(a Audience, o Occasion) string {
	return defaults[defaultName(a, o, Investigating)]
}

// defaultName gives the name of the playbook's template on an occasion in a
// state: an occasion without one of its own is written as its state is.
func defaultName(a Audience, o Occasion, state PublicState) string {
	family := a.ID
	if defaults[TemplateName(family, OnInvestigate)] == "" {
		switch {
		case a.External:
			family = Page
		case a.PassesOn:
			family = Support
		default:
			family = Internal
		}
	}
	if o == OnNothingIsNew {
		return string(o)
	}
	if o == AllClear {
		state = Resolved
	}
	if name := TemplateName(family, o); defaults[name] != "" {
		return name
	}
	return TemplateName(family, occasionOf(state))
}

// Render drafts an update to an audience from the facts. A zero next is the
// time that the cadence asks for.
func (t Templates) Render(inc *incident.State, cs *State, audience string, state PublicState, now, next incident.Time) (Draft, error) {
	a, err := cs.audience(audience)
	if err != nil {
		return Draft{}, err
	}
	if !state.Valid() {
		return Draft{}, fault.Field("state", "Choose Investigating, Identified, Monitoring or Resolved.")
	}
	return t.render(cs.occasion(inc, a, state, now), inc, cs, a, state, now, next)
}

// NothingNew drafts the shortest honest update: that there is no news since the
// last one. An audience that was told nothing yet gets a full draft.
func (t Templates) NothingNew(inc *incident.State, cs *State, audience string, now, next incident.Time) (Draft, error) {
	a, err := cs.audience(audience)
	if err != nil {
		return Draft{}, err
	}
	last := cs.Last(audience)
	if last == nil || !last.State.Open() {
		return t.Render(inc, cs, audience, StateFor(inc), now, next)
	}
	return t.render(OnNothingIsNew, inc, cs, a, last.State, now, next)
}

// Preview drafts an update with a template that is being edited. Faults:
// Invalid, with the field template.
func Preview(inc *incident.State, cs *State, audience string, o Occasion, text string, now incident.Time) (Draft, error) {
	a, err := cs.audience(audience)
	if err != nil {
		return Draft{}, err
	}
	if !o.Valid() {
		return Draft{}, fault.Field("occasion", "Choose an occasion of the list.")
	}
	if err := CheckTemplate(text); err != nil {
		return Draft{}, err
	}
	draft, err := Templates{TemplateName(a.ID, o): text}.render(o, inc, cs, a, stateOn(o, inc), now, incident.Time{})
	if err == nil && draft.Problem != "" {
		err = fault.Field("template", "%s", draft.Problem)
	}
	return draft, err
}

// Generate drafts an update as Render does, and gives its paragraphs, which
// Merge takes.
func (t Templates) Generate(inc *incident.State, cs *State, audience string, state PublicState, now incident.Time) (Draft, []Paragraph, error) {
	draft, err := t.Render(inc, cs, audience, state, now, incident.Time{})
	if err != nil {
		return draft, nil, err
	}
	fixed, next := inc.Declared, incident.Time{}
	if !draft.Next.IsZero() {
		next = fixed.Add(minutes(60))
	}
	still, err := t.render(draft.Occasion, inc, cs, cs.Audience(audience), state, fixed, next)
	return draft, Paragraphs(draft.Text, still.Text), err
}

// render writes a draft with the user's template, or where there is none, or
// where it fails, with the playbook's.
func (t Templates) render(o Occasion, inc *incident.State, cs *State, a *Audience, state PublicState, now, next incident.Time) (Draft, error) {
	draft := Draft{State: state, Occasion: o}
	if state.Open() {
		draft.Next, draft.Why = cs.NextUpdate(inc, a.ID, now)
		if !next.IsZero() {
			draft.Next, draft.Why = next, "The time you chose."
		}
	}
	v := newView(inc, cs, a, draft, now)
	if own, ok := t[TemplateName(a.ID, o)]; ok {
		text, err := writeOwn(own, v)
		if draft.Text = text; err == nil {
			return draft, nil
		}
		draft.Problem = "Your template for this update was not used. " + sentenceOf(err)
	}
	text, err := fillIn(parsedDefaults[defaultName(*a, o, state)], v)
	draft.Text = text
	return draft, err
}

func sentenceOf(err error) string {
	if e, ok := err.(*fault.Error); ok {
		return e.Message
	}
	return err.Error()
}
