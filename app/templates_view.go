package app

import (
	"cmp"

	"aircover/backend/comms"
)

// TemplatesView is what drafts are written with.
type TemplatesView struct {
	Templates []TemplateView      `json:"templates"` // by audience, then by occasion
	Fields    []TemplateFieldView `json:"fields"`
	Problem   string              `json:"problem"` // why the user's templates are not used; "" is none
}

// TemplateView is the template for one audience on one occasion.
type TemplateView struct {
	Audience     string `json:"audience"` // id
	AudienceName string `json:"audienceName"`
	Occasion     string `json:"occasion"`
	Label        string `json:"label"` // of the occasion
	Help         string `json:"help"`
	Text         string `json:"text"`
	Default      string `json:"default"` // the playbook's
	Changed      bool   `json:"changed"`
	Problem      string `json:"problem"` // why it is not used; "" is none
}

// TemplateFieldView is one field that a template may use: {{.Name}}.
type TemplateFieldView struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"` // "text", "yes or no", "list"
	Meaning string `json:"meaning"`
}

// PreviewView is an update written with a template that is being edited.
type PreviewView struct {
	Text     string        `json:"text"`
	State    string        `json:"state"`
	Findings []FindingView `json:"findings"`
}

func templateFieldView(f comms.FieldHelp) TemplateFieldView {
	return TemplateFieldView{Name: f.Name, Kind: string(f.Kind), Meaning: f.Meaning}
}

func templateView(a comms.Audience, o comms.OccasionHelp, own comms.Templates) TemplateView {
	words, changed := own[comms.TemplateName(a.ID, o.Occasion)]
	view := TemplateView{
		Audience: a.ID, AudienceName: a.Name, Occasion: string(o.Occasion), Label: o.Label, Help: o.Help,
		Default: comms.DefaultTemplate(a, o.Occasion), Changed: changed,
	}
	view.Text = cmp.Or(words, view.Default)
	if changed {
		if err := comms.CheckTemplate(words); err != nil {
			view.Problem = err.Error()
		}
	}
	return view
}
