package app

import (
	"context"
	"encoding/json"
	"slices"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Audiences is the directory of audiences, which new incidents begin with, and
// how one incident differs from it.
type Audiences struct{ app *App }

const settingAudiences = "audiences"

// List gives the directory.
func (d *Audiences) List() (view AudiencesView, err error) {
	defer caught(&err)
	if err := d.app.unusable(); err != nil {
		return view, err
	}
	all, problem, err := d.app.audiences()
	if err != nil {
		return view, err
	}
	view = audiencesView(all, comms.Playbook())
	view.Problem = problem
	return view, nil
}

// Save keeps an audience for the incidents to come, and gives its id. One
// without an id is new. The fields of a fault are those of CheckAudiences.
func (d *Audiences) Save(audience AudienceForm) (id string, err error) {
	defer caught(&err)
	a := d.app
	if err := a.unusable(); err != nil {
		return "", err
	}
	all, _, err := a.audiences()
	if err != nil {
		return "", err
	}
	put := audience.read()
	if all, err = comms.PutAudience(all, put); err != nil {
		return "", err
	}
	return put.ID, a.keepAudiences(all)
}

// Remove takes an audience out of the directory. Incidents that have it keep it.
func (d *Audiences) Remove(id string) (err error) {
	defer caught(&err)
	a := d.app
	if err := a.unusable(); err != nil {
		return err
	}
	all, _, err := a.audiences()
	if err != nil {
		return err
	}
	if all, err = comms.DropAudience(all, id); err != nil {
		return err
	}
	return a.keepAudiences(all)
}

// Restore gives an audience of the playbook its form there again, and puts it
// back where it was removed. An empty id restores all of them; the user's own
// audiences stay.
func (d *Audiences) Restore(id string) (err error) {
	defer caught(&err)
	a := d.app
	if err := a.unusable(); err != nil {
		return err
	}
	all, _, err := a.audiences()
	if err != nil {
		return err
	}
	from := comms.DefaultAudiences()
	if id != "" {
		from = slices.DeleteFunc(comms.Playbook(), func(p comms.Audience) bool { return p.ID != id })
	}
	if len(from) == 0 {
		return fault.New(fault.NotFound, "The playbook has no audience of this name. Remove it, or change it here.")
	}
	return a.keepAudiences(comms.Restored(all, from))
}

// Of gives the audiences of one incident, and says which differ from the
// directory.
func (d *Audiences) Of(incidentID string) (view AudiencesView, err error) {
	defer caught(&err)
	if err := d.app.unusable(); err != nil {
		return view, err
	}
	all, _, err := d.app.audiences()
	if err != nil {
		return view, err
	}
	err = d.app.read(incidentID, func(r *store.Room) error {
		view = audiencesView(r.Comms.Audiences, all)
		return nil
	})
	return view, err
}

// Override gives one incident an audience in another form, or one more, and
// gives its id.
func (d *Audiences) Override(incidentID string, audience AudienceForm) (id string, err error) {
	defer caught(&err)
	put := audience.read()
	return put.ID, d.app.change(incidentID, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.ChangeAudience(st, put)
	})
}

// Drop takes an audience off one incident.
func (d *Audiences) Drop(incidentID, id string) (err error) {
	defer caught(&err)
	return d.app.change(incidentID, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.RemoveAudience(st, id)
	})
}

// audiences gives the directory. Where what is kept cannot be read, it is the
// playbook's, and the problem says so.
func (a *App) audiences() (all []comms.Audience, problem string, err error) {
	kept, set, err := a.store.Setting(context.Background(), settingAudiences)
	if err != nil || !set {
		return comms.DefaultAudiences(), "", err
	}
	if json.Unmarshal([]byte(kept), &all) == nil {
		if all, err = comms.CheckAudiences(all); err == nil {
			return all, "", nil
		}
	}
	return comms.DefaultAudiences(), "The audiences that were kept cannot be read. These are the playbook's; " +
		"what you change here takes their place.", nil
}

func (a *App) keepAudiences(all []comms.Audience) error {
	all, err := comms.CheckAudiences(all)
	if err != nil {
		return err
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if err := a.store.SetSetting(context.Background(), settingAudiences, string(text)); err != nil {
		return err
	}
	a.changed("", 0)
	return nil
}
