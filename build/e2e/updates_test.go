package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"aircover/build/e2e/wd"
)

// TestTellingEverybody keeps five audiences told from one set of facts, as the
// Updates screen is for: written once, kept where a hand was at it, checked,
// copied, promised, and told that nothing is new.
func TestTellingEverybody(t *testing.T) {
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}
	saysWhoTheyAre(l)
	l.declares("Checkout fails in Köln since 20 min ago sev1")

	l.goes("Updates")
	factsReachEverybody(l)
	aHandEditIsKept(l)
	savesAnEmail(l, serve)
	promised := fixesCopiesAndSends(l)
	seesThePromise(l, promised)
	saysNothingNew(l)
	answersAQuestion(l)
	for _, said := range l.Console() {
		t.Errorf("the console says %s", said)
	}
	breaksATemplate(l)
}

const (
	impactFact = "Card payments in the shop fail."
	scopeFact  = "Cards that were issued in the EU are affected."
	widerScope = "Cards that were issued in the EU and in the UK are affected."
)

// draftOf turns to an audience's draft and gives its text once it has all parts.
func (l *lead) draftOf(audience, name string, parts ...string) string {
	l.t.Helper()
	l.Find("#tab-" + audience).Click()
	field := "Update for " + name
	l.has(field, parts...)
	return l.ByRole("textbox", field).Value()
}

func factsReachEverybody(l *lead) {
	l.t.Helper()
	l.press("Edit Impact: The impact is not measured yet.")
	l.enter("Impact", impactFact)
	l.press("Edit Scope: How many are affected is not known yet.")
	l.enter("Scope", scopeFact)
	for audience, name := range map[string]string{"executives": "Executives", "internal": "Internal", "legal": "Legal"} {
		l.draftOf(audience, name, impactFact, scopeFact)
	}
	for audience, name := range map[string]string{"page": "Status page", "support": "Support"} {
		if text := l.draftOf(audience, name, scopeFact); strings.Contains(text, impactFact) {
			l.t.Errorf("what it costs the company goes to %s: %s", name, text)
		}
	}
}

// caretBehind puts the caret into a field, behind words that it holds.
func (l *lead) caretBehind(field, words string) {
	l.t.Helper()
	element := l.ByRole("textbox", field)
	element.Click()
	var at int
	l.Run(&at, `const [field, words] = arguments
		const at = field.value.indexOf(words) + words.length
		field.setSelectionRange(at, at)
		return field.value.includes(words) ? at : -1`, element, words)
	if at < 0 {
		l.t.Fatalf("no %q in %s", words, element.Value())
	}
}

// aHandEditIsKept edits one paragraph of a draft: the others follow the facts,
// and it is marked, until its writer takes the new words by their key.
func aHandEditIsKept(l *lead) {
	l.t.Helper()
	const (
		field  = "Update for Executives"
		byHand = " Refunds are not touched."
		marked = "Facts that changed below your words to Executives"
	)
	l.draftOf("executives", "Executives", "Decision needed: none now.")
	l.caretBehind(field, scopeFact)
	l.Keys(byHand)
	l.WaitText("Written by hand.")

	l.press("Edit Decision needed: No decision is needed from you.")
	l.enter("Decision needed", "Approve the second certificate.")
	l.has(field, scopeFact+byHand, "Decision needed: Approve the second certificate.")
	l.Lacks("region", marked)

	l.press("Edit Scope: " + scopeFact)
	l.enter("Scope", widerScope)
	l.sees("region", marked, "Facts have changed", scopeFact+byHand, widerScope, "Take the new words", "Keep mine")
	l.has(field, scopeFact+byHand)
	for audience, name := range map[string]string{"page": "Status page", "support": "Support", "internal": "Internal", "legal": "Legal"} {
		l.draftOf(audience, name, widerScope)
	}

	l.draftOf("executives", "Executives", scopeFact+byHand)
	l.caretBehind(field, byHand)
	l.Chord(wd.Control, wd.Shift, "f")
	l.has(field, widerScope, "Decision needed: Approve the second certificate.")
	l.Lacks("region", marked)
	if text := l.ByRole("textbox", field).Value(); strings.Contains(text, byHand) {
		l.t.Errorf("the old words are left: %s", text)
	}
}

