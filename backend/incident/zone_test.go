package incident

import (
	"fmt"
	"sync"
	"testing"
)

func TestLocation(t *testing.T) {
	first, err := Location("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var readers sync.WaitGroup
	for n := range 8 {
		readers.Go(func() {
			again, err := Location("Europe/Berlin")
			if err != nil || again != first {
				t.Errorf("reader %d got %v, %v", n, again, err)
			}
		})
	}
	readers.Wait()
	for _, name := range []string{"", "Local", "nowhere", "../zoneinfo/UTC"} {
		if zone, err := Location(name); err == nil {
			t.Errorf("%q is %v", name, zone)
		}
	}
	t.Cleanup(func() { zones.named = nil }) // of the invented names
	for n := range mostZones + 10 {
		_, _ = Location(fmt.Sprintf("invented/%d", n))
	}
	if len(zones.named) > mostZones {
		t.Errorf("%d names are kept", len(zones.named))
	}
	if utc, err := Location("UTC"); err != nil || utc.String() != "UTC" {
		t.Errorf("UTC is %v, %v", utc, err)
	}
}
