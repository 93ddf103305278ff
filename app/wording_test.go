package app

import (
	"slices"
	"strings"
	"testing"

	"aircover/backend/fault"
)

func (d *desk) rules(t *testing.T, id, audience, words string) []string {
	t.Helper()
	var rules []string
	for _, f := range must(d.write(id, audience, "", words))(t) {
		rules = append(rules, f.Rule)
	}
	return rules
}

func TestTheLeadsOwnListsAreHeldAgainstDrafts(t *testing.T) {
	d := newDesk(t)
	wording := &Wording{d.app}
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	text := "**Investigating:** Checkout fails for cards. Bluebird is slow for Acme Ltd. Next update by 15:00 UTC."
	plain := d.rules(t, id, "page", text)

	lists := WordingView{Codenames: []string{" Bluebird ", "", "Bluebird"}, Customers: []string{"Acme Ltd"}}
	if err := wording.Save(lists); err != nil {
		t.Fatal(err)
	}
	if kept := must(wording.Lists())(t); !slices.Equal(kept.Codenames, []string{"Bluebird"}) {
		t.Errorf("kept %q", kept.Codenames)
	}
	if listed := d.rules(t, id, "page", text); len(listed) < len(plain)+2 {
		t.Errorf("with the lists %q, without %q", listed, plain)
	}
	if err := wording.Save(WordingView{Hosts: []string{strings.Repeat("x", 101)}}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a word of 101 characters: %v", err)
	}
}

func TestCounselClearsWhatIsSaidOfSecurity(t *testing.T) {
	d := newDesk(t)
	wording := &Wording{d.app}
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	text := "**Investigating:** Checkout fails. We look into a security breach. Next update by 15:00 UTC."
	if !slices.Contains(d.rules(t, id, "page", text), "security-word") {
		t.Fatal("a breach is named without counsel, and the lint is silent")
	}
	if err := wording.Clear(id, true); err != nil {
		t.Fatal(err)
	}
	if !must(d.updates.View(id))(t).Cleared || slices.Contains(d.rules(t, id, "page", text), "security-word") {
		t.Error("counsel cleared it, and the lint is not silent")
	}
}
