package e2e

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"aircover/build/e2e/wd"
)

// lead is the person at the page: what they press and type, and what they see.
type lead struct {
	*wd.Session
	t *testing.T
}

// now is the time on the lead's clock.
func now(t *testing.T) time.Time {
	t.Helper()
	zone, err := time.LoadLocation(wd.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return time.Now().In(zone)
}

// press presses a button by its name.
func (l *lead) press(name string) {
	l.t.Helper()
	// A menu that was just left takes a moment to let go of the page.
	wd.Eventually(l.t, fmt.Sprintf("a press of %q", name), func() error {
		return l.ByRole("button", name).TryClick()
	})
}

// choose opens a menu by the name of its button, and takes an item.
func (l *lead) choose(menu, item string) {
	l.t.Helper()
	l.press(menu)
	l.ByRole("menuitem", item).Click()
}

// fill puts text into a field, in place of what it holds.
func (l *lead) fill(field, text string) {
	l.t.Helper()
	element := l.ByRole("textbox", field)
	element.Click()
	l.Chord(wd.Control, "a")
	if text == "" {
		l.Keys(wd.Backspace)
		return
	}
	element.Type(text)
}

// enter fills a field and enters it.
func (l *lead) enter(field, text string) {
	l.t.Helper()
	l.fill(field, text)
	l.Keys(wd.Enter)
}

// declares declares an incident in one line, and waits for its Room.
func (l *lead) declares(line string) {
	l.t.Helper()
	l.enter("What is wrong?", line)
	l.ByRole("region", "Status")
}

// logs enters a line into the log, which leaves an empty line behind.
func (l *lead) logs(line string) {
	l.t.Helper()
	l.enter("Log line", line)
	l.holds("Log line", "")
}

// goes goes to another screen by its name in the row on top.
func (l *lead) goes(screen string) {
	l.t.Helper()
	l.ByRole("link", screen).Click()
}

// opens opens an active incident from Home.
func (l *lead) opens() {
	l.t.Helper()
	l.Find("[aria-label='Active incidents'] a").Click()
	l.ByRole("region", "Status")
}

// sees waits until a part of the page, by its role and name, shows all texts.
func (l *lead) sees(role, name string, texts ...string) {
	l.t.Helper()
	l.until(role, name, func(shown string) error {
		for _, text := range texts {
			if !strings.Contains(shown, text) {
				return fmt.Errorf("no %q in: %s", text, shown)
			}
		}
		return nil
	})
}

// misses waits until a part of the page shows none of the texts.
func (l *lead) misses(role, name string, texts ...string) {
	l.t.Helper()
	l.until(role, name, func(shown string) error {
		for _, text := range texts {
			if strings.Contains(shown, text) {
				return fmt.Errorf("%q is in: %s", text, shown)
			}
		}
		return nil
	})
}

func (l *lead) until(role, name string, check func(shown string) error) {
	l.t.Helper()
	wd.Eventually(l.t, fmt.Sprintf("what is awaited in the %s %q", role, name), func() error {
		part, err := l.TryByRole(role, name)
		if err != nil {
			return err
		}
		shown, err := part.TryText()
		if err != nil {
			return err
		}
		return check(strings.Join(strings.Fields(shown), " "))
	})
}

// holds waits until a field holds a text.
func (l *lead) holds(field, text string) {
	l.t.Helper()
	l.reads(field, func(value string) bool { return value == text })
}

// has waits until a field's text has all parts in it.
func (l *lead) has(field string, parts ...string) {
	l.t.Helper()
	l.reads(field, func(value string) bool {
		for _, part := range parts {
			if !strings.Contains(value, part) {
				return false
			}
		}
		return true
	})
}

func (l *lead) reads(field string, right func(value string) bool) {
	l.t.Helper()
	wd.Eventually(l.t, fmt.Sprintf("the text of %q", field), func() error {
		element, err := l.TryByRole("textbox", field)
		if err != nil {
			return err
		}
		if value := element.Value(); !right(value) {
			return errors.New("it is " + value)
		}
		return nil
	})
}

// told waits until a field says what is wrong with what it holds.
func (l *lead) told(field, sentence string) {
	l.t.Helper()
	wd.Eventually(l.t, fmt.Sprintf("the error at %q", field), func() error {
		element, err := l.TryByRole("textbox", field)
		if err != nil {
			return err
		}
		var said string
		err = l.TryRun(&said, `const [field] = arguments
			if (field.getAttribute('aria-invalid') !== 'true') return ''
			return (field.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.innerText).join(' ')`, element)
		if err == nil && !strings.Contains(said, sentence) {
			err = fmt.Errorf("it says %q", said)
		}
		return err
	})
}

// onEntry presses a button of the entry in the log that shows text.
func (l *lead) onEntry(text, button string) {
	l.t.Helper()
	var found bool
	l.Run(&found, `const [text, button] = arguments
		const rows = [...document.querySelectorAll('[role=list][aria-label=Log] [role=listitem]')]
		const found = rows.find(row => row.innerText.includes(text))?.querySelector('[aria-label="' + button + '"]')
		found?.click()
		return !!found`, text, button)
	if !found {
		l.t.Fatalf("no entry %q with a button %q", text, button)
	}
}

// does runs an action of the palette by its title, with keys alone.
func (l *lead) does(action string) {
	l.t.Helper()
	l.finds(action)
	l.Keys(wd.Enter)
}

// finds looks an action up in the palette.
func (l *lead) finds(action string) {
	l.t.Helper()
	l.Chord(wd.Control, "k")
	l.ByRole("combobox", "Find an action")
	l.Keys(action)
	l.ByRole("option", action)
}

// part gives what a part of the page shows now, on one line.
func (l *lead) part(role, name string) (shown string) {
	l.t.Helper()
	l.until(role, name, func(text string) error {
		shown = text
		return nil
	})
	return shown
}

// nextFinding goes from finding to finding until words are selected.
func (l *lead) nextFinding(words string) {
	l.t.Helper()
	wd.Eventually(l.t, fmt.Sprintf("the finding %q", words), func() error {
		l.Keys(wd.F8)
		var selected string
		l.Run(&selected, "const e = document.activeElement; return e.value?.slice(e.selectionStart, e.selectionEnd) ?? ''")
		if selected != words {
			return fmt.Errorf("%q is selected", selected)
		}
		return nil
	})
}

// copied waits until the clipboard holds all texts in a format.
func (l *lead) copied(format string, texts ...string) {
	l.t.Helper()
	wd.Eventually(l.t, "the clipboard", func() error {
		holds := l.Clipboard(format)
		for _, text := range texts {
			if !strings.Contains(holds, text) {
				return fmt.Errorf("no %q in %q", text, holds)
			}
		}
		return nil
	})
}

// focused waits until a field has the focus.
func (l *lead) focused(field string) {
	l.t.Helper()
	wd.Eventually(l.t, fmt.Sprintf("the focus on %q", field), func() error {
		element, err := l.TryByRole("textbox", field)
		if err != nil {
			return err
		}
		var there bool
		if err := l.TryRun(&there, "return document.activeElement === arguments[0]", element); err != nil || there {
			return err
		}
		return errors.New("it is elsewhere")
	})
}

// pastes pastes text where the caret is in a field, as the page sees it.
func (l *lead) pastes(field, text string) {
	l.t.Helper()
	element := l.ByRole("textbox", field)
	l.Run(nil, `const [field, text] = arguments
		const clipboardData = new DataTransfer()
		clipboardData.setData('text/plain', text)
		field.focus()
		if (field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })))
			document.execCommand('insertText', false, text)`, element, text)
}
