package wd

import (
	"errors"
	"fmt"
	"strings"
)

// rolesInCSS says which elements can have a role; the engine then decides.
var rolesInCSS = map[string]string{
	"button":   "button, summary, [role=button]",
	"textbox":  "input, textarea, [role=textbox], [contenteditable]",
	"combobox": "input[role=combobox], select, [role=combobox]",
	"link":     "a, [role=link]",
	"heading":  "h1, h2, h3, h4, h5, h6, [role=heading]",
	"checkbox": "input[type=checkbox], [role=checkbox]",
	"radio":    "input[type=radio], [role=radio]",
	"list":     "ul, ol, [role=list]",
	"region":   "section, [role=region]",
}

// candidates finds what is drawn and may have the name, by all the texts that
// a name can come from, and the caps of the keys that are drawn on it.
const candidates = `
	const [css, name] = arguments
	const squash = text => (text ?? '').replace(/\s+/g, '').toLowerCase()
	const named = id => document.getElementById(id)?.textContent
	const texts = e => [e.getAttribute('aria-label'), e.textContent, e.title, e.placeholder,
		...(e.getAttribute('aria-labelledby') ?? '').split(' ').map(named), ...[...(e.labels ?? [])].map(l => l.textContent)]
	return [...document.querySelectorAll(css)]
		.filter(e => e.checkVisibility() && squash(texts(e).join(' ')).includes(squash(name)))
		.map(e => ({ element: e, keys: [...e.querySelectorAll('kbd')].map(k => k.textContent.trim()).join(' ') }))`

// ByRole waits for a visible element with that role and accessible name, both
// as the engine computes them for a screen reader. Keys that are drawn on a
// button are no part of the name here, and a textbox that offers what to type
// is one, though the engine calls it a combobox.
func (s *Session) ByRole(role, name string) Element {
	s.t.Helper()
	var found Element
	Eventually(s.t, fmt.Sprintf("a %s named %q", role, name), func() (err error) {
		found, err = s.TryByRole(role, name)
		return err
	})
	return found
}

// Lacks waits until no visible element has that role and name.
func (s *Session) Lacks(role, name string) {
	s.t.Helper()
	Eventually(s.t, fmt.Sprintf("the end of a %s named %q", role, name), func() error {
		if _, err := s.TryByRole(role, name); err == nil {
			return errors.New("it is still there")
		}
		return nil
	})
}

// TryByRole is ByRole for what may not be there now.
func (s *Session) TryByRole(role, name string) (Element, error) {
	css, known := rolesInCSS[role]
	if !known {
		css = fmt.Sprintf("[role=%q]", role)
	}
	var found []struct {
		Element map[string]string `json:"element"`
		Keys    string            `json:"keys"`
	}
	if err := s.TryRun(&found, candidates, css, name); err != nil {
		return Element{}, err
	}
	var seen []string
	for _, candidate := range found {
		element := Element{s, candidate.Element[elementKey]}
		r, n, err := element.accessible()
		if err != nil {
			return Element{}, err
		}
		if (r == role || role == "textbox" && r == "combobox") && (sameName(n, name) || sameName(n, name+candidate.Keys)) {
			return element, nil
		}
		seen = append(seen, fmt.Sprintf("%s %q", r, n))
	}
	return Element{}, fmt.Errorf("the nearest are %s; the page says: %s", seen, s.PageText())
}

// sameName compares names without their spaces: engines differ in where they
// put one between the parts of a name.
func sameName(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func (e Element) accessible() (role, name string, err error) {
	if err := e.s.get("/element/"+e.id+"/computedrole", &role); err != nil {
		return "", "", err
	}
	err = e.s.get("/element/"+e.id+"/computedlabel", &name)
	return role, name, err
}
