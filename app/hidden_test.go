package app

import (
	"testing"
)

func TestTheFirstHideSaysHowToQuit(t *testing.T) {
	d := newDesk(t)
	d.app.SayHidden()
	select {
	case b := <-d.banners:
		t.Fatalf("%q with nothing open", b.Title)
	default:
	}

	d = newDesk(t)
	must(d.home.Declare("checkout down", "UTC"))(t)
	for range 2 {
		d.app.SayHidden()
	}
	b := <-d.banners
	if b.Title != "Aircover goes on while INC-1 is open." || b.Body != "Start it again to see it; Ctrl+Q quits." || b.Sound || b.Critical {
		t.Errorf("%+v", b)
	}
	if err := d.app.Close(); err != nil {
		t.Fatal(err)
	}
	for len(d.banners) > 0 {
		if b := <-d.banners; b.Key == "hidden" {
			t.Errorf("said again: %+v", b)
		}
	}
}
