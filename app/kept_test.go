package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
)

func TestUnfinishedTextsSurviveARestart(t *testing.T) {
	dir := t.TempDir()
	d := deskAt(t, dir)
	window := &Window{d.app}
	for key, words := range map[string]string{"log 1": "h the cache\nis full ", "declare": "half", "correct 2": "secret"} {
		if err := window.Keep(key, words); err != nil {
			t.Fatal(err)
		}
	}
	if err := window.Keep("correct 2", ""); err != nil {
		t.Fatal(err)
	}
	if err := d.app.Close(); err != nil {
		t.Fatal(err)
	}
	got := must((&Window{deskAt(t, dir).app}).Kept())(t)
	if diff := cmp.Diff(map[string]string{"log 1": "h the cache\nis full ", "declare": "half"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestUnfinishedTextsAreBounded(t *testing.T) {
	d := newDesk(t)
	window := &Window{d.app}
	for _, refused := range [][2]string{{"", "x"}, {strings.Repeat("k", 201), "x"}, {"k", strings.Repeat("x", 1_000_001)}} {
		if err := window.Keep(refused[0], refused[1]); fault.CodeOf(err) != fault.TooLarge {
			t.Errorf("%.10q %.10q: %v", refused[0], refused[1], err)
		}
	}
	begin := d.now()
	for i := range keptTexts + 1 {
		d.set(begin.Add(time.Duration(i) * time.Second))
		if err := window.Keep(fmt.Sprint(i), "words"); err != nil {
			t.Fatal(err)
		}
	}
	got := must(window.Kept())(t)
	if _, has := got["0"]; has || len(got) != keptTexts || got["100"] != "words" {
		t.Errorf("%d are kept, the oldest one %t", len(got), has)
	}
}

func TestAnUnfinishedLineIsReadWithoutAnError(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	view := must(d.room.Read(id, "h "))(t)
	if view.Error == "" || view.Kind != "" {
		t.Errorf("%+v", view)
	}
	if view := must(d.room.Read(id, "h the cache is full"))(t); view.Error != "" || view.Kind != "hypothesis" {
		t.Errorf("%+v", view)
	}
}

func TestARedactionTakesAHalfTypedCorrectionAlong(t *testing.T) {
	d := newDesk(t)
	window := &Window{d.app}
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	entry := must(d.room.Log(id, "the key is hunter2"))(t)
	if err := window.Keep("correct "+entry, "the key is hunter3"); err != nil {
		t.Fatal(err)
	}
	must(d.room.Redact(id, entry))(t)
	if got := must(window.Kept())(t); len(got) != 0 {
		t.Errorf("%v is still kept", got)
	}
}
