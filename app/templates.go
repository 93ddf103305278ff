package app

import (
	"context"
	"encoding/json"
	"maps"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Templates is what drafts are written with: the playbook's, or the user's own.
type Templates struct{ app *App }

const settingTemplates = "templates"

// maxTemplates is how many templates of one's own are kept: more than every
// audience of the directory has.
const maxTemplates = 300

// List gives every template of every audience of the directory, and what a
// template may use.
func (t *Templates) List() (view TemplatesView, err error) {
	defer caught(&err)
	a := t.app
	if err := a.unusable(); err != nil {
		return view, err
	}
	audiences, _, err := a.audiences()
	if err != nil {
		return view, err
	}
	own, problem, err := a.templates()
	if err != nil {
		return view, err
	}
	view = TemplatesView{Templates: []TemplateView{}, Fields: each(comms.Fields, templateFieldView), Problem: problem}
	for _, audience := range audiences {
		for _, o := range comms.Occasions {
			view.Templates = append(view.Templates, templateView(audience, o, own))
		}
	}
	return view, nil
}

// Preview writes an update with a template that is being edited, from the
// facts of an incident. Faults: Invalid with the field template, in a sentence
// that names the line.
func (t *Templates) Preview(id, audience, occasion, words string) (view PreviewView, err error) {
	defer caught(&err)
	err = t.app.withWriting(id, func(w writing) error {
		draft, err := comms.Preview(&w.room.Incident, &w.room.Comms, audience, comms.Occasion(occasion), words, w.now)
		if err != nil {
			return err
		}
		view = PreviewView{Text: draft.Text, State: string(draft.State), Findings: w.findings(audience, draft.State, draft.Text)}
		return nil
	})
	return view, err
}

// Save keeps a template. One that is what the playbook has is not kept.
func (t *Templates) Save(audience, occasion, words string) (err error) {
	defer caught(&err)
	a := t.app
	if err := a.unusable(); err != nil {
		return err
	}
	o := comms.Occasion(occasion)
	if !o.Valid() {
		return fault.Field("occasion", "Choose an occasion of the list.")
	}
	words = incident.CleanText(words, comms.MaxTemplate+1)
	if err := comms.CheckTemplate(words); err != nil {
		return err
	}
	to, err := a.directoryAudience(audience)
	if err != nil {
		return err
	}
	return a.changeTemplates(func(own comms.Templates) {
		own[comms.TemplateName(to.ID, o)] = words
		if words == incident.CleanText(comms.DefaultTemplate(to, o), comms.MaxTemplate) {
			delete(own, comms.TemplateName(to.ID, o))
		}
	})
}

// Restore goes back to the playbook's template.
func (t *Templates) Restore(audience, occasion string) (err error) {
	defer caught(&err)
	if err := t.app.unusable(); err != nil {
		return err
	}
	return t.app.changeTemplates(func(own comms.Templates) {
		delete(own, comms.TemplateName(audience, comms.Occasion(occasion)))
	})
}

// templates gives the user's own templates. Where what is kept cannot be read
// there are none, and the problem says so.
func (a *App) templates() (own comms.Templates, problem string, err error) {
	own = comms.Templates{}
	kept, set, err := a.store.Setting(context.Background(), settingTemplates)
	if err != nil || !set {
		return own, "", err
	}
	if json.Unmarshal([]byte(kept), &own) != nil {
		return comms.Templates{}, "Your templates cannot be read. Drafts are written with the playbook's.", nil
	}
	return own, "", nil
}

func (a *App) changeTemplates(change func(comms.Templates)) error {
	own, _, err := a.templates()
	if err != nil {
		return err
	}
	own = maps.Clone(own)
	change(own)
	if len(own) > maxTemplates {
		return fault.New(fault.TooLarge, "You have %d templates of your own; the most is %d. Restore some first.", len(own)-1, maxTemplates)
	}
	text, err := json.Marshal(own)
	if err != nil {
		return err
	}
	if err := a.store.SetSetting(context.Background(), settingTemplates, string(text)); err != nil {
		return err
	}
	a.changed("", 0)
	return nil
}

func (a *App) directoryAudience(id string) (comms.Audience, error) {
	all, _, err := a.audiences()
	for _, audience := range all {
		if audience.ID == id {
			return audience, err
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "There is no audience of this name.")
	}
	return comms.Audience{}, err
}
