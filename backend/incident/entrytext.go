package incident

import (
	"cmp"
	"fmt"
)

// because appends a reason to a line, where there is one.
func because(line, why string) string {
	if why == "" {
		return line
	}
	return line + ": " + why
}

// The lines of the log.

func (p Declared) EntryText() string          { return "declared " + p.Severity.String() }
func (p Titled) EntryText() string            { return "title: " + p.Title }
func (p SeverityChanged) EntryText() string   { return because("severity "+p.Severity.String(), p.Why) }
func (p PhaseChanged) EntryText() string      { return because("phase "+string(p.Phase), p.Why) }
func (p RoleAssigned) EntryText() string      { return p.Person + " is " + string(p.Role) }
func (p RoleReleased) EntryText() string      { return p.Person + " released" }
func (p Noted) EntryText() string             { return p.Text }
func (p HypothesisOpened) EntryText() string  { return p.Text }
func (p HypothesisSettled) EntryText() string { return because("hypothesis "+string(p.Verdict), p.Why) }
func (p EvidenceLogged) EntryText() string    { return p.Text }
func (p Decided) EntryText() string           { return p.Text }
func (p QuestionAnswered) EntryText() string  { return "answered: " + p.Text }
func (p Deflected) EntryText() string         { return "deflected: the lead took it" }

func (p NeedOpened) EntryText() string {
	if p.For == "" {
		return p.Text
	}
	return p.Text + " (for " + p.For + ")"
}

func (p NeedSettled) EntryText() string {
	if p.Declined {
		return because("need declined", p.Why)
	}
	return because("need met", p.Why)
}

func (p WhereReported) EntryText() string {
	text := p.Text
	if p.Nothing && text == "" {
		text = "nothing new"
	}
	if p.Workstream == "" {
		return text
	}
	return p.Workstream + ": " + text
}

func (p TaskAssigned) EntryText() string {
	who := cmp.Or(p.Person, "someone")
	if p.Minutes > 0 {
		return fmt.Sprintf("%s, %d min: %s", who, p.Minutes, p.Text)
	}
	return who + ": " + p.Text
}

func (p TaskExtended) EntryText() string {
	return fmt.Sprintf("time box extended by %d min", p.Minutes)
}

func (p TaskEnded) EntryText() string {
	if p.Dropped {
		return because("task dropped", p.Text)
	}
	return because("task answered", p.Text)
}

func (p QuestionAsked) EntryText() string {
	switch {
	case p.By != "" && p.Where != "":
		return p.By + " asks in " + p.Where + ": " + p.Text
	case p.By != "":
		return p.By + " asks: " + p.Text
	case p.Where != "":
		return "asked in " + p.Where + ": " + p.Text
	}
	return p.Text
}

func (p InterruptionLogged) EntryText() string {
	if p.Minutes == 0 {
		return p.Person + " interrupted: " + p.Text
	}
	return fmt.Sprintf("%s interrupted, %d min: %s", p.Person, p.Minutes, p.Text)
}

// What a correction replaces: the words of the entry, never its structure.

func (p Titled) Words() string             { return p.Title }
func (p SeverityChanged) Words() string    { return p.Why }
func (p PhaseChanged) Words() string       { return p.Why }
func (p Noted) Words() string              { return p.Text }
func (p HypothesisOpened) Words() string   { return p.Text }
func (p HypothesisSettled) Words() string  { return p.Why }
func (p EvidenceLogged) Words() string     { return p.Text }
func (p Decided) Words() string            { return p.Text }
func (p NeedOpened) Words() string         { return p.Text }
func (p NeedSettled) Words() string        { return p.Why }
func (p WhereReported) Words() string      { return p.Text }
func (p TaskAssigned) Words() string       { return p.Text }
func (p TaskEnded) Words() string          { return p.Text }
func (p QuestionAsked) Words() string      { return p.Text }
func (p QuestionAnswered) Words() string   { return p.Text }
func (p InterruptionLogged) Words() string { return p.Text }

func (p Titled) Corrected(text string) Payload             { p.Title = text; return p }
func (p SeverityChanged) Corrected(text string) Payload    { p.Why = text; return p }
func (p PhaseChanged) Corrected(text string) Payload       { p.Why = text; return p }
func (p Noted) Corrected(text string) Payload              { p.Text = text; return p }
func (p HypothesisOpened) Corrected(text string) Payload   { p.Text = text; return p }
func (p HypothesisSettled) Corrected(text string) Payload  { p.Why = text; return p }
func (p EvidenceLogged) Corrected(text string) Payload     { p.Text = text; return p }
func (p Decided) Corrected(text string) Payload            { p.Text = text; return p }
func (p NeedOpened) Corrected(text string) Payload         { p.Text = text; return p }
func (p NeedSettled) Corrected(text string) Payload        { p.Why = text; return p }
func (p WhereReported) Corrected(text string) Payload      { p.Text = text; return p }
func (p TaskAssigned) Corrected(text string) Payload       { p.Text = text; return p }
func (p TaskEnded) Corrected(text string) Payload          { p.Text = text; return p }
func (p QuestionAsked) Corrected(text string) Payload      { p.Text = text; return p }
func (p QuestionAnswered) Corrected(text string) Payload   { p.Text = text; return p }
func (p InterruptionLogged) Corrected(text string) Payload { p.Text = text; return p }
