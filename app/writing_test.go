package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"aircover/backend/fault"
)

func declared(t *testing.T, line string) (*desk, string) {
	t.Helper()
	d := newDesk(t)
	return d, must(d.home.Declare(line, "Europe/Berlin"))(t)
}

// The paragraph that the lead wrote stays, and the others follow the facts and
// the clock.
func TestADraftByHandFollowsTheFactsElsewhere(t *testing.T) {
	d, id := declared(t, "Checkout fails sev1")
	draft := must(d.updates.Draft(id, "page", ""))(t)
	const own = "It is Black Friday, and we know what that means for you."
	words := strings.Replace(draft.Text, "We are looking for the cause.", own, 1)
	if words == draft.Text || draft.Edited || draft.Occasion != "first" {
		t.Fatalf("%+v", draft)
	}
	// Time passes while the lead types: what stands in the page is older than
	// what the facts give when it is kept.
	d.set(d.now().Add(20 * time.Minute))
	kept := must(d.updates.Keep(id, "page", draft.State, words, draft.Base))(t)
	if !strings.Contains(kept.Text, own) || !kept.Edited || kept.FactsMove || strings.Contains(kept.Text, draft.Next) {
		t.Errorf("kept: %+v", kept)
	}
	line := func(text string) string { return text[strings.Index(text, "Next update"):] }
	if line(kept.Text) != line(kept.Fresh) || line(kept.Text) == line(words) {
		t.Errorf("the time to come does not follow the clock: %q", line(kept.Text))
	}
	if err := d.updates.SetFact(id, "workaround", "Pay by invoice."); err != nil {
		t.Fatal(err)
	}
	after := must(d.updates.View(id))(t).audience(t, "page").Draft
	if !strings.Contains(after.Text, own) || !strings.Contains(after.Text, "Workaround: Pay by invoice.") || after.FactsMove {
		t.Errorf("after a fact: %+v", after)
	}
	// Now the lead puts that paragraph in other words, and its fact changes.
	words = strings.Replace(after.Text, "Workaround: Pay by invoice.", "For now, please pay by invoice.", 1)
	after = must(d.updates.Keep(id, "page", after.State, words, after.Base))(t)
	if err := d.updates.SetFact(id, "workaround", "Pay by PayPal."); err != nil {
		t.Fatal(err)
	}
	after = must(d.updates.Draft(id, "page", after.State))(t)
	var stale []string
	for _, p := range after.Paragraphs {
		if p.Stale {
			stale = append(stale, after.Text[p.Start:p.End])
			if !p.Edited || !strings.Contains(p.Fresh, "Pay by PayPal.") {
				t.Errorf("%+v", p)
			}
		}
	}
	if len(stale) != 1 || !strings.Contains(stale[0], "For now, please pay by invoice.") || !after.FactsMove {
		t.Fatalf("marked: %q in %+v", stale, after)
	}
	after = must(d.updates.Settle(id, "page", after.State, stale[0]))(t)
	if after.FactsMove || !strings.Contains(after.Text, stale[0]) {
		t.Errorf("after it was called right: %+v", after)
	}
	// What the facts give is no draft by hand.
	after = must(d.updates.Keep(id, "page", after.State, after.Fresh, after.Base))(t)
	if _, found, err := d.app.store.Draft(context.Background(), id, "page"); after.Edited || found || err != nil {
		t.Errorf("%+v, %v, %v", after, found, err)
	}
}

// Of a text by hand, what is shown as promised is what marking it as sent will
// promise.
func TestATextByHandPromisesOnlyWhatItStates(t *testing.T) {
	d, id := declared(t, "Checkout fails sev1")
	draft := must(d.updates.Draft(id, "page", ""))(t)
	if draft.Next == "" {
		t.Fatal("an untouched draft promises nothing")
	}
	next := d.now().Add(30 * time.Minute)
	for words, want := range map[string]string{
		"We look at it.": "",
		"We look at it. Next update by 15:10 Nowhere Time.":                            "",
		"We look at it. We will post again at " + next.UTC().Format("15.04") + " UTC.": next.UTC().Format("2006-01-02T15:04:00.000Z"),
	} {
		kept := must(d.updates.Keep(id, "page", draft.State, words, draft.Base))(t)
		if !kept.Edited || kept.Next != want {
			t.Errorf("%q: %q, want %q", words, kept.Next, want)
		}
	}
}

func TestWhatChangedSinceTheLastUpdate(t *testing.T) {
	d, id := declared(t, "Checkout fails sev1")
	draft := must(d.updates.Draft(id, "page", ""))(t)
	if len(draft.Changes) != 0 || draft.Added != 0 {
		t.Errorf("before any update: %+v", draft)
	}
	if err := d.updates.MarkSent(id, "page", draft.State, draft.Text); err != nil {
		t.Fatal(err)
	}
	must(d.room.Log(id, "e "+strings.Repeat("handshake errors ", 40)))(t)
	if err := d.updates.SetFact(id, "workaround", "Pay by invoice."); err != nil {
		t.Fatal(err)
	}
	page := must(d.updates.View(id))(t).audience(t, "page")
	var news []string
	for _, c := range page.Draft.Changes {
		news = append(news, page.Draft.Text[c.Start:c.End])
	}
	if all := strings.Join(news, " / "); !strings.Contains(all, "Pay by invoice") || page.Draft.Removed == 0 {
		t.Errorf("new: %q, removed %d", all, page.Draft.Removed)
	}
	if len(page.NewEntries) != 1 || page.New != 1 || page.NewEntries[0].Kind != "evidence.logged" || len([]rune(page.NewEntries[0].Text)) > newRunes {
		t.Errorf("%+v", page.NewEntries)
	}
}

