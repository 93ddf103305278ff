package wd

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// elementKey is the protocol's name for a reference to an element.
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

// Element is one element of the page.
type Element struct {
	s  *Session
	id string
}

// The keys that text cannot say (the protocol's code points).
const (
	Backspace = "\ue003"
	Tab       = "\ue004"
	Enter     = "\ue007"
	Shift     = "\ue008"
	Control   = "\ue009"
	Alt       = "\ue00a"
	Escape    = "\ue00c"
	Left      = "\ue012"
	Up        = "\ue013"
	Right     = "\ue014"
	Down      = "\ue015"
	F8        = "\ue038"
)

func (s *Session) all(using, value string) ([]Element, error) {
	var found []map[string]string
	if err := s.post("/elements", map[string]string{"using": using, "value": value}, &found); err != nil {
		return nil, err
	}
	elements := make([]Element, len(found))
	for i, reference := range found {
		elements[i] = Element{s, reference[elementKey]}
	}
	return elements, nil
}

// All gives the elements that match a CSS selector now.
func (s *Session) All(css string) []Element {
	s.t.Helper()
	elements, err := s.all("css selector", css)
	s.must(err)
	return elements
}

// Find waits for the first element that matches a CSS selector.
func (s *Session) Find(css string) Element {
	s.t.Helper()
	var found Element
	Eventually(s.t, "an element "+css, func() error {
		elements, err := s.all("css selector", css)
		if err != nil {
			return err
		}
		if len(elements) == 0 {
			return errors.New("none on the page: " + s.PageText())
		}
		found = elements[0]
		return nil
	})
	return found
}

// Click clicks in the element's middle, as a person would.
func (e Element) Click() {
	e.s.t.Helper()
	e.s.must(e.TryClick())
}

// TryClick is Click for an element that may not take it yet.
func (e Element) TryClick() error { return e.s.post("/element/"+e.id+"/click", nil, nil) }

// Type types into the element, after what is there.
func (e Element) Type(text string) {
	e.s.t.Helper()
	e.s.must(e.s.post("/element/"+e.id+"/value", map[string]string{"text": text}, nil))
}

// Clear empties a field.
func (e Element) Clear() {
	e.s.t.Helper()
	e.s.must(e.s.post("/element/"+e.id+"/clear", nil, nil))
}

// TryText is the element's text as it is laid out, where it is still on the
// page. What a scroll has out of sight belongs to it.
func (e Element) TryText() (text string, err error) {
	err = e.s.TryRun(&text, "return arguments[0].innerText", e)
	return text, err
}

// MarshalJSON makes an element an argument of a script.
func (e Element) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{elementKey: e.id})
}

// Value is what a field holds.
func (e Element) Value() string {
	e.s.t.Helper()
	var value string
	e.s.must(e.s.get("/element/"+e.id+"/property/value", &value))
	return value
}

// Attribute is an attribute's text, empty where it is absent.
func (e Element) Attribute(name string) string {
	e.s.t.Helper()
	var value *string
	e.s.must(e.s.get("/element/"+e.id+"/attribute/"+name, &value))
	if value == nil {
		return ""
	}
	return *value
}

// Displayed says whether a person can see the element.
func (e Element) Displayed() bool {
	var shown bool
	err := e.s.get("/element/"+e.id+"/displayed", &shown)
	return err == nil && shown
}

// Keys presses keys at whatever has the focus, one after the other.
func (s *Session) Keys(keys string) {
	s.t.Helper()
	s.must(s.TryKeys(keys))
}

// TryKeys is Keys for a key after which there may be no page to answer.
func (s *Session) TryKeys(keys string) error {
	var actions []map[string]any
	for _, key := range keys {
		actions = append(actions, press("keyDown", string(key)), press("keyUp", string(key)))
	}
	return s.perform(actions)
}

// Chord presses keys together, such as Chord(Control, "k").
func (s *Session) Chord(keys ...string) {
	s.t.Helper()
	var actions []map[string]any
	for _, key := range keys {
		actions = append(actions, press("keyDown", key))
	}
	for i := len(keys) - 1; i >= 0; i-- {
		actions = append(actions, press("keyUp", keys[i]))
	}
	s.must(s.perform(actions))
}

func press(kind, key string) map[string]any {
	return map[string]any{"type": kind, "value": key}
}

func (s *Session) perform(actions []map[string]any) error {
	keyboard := map[string]any{"type": "key", "id": "keyboard", "actions": actions}
	return s.post("/actions", map[string]any{"actions": []any{keyboard}}, nil)
}

// WaitText waits until the page shows text.
func (s *Session) WaitText(text string) {
	s.t.Helper()
	Eventually(s.t, fmt.Sprintf("the text %q", text), func() error {
		page := s.PageText()
		if strings.Contains(page, text) {
			return nil
		}
		return errors.New("the page says: " + page)
	})
}

// PageText is what the page shows on one line, for waiting and for messages.
func (s *Session) PageText() string {
	var text string
	if err := s.TryRun(&text, "return document.body ? document.body.innerText : ''"); err != nil {
		return err.Error()
	}
	return oneLine(text)
}

// Screenshot writes the page as a PNG. The window's own driver cannot: take
// Desktop.Screenshot there.
func (s *Session) Screenshot(path string) {
	s.t.Helper()
	var encoded string
	s.must(s.get("/screenshot", &encoded))
	image, err := base64.StdEncoding.DecodeString(encoded)
	s.must(err)
	s.must(os.MkdirAll(filepath.Dir(path), 0o755))
	s.must(os.WriteFile(path, image, 0o644))
}
