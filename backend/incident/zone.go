package incident

import (
	"fmt"
	"sync"
	"time"
)

// mostZones is how many names are kept: more than there are zones, so that
// only invented names are looked up again.
const mostZones = 1000

// zones keeps what a name was found to be, nil where there is no such zone.
// The zone data does not change while the app runs, and reading it costs
// thousands of times more than a look here.
var zones struct {
	sync.RWMutex
	named map[string]*time.Location
}

// Location gives the zone with an IANA name, in the system's zone data where
// there is any. The empty name, and "Local", which means another zone on each
// computer, are errors like any name that is not known.
func Location(name string) (*time.Location, error) {
	zones.RLock()
	zone, kept := zones.named[name]
	zones.RUnlock()
	if !kept {
		zone = readZone(name)
	}
	if zone == nil {
		return nil, fmt.Errorf("no time zone is named %q", name)
	}
	return zone, nil
}

func readZone(name string) *time.Location {
	var zone *time.Location
	if name != "" && name != "Local" {
		zone, _ = time.LoadLocation(name) // nil with an error
	}
	zones.Lock()
	defer zones.Unlock()
	if zones.named == nil {
		zones.named = map[string]*time.Location{}
	}
	if len(zones.named) < mostZones {
		zones.named[name] = zone
	}
	return zone
}