func TestTheDirectoryOfAudiences(t *testing.T) {
	d, before := declared(t, "Search is slow sev2")
	audiences := &Audiences{d.app}
	view := must(audiences.List())(t)
	if len(view.Audiences) != 5 || len(view.Missing) != 1 || view.Missing[0].ID != "partners" || view.Problem != "" {
		t.Fatalf("%+v", view)
	}
	executives := view.Audiences[2]
	executives.Cadence[0] = CadenceForm{Severity: 1, Mode: "twice a day", Clock: []string{"17:00", "9:00"}}
	executives.QuietFrom, executives.QuietTo = "22:00", "07:00"
	must(audiences.Save(executives))(t)
	id := must(audiences.Save(AudienceForm{Name: "Press", External: true, Cadence: []CadenceForm{{Severity: 1, Mode: "on change", Gaps: []int{15}}}}))(t)
	if _, err := audiences.Save(AudienceForm{Name: "press"}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("the name is taken: %v", err)
	}
	if err := audiences.Remove("legal"); err != nil {
		t.Error(err)
	}
	if err := audiences.Restore("partners"); err != nil {
		t.Error(err)
	}
	view = must(audiences.List())(t)
	changed := view.Audiences[2]
	if !changed.Changed || changed.Cadence[0].Words != "at 09:00 and 17:00" || changed.QuietFrom != "22:00" || len(view.Missing) != 1 || !view.Audiences[4].Own {
		t.Errorf("%+v", view)
	}
	// A new incident begins with it, one that was there keeps its own.
	if got := must(d.updates.View(before))(t); len(got.Audiences) != 5 {
		t.Errorf("%d audiences", len(got.Audiences))
	}
	after := must(d.home.Declare("Checkout fails sev1", "Europe/Berlin"))(t)
	due := must(d.updates.View(after))(t).audience(t, "executives").Due
	if due == nil || due.Why != "Told at 09:00 and 17:00." {
		t.Errorf("%+v", due)
	}
	press := must(audiences.Of(after))(t).Audiences[4]
	press.Name = "Newspapers"
	if _, err := audiences.Override(after, press); err != nil {
		t.Error(err)
	}
	if err := audiences.Drop(after, "partners"); err != nil {
		t.Error(err)
	}
	of := must(audiences.Of(after))(t)
	if len(of.Audiences) != 5 || !of.Audiences[4].Changed || of.Audiences[4].ID != id || len(of.Missing) != 1 {
		t.Errorf("%+v", of)
	}
	if err := audiences.Restore(""); err != nil {
		t.Error(err)
	}
	if view = must(audiences.List())(t); len(view.Audiences) != 7 || view.Audiences[2].Changed {
		t.Errorf("%+v", view)
	}
	if err := d.app.store.SetSetting(context.Background(), settingAudiences, `[{"id":"x"`); err != nil {
		t.Fatal(err)
	}
	if view = must(audiences.List())(t); len(view.Audiences) != 5 || view.Problem == "" {
		t.Errorf("%+v", view)
	}
}

func TestTemplatesOfOnesOwn(t *testing.T) {
	d, id := declared(t, "Checkout fails sev1")
	templates := &Templates{d.app}
	const own = "**{{.State}}:** {{.Title}}\n\nAt Acme we know of it. {{.Scope}}\n\nNext update by {{.Next}}."
	if err := templates.Save("page", "first", own); err != nil {
		t.Fatal(err)
	}
	if draft := must(d.updates.Draft(id, "page", ""))(t); !strings.Contains(draft.Text, "At Acme") || draft.Problem != "" {
		t.Errorf("%+v", draft)
	}
	preview := must(templates.Preview(id, "page", "resolved", "All is well. {{.Data}}"))(t)
	if !strings.HasPrefix(preview.Text, "All is well. We are still checking") || preview.State != "Resolved" {
		t.Errorf("%+v", preview)
	}
	if _, err := templates.Preview(id, "page", "first", "a\n{{.Foo}}"); err == nil || err.Error() != "Line 2: there is no field .Foo." {
		t.Errorf("%v", err)
	}
	changed := func() (names []string) {
		for _, v := range must(templates.List())(t).Templates {
			if v.Changed {
				names = append(names, v.Audience+"."+v.Occasion)
			}
		}
		return names
	}
	if got := changed(); len(got) != 1 || got[0] != "page.first" {
		t.Errorf("changed: %q", got)
	}
	if err := d.app.store.SetSetting(context.Background(), settingTemplates, `{"page.first":"{{.Foo}}"}`); err != nil {
		t.Fatal(err)
	}
	if draft := must(d.updates.Draft(id, "page", ""))(t); !strings.Contains(draft.Text, "looking for the cause") || !strings.Contains(draft.Problem, "Line 1: there is no field .Foo.") {
		t.Errorf("%+v", draft)
	}
	if err := templates.Restore("page", "first"); err != nil || len(changed()) != 0 {
		t.Errorf("%v, changed %q", err, changed())
	}
}