// savesAnEmail saves a draft, and reads it back with Python's parser.
func savesAnEmail(l *lead, serve *wd.Serve) {
	l.t.Helper()
	wd.Need(l.t, "python3")
	text := l.ByRole("textbox", "Update for Executives").Value()
	l.choose("Mail", "Save an e-mail file (.eml)")
	var path string
	wd.Eventually(l.t, "the e-mail", func() error {
		found, err := filepath.Glob(filepath.Join(serve.Downloads, "*.eml"))
		if err != nil || len(found) != 1 {
			return fmt.Errorf("found %q, %v", found, err)
		}
		path = found[0]
		return nil
	})
	l.WaitText(filepath.Base(path))

	const script = `import email, email.policy, json, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
print(json.dumps({
	"subject": m["Subject"], "unsent": m["X-Unsent"], "defects": [str(d) for p in m.walk() for d in p.defects],
	"plain": m.get_body(("plain",)).get_content(), "html": m.get_body(("html",)).get_content(),
}))`
	said, err := exec.Command("python3", "-c", script, path).CombinedOutput()
	if err != nil {
		l.t.Fatalf("%v\n%s", err, said)
	}
	var read struct {
		Subject, Unsent, Plain, HTML string
		Defects                      []string
	}
	must(l.t, json.Unmarshal(said, &read))
	if !strings.Contains(read.Subject, "Checkout fails in Köln") || read.Unsent != "1" || len(read.Defects) > 0 {
		l.t.Errorf("it reads as %+v", read)
	}
	for _, paragraph := range strings.Split(text, "\n\n") {
		words := strings.ReplaceAll(paragraph, "**", "")
		if !strings.Contains(oneLine(read.Plain), oneLine(words)) {
			l.t.Errorf("no %q in %s", words, read.Plain)
		}
	}
	if !strings.Contains(read.HTML, "<strong>Investigating") || !strings.Contains(oneLine(read.HTML), widerScope) {
		l.t.Errorf("the HTML is %s", read.HTML)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// fixesCopiesAndSends mends what the lint finds with keys alone, takes the text
// out and marks it as sent. It gives the time that was promised.
func fixesCopiesAndSends(l *lead) (promised string) {
	l.t.Helper()
	const field = "Update for Status page"
	l.draftOf("page", "Status page", widerScope)
	l.caretBehind(field, widerScope)
	l.Keys(" We apologize for any inconvenience.")
	l.sees("region", "Wording for Status page", "inconvenience")
	l.nextFinding("any inconvenience")
	l.Chord(wd.Control, ".")
	l.Lacks("region", "Wording for Status page")
	l.has(field, widerScope)
	text := l.ByRole("textbox", field).Value()
	next := regexp.MustCompile(`Next update by (\d\d:\d\d)`).FindStringSubmatch(text)
	if next == nil || strings.Contains(text, "apologize") {
		l.t.Fatalf("the draft is %s", text)
	}

	l.Chord(wd.Control, wd.Shift, "c")
	l.copied("text/html", "<strong>Investigating:</strong> Checkout fails in Köln", widerScope)
	l.copied("text/plain", "Investigating: Checkout fails in Köln", widerScope)
	l.Chord(wd.Control, wd.Enter)
	l.sees("region", "Sent to Status page", "Investigating", "next promised for "+next[1])
	return next[1]
}

// seesThePromise waits until the strip of the Room counts it down.
func seesThePromise(l *lead, promised string) {
	l.t.Helper()
	l.goes("Room")
	l.sees("region", "Status", "Page", promised)
	before := l.part("region", "Status")
	l.until("region", "Status", func(shown string) error {
		if shown == before {
			return errors.New("the countdown stands still: " + shown)
		}
		return nil
	})
}

// saysNothingNew moves the promise so close that it is due at once, and answers
// its prompt with the shortest honest update.
func saysNothingNew(l *lead) {
	l.t.Helper()
	soon := now(l.t).Add(4 * time.Minute).Format("15:04")
	l.goes("Updates")
	l.Find("#tab-page").Click()
	l.press("Move")
	l.enter("Next update at", soon)
	l.Lacks("textbox", "Next update at")
	l.goes("Room")
	l.ByRole("group", soon+" promise: Status page")
	l.press("Nothing new")
	l.has("Update for Status page", "There is nothing new since our update of", "Next update by")
	l.Chord(wd.Control, wd.Enter)
	l.WaitText("Is this another one?") // so soon after the first
	l.Chord(wd.Control, wd.Enter)
	l.sees("region", "Sent to Status page", "Sent 2")
	l.goes("Room")
	l.sees("list", "Log", "There is nothing new since our update of")
	l.Lacks("group", soon+" promise: Status page")
}

// answersAQuestion takes the offered answer, and the same question says later
// that it was asked.
func answersAQuestion(l *lead) {
	l.t.Helper()
	const asked = "who is affected?"
	l.logs("q @vp in #exec-bridge " + asked)
	l.goes("Questions")
	l.sees("region", "Open 1", asked, "vp", "#exec-bridge", "open")
	l.Keys("a")
	l.sees("list", "Known answers", "Fact: Scope", widerScope)
	l.has("Answer to: "+asked, "")
	l.Chord(wd.Control, "1")
	l.has("Answer to: "+asked, widerScope)
	l.Chord(wd.Control, wd.Enter)
	l.sees("region", "Answered 1", asked, widerScope)

	l.enter("A question, who asked it and where", "@support "+asked)
	l.sees("region", "Open 1", asked, "support", "Also asked:", "One has an answer.")
}

// breaksATemplate types what is no template: the field says so, and the last
// text that could be drawn stays.
func breaksATemplate(l *lead) {
	l.t.Helper()
	l.does("Set the templates of updates")
	l.fill("Template", "**{{.State}}:** {{.Title}} by {{.Nobody}}")
	l.told("Template", "Line 1: there is no field .Nobody")
	l.sees("region", "Preview", "This is the last text that could be drawn.")
	l.fill("Template", "**{{.State}}:** {{.Title}} now")
	l.sees("region", "Preview", "Checkout fails in Köln now")
}
