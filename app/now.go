package app

import (
	"context"
	"time"

	"github.com/google/uuid"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// stamp gives what a command needs from outside: the moment, the author, ids.
func (a *App) stamp() incident.Stamp {
	return incident.Stamp{Now: incident.At(a.now()), Author: a.me(), NewID: newID}
}

// newID gives a UUIDv7. It panics where the system has no randomness, and the
// guard of the bound method turns that into an error.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// do runs one command on one incident, and tells everybody when it is stored.
func (a *App) do(id string, command func(*store.Room, incident.Stamp) ([]incident.Change, error)) ([]incident.Event, error) {
	if err := a.unusable(); err != nil {
		return nil, err
	}
	st := a.stamp()
	events, err := a.store.Do(context.Background(), id, st, func(r *store.Room) ([]incident.Change, error) {
		return command(r, st)
	})
	if err != nil {
		return nil, err
	}
	if len(events) > 0 {
		a.changed(id, events[len(events)-1].Seq)
	}
	return events, nil
}

// change is do for commands whose events nobody asks for.
func (a *App) change(id string, command func(*store.Room, incident.Stamp) ([]incident.Change, error)) error {
	_, err := a.do(id, command)
	return err
}

// view reads one incident.
func (a *App) read(id string, look func(*store.Room) error) error {
	if err := a.unusable(); err != nil {
		return err
	}
	return a.store.View(context.Background(), id, look)
}

// Changed is the payload of the event "changed": something about an incident
// was stored. An empty incident stands for lists and settings.
type Changed struct {
	Incident string `json:"incident"`
	Seq      int    `json:"seq"`
}

// changed goes out after the commit, to the page and to the nudges.
func (a *App) changed(id string, seq int) {
	a.host.Emit("changed", Changed{Incident: id, Seq: seq})
	a.runner.Kick()
}

// location loads an IANA zone; empty or unknown means UTC, with an error for
// the unknown.
func location(zone string) (*time.Location, error) {
	if zone == "" {
		return time.UTC, nil
	}
	loc, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return time.UTC, fault.Field("zone", "The time zone %q is not known here. Use a name such as Europe/Berlin.", incident.CleanLine(zone, 60))
	}
	return loc, nil
}

// text gives a moment for a view: RFC 3339 in UTC, or "" where it is not set.
func text(t incident.Time) string { return t.String() }
