package app

import (
	"context"
	"os/user"
	"strings"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/store"
)

// People is the directory: everybody who was ever named, and the lead.
type People struct{ app *App }

// PersonView is one person of the directory.
type PersonView struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// suggestions is how many names a field offers.
const suggestions = 50

// List gives people whose name begins with prefix, the last named first.
func (p *People) List(prefix string) (people []PersonView, err error) {
	defer caught(&err)
	a := p.app
	if err := a.unusable(); err != nil {
		return nil, err
	}
	found, err := a.store.People(context.Background(), prefix, suggestions)
	if err != nil {
		return nil, err
	}
	return each(found, func(f store.Person) PersonView { return PersonView{Name: f.Name, Email: f.Email} }), nil
}

// SetEmail keeps the address at which a person gets invitations; "" forgets it.
func (p *People) SetEmail(name, email string) (err error) {
	defer caught(&err)
	a := p.app
	if err := a.unusable(); err != nil {
		return err
	}
	email = strings.TrimSpace(email)
	if email != "" && !meeting.ValidEmail(email) {
		return fault.Field("email", "%s is not an e-mail address. It needs one @ and a domain, such as ada@example.org.", incident.CleanLine(email, 80))
	}
	name, err = incident.OneLine("name", "name", name, incident.MaxName)
	if err != nil {
		return err
	}
	person, err := a.person(name)
	if err != nil {
		return err
	}
	person.Email, person.Seen = email, incident.At(a.now())
	if err := a.store.SavePerson(context.Background(), person); err != nil {
		return err
	}
	a.changed("", 0)
	return nil
}

// person looks somebody up by name; one who is not in the directory has only
// the name.
func (a *App) person(name string) (store.Person, error) {
	found, err := a.store.People(context.Background(), name, suggestions)
	for _, p := range found {
		if incident.SameName(p.Name, name) {
			return p, err
		}
	}
	return store.Person{Name: name}, err
}

// Forget takes a name out of the directory. What stands in a log stays there:
// that is redacted entry by entry.
func (p *People) Forget(name string) (err error) {
	defer caught(&err)
	a := p.app
	if err := a.unusable(); err != nil {
		return err
	}
	if err := a.store.ForgetPerson(context.Background(), name); err != nil {
		return err
	}
	a.changed("", 0)
	return a.store.Scrub(context.Background())
}

// Me gives the lead's own name, as it stands at what the lead writes.
func (p *People) Me() (name string, err error) {
	defer caught(&err)
	if err := p.app.unusable(); err != nil {
		return "", err
	}
	return p.app.me(), nil
}

// SetMe changes the lead's own name, for what is written from now on.
func (p *People) SetMe(name string) (err error) {
	defer caught(&err)
	a := p.app
	if err := a.unusable(); err != nil {
		return err
	}
	name, err = incident.OneLine("name", "name", name, incident.MaxName)
	if err != nil {
		return err
	}
	if err := a.store.SetSetting(context.Background(), settingMe, name); err != nil {
		return err
	}
	a.remember(name)
	a.changed("", 0)
	return nil
}

const settingMe = "me"

// me is the lead's name: as set, else that of the account.
func (a *App) me() string {
	if name, ok, err := a.store.Setting(context.Background(), settingMe); err == nil && ok {
		return name
	}
	return accountName()
}

// accountName is the full name of the account that runs the app.
func accountName() string {
	account, err := user.Current()
	if err != nil {
		return "Incident lead"
	}
	for _, name := range []string{account.Name, account.Username} {
		name, _, _ = strings.Cut(name, ",") // Unix keeps room and phone behind commas
		if name = incident.CleanLine(name, incident.MaxName); name != "" {
			return name
		}
	}
	return "Incident lead"
}

// remember keeps a name in the directory as it is first named. That this fails
// must not fail what the person did: the name stands in the journal.
func (a *App) remember(names ...string) {
	var named []string
	for _, name := range names {
		if name != "" {
			named = append(named, name)
		}
	}
	if len(named) == 0 {
		return
	}
	if err := a.store.RememberPeople(context.Background(), named, incident.At(a.now())); err != nil {
		a.log.Load().write("people", err)
	}
}
