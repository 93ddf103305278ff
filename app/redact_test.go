package app

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestRedactedWordsAndNamesAreInNoFile goes the way of a lead who pasted a
// secret, wrote an update, and then redacts: whatever the app derived from the
// words is gone from the whole data folder.
func TestRedactedWordsAndNamesAreInNoFile(t *testing.T) {
	dir := t.TempDir()
	d := deskAt(t, dir)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	entry := must(d.room.Log(id, "n Xylophone7 key to the vault for @Ocelot"))(t)
	where := must(d.room.Log(id, "w Payments: Xylophone7 was rotated"))(t)
	for _, audience := range []string{"internal", "executives"} {
		text := must(d.updates.View(id))(t).audience(t, audience).Draft.Text
		if _, err := d.write(id, audience, "", text+"\nOne more line by hand."); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range []string{entry, where} {
		answer := must(d.room.Redact(id, e))(t)
		if len(answer.Left) != 0 {
			t.Errorf("only generated text held the words, and the answer says %q", answer.Left)
		}
	}

	for _, words := range []string{"Xylophone7", "Ocelot", "ocelot"} {
		for _, file := range must(filepath.Glob(filepath.Join(dir, "*")))(t) {
			if content, err := os.ReadFile(file); err == nil && bytes.Contains(content, []byte(words)) {
				t.Errorf("%s still holds %s", filepath.Base(file), words)
			}
		}
	}
	draft := must(d.updates.View(id))(t).audience(t, "internal").Draft
	if !bytes.Contains([]byte(draft.Text), []byte("One more line by hand.")) {
		t.Errorf("the lead's own words are lost:\n%s", draft.Text)
	}
}

func TestARedactionTellsWhereTheWordsStillStand(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	entry := must(d.room.Log(id, "the password is Xylophone7"))(t)
	if _, err := d.write(id, "page", "", "The password is Xylophone7, sorry."); err != nil {
		t.Fatal(err)
	}
	if err := d.updates.MarkSent(id, "support", "Investigating", "We know: the password is Xylophone7."); err != nil {
		t.Fatal(err)
	}
	answer := must(d.room.Redact(id, entry))(t)
	want := []string{
		"Your draft for Status page still holds these words. Take them out there.",
		"An update sent to Support holds these words. Redact its entry in the log too.",
	}
	if !slices.Equal(answer.Left, want) {
		t.Errorf("%q", answer.Left)
	}
}

func TestASyncEndsWithItsIncident(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	must(d.sync.Set(id, must(d.sync.View(id, "UTC"))(t).Plan))(t)
	if err := d.room.SetPhase(id, "learn", ""); err != nil {
		t.Fatal(err)
	}
	if next := must(d.room.Get(id))(t).Sync; next != nil {
		t.Errorf("the sync goes on: %+v", next)
	}
	if sync := must(d.sync.View(id, "UTC"))(t).Sync; !sync.Cancelled {
		t.Errorf("a series that never began is not cancelled: %+v", sync)
	}
}
