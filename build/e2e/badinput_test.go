package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"aircover/build/e2e/wd"
)

// TestBadInput enters what cannot be taken: each field says so itself, in
// words, and keeps what was typed.
func TestBadInput(t *testing.T) {
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}

	l.enter("What is wrong?", "")
	l.told("What is wrong?", "what is wrong")
	l.declares("checkout down sev1")

	l.enter("Log line", "n")
	l.told("Log line", "Add what is needed behind n.")
	l.holds("Log line", "n")

	l.fill("Log line", "seen at the gateway: ")
	l.pastes("Log line", strings.Repeat("x", 1_100_000))
	l.told("Log line", "That is 1.")
	l.told("Log line", "holds up to 1 MB. It was not taken; it is still in your clipboard.")
	l.holds("Log line", "seen at the gateway: ")
	l.Keys("502" + wd.Enter)
	l.sees("list", "Log", "seen at the gateway: 502")

	l.does("Change the title")
	l.enter("Title", "")
	l.told("Title", "title")
	l.Keys(wd.Escape)

	l.goes("Sync")
	l.fill("Time", "quarter to five")
	l.press("Set the sync")
	l.told("Time", "quarter to five")
	l.holds("Time", "quarter to five")
	l.fill("Time", "16:45")
	l.fill("Length", "1000")
	l.press("Set the sync")
	l.told("Length", "between 1 minute and 8 hours")
	l.holds("Length", "1000")
	l.fill("Length", "15")
	l.fill("Link", "javascript:alert(1)")
	l.press("Set the sync")
	l.told("Link", "begins with https://")
	l.fill("Link", "")
	l.fill("Time zone", "Europe/Atlantis")
	l.press("Set the sync")
	l.told("Time zone", "Europe/Atlantis")
	l.holds("Time zone", "Europe/Atlantis")

	l.goes("Updates")
	l.press("Move")
	l.fill("Next update at", "later")
	l.Keys(wd.Enter)
	l.told("Next update at", "is not a time of day")
	l.holds("Next update at", "later")

	l.goes("Settings")
	l.fill("Name", "Ana Ruiz")
	l.fill("E-mail", "ana at example")
	l.press("Add")
	l.told("E-mail", "is not an e-mail address")
	l.holds("E-mail", "ana at example")
	l.enter("Your name", "")
	l.told("Your name", "name")
}

// TestHostileText types what would be something else than text in a page, a
// title, a search or a file name.
func TestHostileText(t *testing.T) {
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}
	l.Run(nil, "window.ran = () => { document.title = 'ran' }")

	const markup = `<script>ran()</script><img src=x onerror=ran()>`
	l.fill("What is wrong?", "")
	l.pastes("What is wrong?", "sev1 "+markup+" checkout \u202egnp.exe down "+strings.Repeat("very ", 1900))
	l.Keys(wd.Enter)
	l.sees("region", "Status", "SEV1", "<script>ran()</script>")
	l.logs(markup)
	l.logs(`h {{constructor.constructor("ran()")()}} \u202eth\u202cgir`)
	l.logs("n " + markup + " for @" + "O'Brien")
	l.logs("w carts: [click](javascript:ran())")
	l.sees("list", "Log", markup, "[click](javascript:ran())")
	l.sees("list", "Hypotheses", `{{constructor.constructor("ran()")()}}`)

	l.goes("Updates")
	l.press("Edit Scope: How many are affected is not known yet.")
	l.enter("Scope", markup)
	l.has("Update for Status page", markup)
	l.choose("Copy as", "Formatted, for mail and documents")
	l.copied("text/html", "&lt;script&gt;")
	if html := l.Clipboard("text/html"); strings.Contains(html, "<script") || strings.Contains(html, "<img") {
		t.Errorf("the copied HTML is alive: %s", html)
	}

	l.goes("Home")
	l.fill("Search", `"onerror" OR NEAR(ran*`)
	l.WaitText("Search") // whatever is found, nothing fails
	l.fill("Search", "script")
	l.sees("list", "Search results", "<script>ran()</script>")
	if title := l.Title(); title == "ran" {
		t.Error("a text ran as a script")
	}
	for _, said := range l.Console() {
		t.Errorf("the console says %s", said)
	}
}
