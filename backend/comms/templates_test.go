package comms

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

func TestFieldsAreThoseOfTheView(t *testing.T) {
	kinds := map[reflect.Kind]FieldKind{reflect.Bool: YesOrNo, reflect.Slice: ListField, reflect.String: TextField, reflect.Int: TextField}
	var want, got []string
	v := reflect.TypeFor[view]()
	for i := range v.NumField() {
		f := v.Field(i)
		want = append(want, f.Name+" "+string(kinds[f.Type.Kind()]))
	}
	for _, f := range Fields {
		got = append(got, f.Name+" "+string(f.Kind))
		if !strings.HasSuffix(f.Meaning, ".") && !strings.HasSuffix(f.Meaning, "”.") {
			t.Errorf("%s: the meaning is no sentence: %s", f.Name, f.Meaning)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("the table has %q, the view %q", got, want)
	}
}

// Every template of the playbook may be edited as it is, and whatever is known
// its draft needs no correction.
func TestEveryOccasion(t *testing.T) {
	for _, room := range []*room{worked(t), declare(t, "x", incident.SEV2, "UTC")} {
		room.do(room.cs.ChangeAudience(room.stamp(), Audience{ID: "own", Name: "Press", External: true}))
		room.do(room.cs.ChangeAudience(room.stamp(), Audience{ID: "team", Name: "Sales"}))
		for _, a := range room.cs.Audiences {
			for _, o := range Occasions {
				text := DefaultTemplate(a, o.Occasion)
				if text == "" {
					t.Fatalf("%s has no template for %s", a.ID, o.Occasion)
				}
				draft, err := Preview(&room.inc, &room.cs, a.ID, o.Occasion, text, room.at(20).now)
				if err != nil {
					t.Fatalf("%s on %s: %v", a.ID, o.Occasion, err)
				}
				clean(t, room, a.ID, draft)
			}
		}
	}
}

// The occasion follows from what the audience was told, and when.
func TestOccasions(t *testing.T) {
	r := worked(t)
	occasion := func(state PublicState) Occasion {
		draft, err := Templates{}.Render(&r.inc, &r.cs, Page, state, r.now, incident.Time{})
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "occasion-"+string(draft.Occasion), draft.Text)
		clean(t, r, Page, draft)
		return draft.Occasion
	}
	steps := []struct {
		minute int
		state  PublicState
		want   Occasion
	}{
		{15, Investigating, FirstNotice},
		{20, Investigating, OnInvestigate},
		{25, Identified, OnIdentified},
		{26 * 60, Identified, DailyDigest},
		{27 * 60, Monitoring, OnMonitoring},
		{28 * 60, Resolved, OnResolved},
		{29 * 60, Resolved, AllClear},
		{30 * 60, Identified, OnReopened},
		{31 * 60, Identified, DailyDigest},
	}
	for _, s := range steps {
		r.at(s.minute)
		if got := occasion(s.state); got != s.want {
			t.Errorf("minute %d, %s: %s, want %s", s.minute, s.state, got, s.want)
		}
		r.send(Page, s.state, 0)
	}
	inside, err := Templates{}.Render(&r.inc, &r.cs, Executives, Identified, r.now, incident.Time{})
	if err != nil || inside.Occasion != OnIdentified {
		t.Errorf("executives, who were told nothing yet: %s, %v", inside.Occasion, err)
	}
	r.send(Executives, Identified, 0)
	r.at(33*60).log(incident.EvidenceLogged{Text: "the new chain is served everywhere"}, incident.Noted{Text: "coffee"})
	if inside, err = (Templates{}).Render(&r.inc, &r.cs, Executives, Identified, r.now, incident.Time{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "occasion-digest-executives", inside.Text)
	clean(t, r, Executives, inside)
}

func TestTemplatesThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"empty":                {" \n", "The template is empty"},
		"not closed":           {"a\nb {{if .Next}}", "Line 2: unexpected EOF"},
		"no such field":        {"a\n\n{{.Password}}", "Line 3: there is no field .Password"},
		"a field of a field":   {"{{.State.Open}}", "there is no field .State.Open"},
		"by way of a name":     {"{{$v := .}}{{$v.Secret}}", "there is no field .Secret"},
		"a function":           {`{{printf "%1000000000d" 1}}`, "printf is not available here"},
		"a call":               {"{{call .State}}", "call is not available here"},
		"html":                 {"{{.Title | html}}", "html is not available here"},
		"itself":               {`{{template "t"}}`, "cannot be used here"},
		"another":              {`{{define "x"}}y{{end}}z`, "cannot define another"},
		"a list in a list":     {"{{range .Known}}{{range $.Known}}x{{end}}{{end}}", "a list cannot be inside another one"},
		"count up":             {"{{range 1000000000}}x{{end}}", "range needs a list"},
		"count up in brackets": {"{{range (len .Known)}}x{{end}}", "range needs a list"},
		"a chain":              {"{{(.Title).Foo}}", "cannot be used here"},
		"a field in a list":    {"{{range .Known}}{{.Title}}{{end}}", "Title"},
		"too long":             {strings.Repeat("x", MaxTemplate+1), "the most is 20 kB"},
	} {
		t.Run(name, func(t *testing.T) {
			err := CheckTemplate(tt.text)
			e, ok := err.(*fault.Error)
			if !ok || !strings.Contains(e.Fields["template"], tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestOwnTemplates(t *testing.T) {
	r := worked(t)
	own := Templates{"page.first": "{{.State}} since {{.Began}}: we know. {{.Scope}} Next update by {{.Next}}."}
	draft, err := own.Render(&r.inc, &r.cs, Page, Investigating, r.now, incident.Time{})
	if want := "Investigating since 14:05 CET (13:05 UTC): we know. Affected: cards issued in the EU. Next update by 14:30 CET (13:30 UTC).\n"; err != nil || draft.Text != want || draft.Problem != "" {
		t.Errorf("%q, %q, %v", draft.Text, draft.Problem, err)
	}
	plain, err := Templates{}.Render(&r.inc, &r.cs, Page, Investigating, r.now, incident.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for name, broken := range map[string]string{
		"broken": "{{.Nothing}}", "too long": strings.Repeat("{{range .Known}}x{{end}}", 900) + strings.Repeat("{{.Title}}", 1),
	} {
		draft, err := Templates{"page.first": broken}.Render(&r.inc, &r.cs, Page, Investigating, r.now, incident.Time{})
		if err != nil || draft.Text != plain.Text || !strings.HasPrefix(draft.Problem, "Your template for this update was not used. ") {
			t.Errorf("%s: %q, %q, %v", name, draft.Text, draft.Problem, err)
		}
	}
	nothing, err := Templates{"executives.nothing": "Nothing."}.NothingNew(&r.inc, &r.cs, Executives, r.now, incident.Time{})
	if err != nil || nothing.Text == "Nothing.\n" {
		t.Errorf("who was told nothing yet is told %q, %v", nothing.Text, err)
	}
	r.send(Executives, Identified, 30)
	nothing, err = Templates{"executives.nothing": "Nothing."}.NothingNew(&r.inc, &r.cs, Executives, r.now, incident.Time{})
	if err != nil || nothing.Text != "Nothing.\n" {
		t.Errorf("%q, %v", nothing.Text, err)
	}
}

// A later draft of the same facts differs in its text, and has the same sources.
func TestGenerateFollowsTheClockInTheTextOnly(t *testing.T) {
	for _, audience := range []string{Page, Support, Executives, Internal, Legal} {
		r := worked(t)
		_, before, err := Templates{}.Generate(&r.inc, &r.cs, audience, Identified, r.at(20).now)
		if err != nil {
			t.Fatal(err)
		}
		_, after, err := Templates{}.Generate(&r.inc, &r.cs, audience, Identified, r.at(20*60).now)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(sources(before), sources(after)) || audience != Internal && slices.Equal(texts(before), texts(after)) {
			t.Errorf("%s: %q became %q", audience, before, after)
		}
		r.fact(FactScope, "all cards")
		_, moved, err := Templates{}.Generate(&r.inc, &r.cs, audience, Identified, r.now)
		if err != nil || slices.Equal(sources(after), sources(moved)) {
			t.Errorf("%s: a fact changed, and the sources did not (%v)", audience, err)
		}
	}
}

// Whatever is typed as a template, it is used or refused, and does not grow
// beyond what an update may hold.
func FuzzTemplate(f *testing.F) {
	for _, text := range defaults {
		f.Add(text)
	}
	f.Add("{{range $i, $x := .Known}}{{break}}{{end}}")
	f.Fuzz(func(t *testing.T, text string) {
		err := CheckTemplate(text)
		if err == nil {
			if out, err := writeOwn(text, sampleView()); err != nil || len(out) > MaxUpdate+1 {
				t.Errorf("%d bytes, %v", len(out), err)
			}
		} else if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%v", err)
		}
	})
}
