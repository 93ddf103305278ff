package store

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

var sameTime = cmp.Comparer(func(a, b incident.Time) bool { return a == b })

func TestDrafts(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	draft := Draft{Incident: "i", Audience: "page", Text: "we are inv", Base: "we are", Updated: start}
	for _, text := range []string{"we are inv", "we are inve"} {
		draft.Text = text
		if err := d.SaveDraft(ctx, draft); err != nil {
			t.Fatal(err)
		}
	}
	got, there, err := d.Draft(ctx, "i", "page")
	if err != nil || !there {
		t.Fatal(there, err)
	}
	if diff := cmp.Diff(draft, got, sameTime); diff != "" {
		t.Error(diff)
	}
	if _, there, err = d.Draft(ctx, "i", "support"); there || err != nil {
		t.Error(there, err)
	}
	tooLong := draft
	tooLong.Text = strings.Repeat("x", maxDraft+1)
	wantFault(t, d.SaveDraft(ctx, tooLong), fault.TooLarge)
	if got, _, _ := d.Draft(ctx, "i", "page"); got.Text != draft.Text {
		t.Error("a draft that was refused has replaced the one before")
	}
	if err := d.DeleteDraft(ctx, "i", "page"); err != nil {
		t.Fatal(err)
	}
	if _, there, _ := d.Draft(ctx, "i", "page"); there {
		t.Error("a deleted draft is there")
	}
}

func TestPeople(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(d.RememberPeople(ctx, []string{"Ana Ruiz", " ", "Ben 100%", "Zoë"}, start))
	must(d.RememberPeople(ctx, []string{"ana ruiz"}, start.Add(time.Minute)))
	must(d.RememberPeople(ctx, []string{"Ana Ruiz"}, start.Add(-time.Hour))) // learned late
	must(d.SavePerson(ctx, Person{Name: "ZOË", Email: "zoe@example.com", Zone: "Europe/Berlin"}))
	wantFault(t, d.SavePerson(ctx, Person{Name: " "}), fault.Invalid)
	for _, test := range []struct {
		prefix string
		want   []string
	}{
		{"", []string{"Ana Ruiz", "Ben 100%", "ZOË"}},
		{"a", []string{"Ana Ruiz"}},
		{"RUI", []string{"Ana Ruiz"}},
		{"na", nil},
		{"%", nil},
		{"_", nil},
		{"ben 100%", []string{"Ben 100%"}},
		{`\`, nil},
		{"zoë", []string{"ZOË"}},
	} {
		people, err := d.People(ctx, test.prefix, 10)
		must(err)
		var names []string
		for _, p := range people {
			names = append(names, p.Name)
		}
		if diff := cmp.Diff(test.want, names); diff != "" {
			t.Errorf("%q: %s", test.prefix, diff)
		}
	}
	people, err := d.People(ctx, "zo", 1)
	must(err)
	if people[0].Email != "zoe@example.com" || people[0].Seen != start {
		t.Errorf("%+v", people[0])
	}
}

func TestSettings(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	if _, set, err := d.Setting(ctx, "zone"); set || err != nil {
		t.Error(set, err)
	}
	for _, value := range []string{"UTC", ""} {
		if err := d.SetSetting(ctx, "zone", value); err != nil {
			t.Fatal(err)
		}
		if got, set, err := d.Setting(ctx, "zone"); got != value || !set || err != nil {
			t.Error(got, set, err)
		}
	}
}

func TestSettingsWithAPrefix(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	for _, key := range []string{"kept/a", "kept/b", "kept", "zone"} {
		if err := d.SetSetting(ctx, key, "of "+key); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := d.DeleteSetting(ctx, "kept/a"); err != nil {
			t.Fatal(err)
		}
	}
	got, err := d.SettingsWith(ctx, "kept/")
	if err != nil || len(got) != 1 || got["kept/b"] != "of kept/b" {
		t.Error(got, err)
	}
}

func TestBanners(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	later := start.Add(5 * time.Minute)
	must(d.RecordShowing(ctx, []string{"promise", "need"}, Showing{At: start}))
	must(d.MarkDelivered(ctx, []string{"promise", "need"}, start))
	must(d.MarkConfirmed(ctx, []string{"need"}, later))
	must(d.RecordShowing(ctx, []string{"promise"}, Showing{At: later, Public: true}))
	must(d.Close())

	d = openDesk(t, d.path, "again")
	got, err := d.Banners(ctx, []string{"promise", "need", "never"})
	must(err)
	want := map[string]Banner{
		"promise": {Key: "promise", Showings: 2, First: start, Attempted: later},
		"need":    {Key: "need", Showings: 1, First: start, Attempted: start, Delivered: start, Confirmed: later},
	}
	if diff := cmp.Diff(want, got, sameTime); diff != "" {
		t.Error(diff)
	}
	for _, test := range []struct {
		since incident.Time
		want  []Showing
	}{
		{start, []Showing{{At: start}, {At: later, Public: true}}},
		{later, []Showing{{At: later, Public: true}}},
		{later.Add(time.Millisecond), nil},
	} {
		shown, err := d.ShowingsSince(ctx, test.since)
		must(err)
		if diff := cmp.Diff(test.want, shown, sameTime); diff != "" {
			t.Error(diff)
		}
	}
	tomorrow := start.Add(25 * time.Hour)
	must(d.RecordShowing(ctx, nil, Showing{At: tomorrow}))
	if shown, err := d.ShowingsSince(ctx, incident.Time{}); err != nil || len(shown) != 1 {
		t.Errorf("a day later %v are kept, %v", shown, err)
	}
}

func TestCacheIsBounded(t *testing.T) {
	d := newDesk(t)
	var all []string
	for range maxRooms + 4 {
		all = append(all, d.declare("checkout down"))
	}
	for _, id := range all {
		d.note(id, "a line")
	}
	if n := len(d.rooms.open); n != maxRooms {
		t.Errorf("%d incidents are in memory", n)
	}
	if _, kept := d.rooms.get(all[len(all)-1]); !kept {
		t.Error("the one used last is not")
	}
}
