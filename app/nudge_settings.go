package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// tuning is what the lead set for the nudges on this laptop. The zero value is
// the default.
type tuning struct {
	Rules   nudge.Settings `json:"rules,omitempty"`
	Private bool           `json:"private,omitempty"` // banners without names
	Silent  bool           `json:"silent,omitempty"`  // no sound for a public promise at its time
	Quiet   *quietHours    `json:"quiet,omitempty"`   // nil is night
}

// quietHours are minutes after midnight; equal is none.
type quietHours struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// night is when nothing but a promise makes a banner: 22:00 to 07:00 on the
// laptop's clock.
var night = quietHours{From: 22 * 60, To: 7 * 60}

// tuningKey is the setting that holds it.
const tuningKey = "nudges"

func readTuning(s *store.Store) (tuning, error) {
	var t tuning
	text, set, err := s.Setting(context.Background(), tuningKey)
	if err == nil && set {
		err = json.Unmarshal([]byte(text), &t)
	}
	if err != nil {
		return tuning{}, fmt.Errorf("read how the nudges are tuned: %w", err)
	}
	return t, nil
}

func (t *tuning) quiet() quietHours {
	if t.Quiet == nil {
		return night
	}
	return *t.Quiet
}

func (t *tuning) options() nudge.Options {
	q := t.quiet()
	return nudge.Options{
		Private: t.Private, Sound: !t.Silent, Quiet: nudge.Hours{From: q.From, To: q.To, Zone: time.Local},
	}
}

// tune changes the settings, keeps them, and looks at the rules anew.
func (a *App) tune(change func(*tuning) error) error {
	if err := a.unusable(); err != nil {
		return err
	}
	a.runner.tune.Lock()
	defer a.runner.tune.Unlock()
	tuned := *a.runner.tuning.Load()
	if err := change(&tuned); err != nil {
		return err
	}
	text, err := json.Marshal(tuned)
	if err != nil {
		return err
	}
	if err := a.store.SetSetting(context.Background(), tuningKey, string(text)); err != nil {
		return err
	}
	a.runner.tuning.Store(&tuned)
	a.changed("", 0)
	return nil
}

// Rules gives every rule as it is set, and when banners may be shown.
func (n *Nudges) Rules() (view NudgeRulesView, err error) {
	defer caught(&err)
	a := n.app
	if err := a.unusable(); err != nil {
		return view, err
	}
	t := a.runner.tuning.Load()
	dismissed := a.runner.State().Dismissed
	view = NudgeRulesView{
		Private: t.Private, Sound: !t.Silent, QuietFrom: wall(t.quiet().From), QuietTo: wall(t.quiet().To),
		Rules: each(nudge.Rules(t.Rules), func(r nudge.Rule) RuleView {
			return RuleView{
				ID: r.ID, Name: r.Name, When: r.When, Says: r.Says, On: r.On, Minutes: r.Minutes, Playbook: r.Playbook, Least: r.Least, Most: r.Most,
				Dismissed: dismissed[r.ID], Offer: r.On && dismissed[r.ID] >= nudge.OfferAfter,
			}
		}),
	}
	return view, nil
}

// SetRule switches a rule on or off and sets its minutes; 0 is the playbook's.
func (n *Nudges) SetRule(rule string, on bool, minutes int) (err error) {
	defer caught(&err)
	return n.app.tune(func(t *tuning) error {
		rules, err := t.Rules.Tune(incident.At(n.app.now()), rule, on, minutes)
		t.Rules = rules
		return err
	})
}

// SetPrivate says whether banners leave out names and words of people.
func (n *Nudges) SetPrivate(on bool) (err error) {
	defer caught(&err)
	return n.app.tune(func(t *tuning) error { t.Private = on; return nil })
}

// SetSound says whether a public promise at its time may be heard.
func (n *Nudges) SetSound(on bool) (err error) {
	defer caught(&err)
	return n.app.tune(func(t *tuning) error { t.Silent = !on; return nil })
}

// SetQuiet sets the hours in which nothing but a promise makes a banner, as
// "22:00" and "07:00" on the laptop's clock; two equal times are none.
func (n *Nudges) SetQuiet(from, to string) (err error) {
	defer caught(&err)
	start, err := minuteOf("from", from)
	if err != nil {
		return err
	}
	end, err := minuteOf("to", to)
	if err != nil {
		return err
	}
	return n.app.tune(func(t *tuning) error { t.Quiet = &quietHours{start, end}; return nil })
}

func minuteOf(field, wall string) (int, error) {
	t, err := time.Parse("15:04", wall)
	if err != nil {
		return 0, fault.Field(field, "Give a time of day such as 22:00.")
	}
	return t.Hour()*60 + t.Minute(), nil
}

func wall(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// Preview gives what one rule would have said so far on an incident with the
// given minutes; 0 is the playbook's.
func (n *Nudges) Preview(id, rule string, minutes int) (said []SaidView, err error) {
	defer caught(&err)
	a := n.app
	alone, err := nudge.Settings{}.Tune(incident.Time{}, rule, true, minutes)
	if err != nil {
		return nil, err
	}
	for _, other := range nudge.Rules(nil) {
		if other.ID != rule {
			alone[other.ID] = nudge.Setting{Off: true}
		}
	}
	story, err := a.story(id)
	if err != nil {
		return nil, err
	}
	return each(nudge.Preview(incident.At(a.now()), story, alone), func(s nudge.Said) SaidView {
		return SaidView{Key: s.Key, At: text(s.From), Title: s.Title, Body: s.Body}
	}), nil
}

// History gives the nudge log of an incident: what was said, when, and what
// came of it; the oldest first.
func (n *Nudges) History(id string) (log []SpokenView, err error) {
	defer caught(&err)
	a := n.app
	story, err := a.story(id)
	if err != nil {
		return nil, err
	}
	spoken := nudge.Log(incident.At(a.now()), story, a.runner.tuning.Load().Rules)
	shown, err := a.store.Banners(context.Background(), each(spoken, func(s nudge.Spoken) string { return s.Key }))
	if err != nil {
		return nil, err
	}
	return each(spoken, func(s nudge.Spoken) SpokenView {
		banner := shown[s.Key]
		return SpokenView{
			Key: s.Key, Rule: s.Rule, Title: s.Title, Body: s.Body, Due: text(s.From),
			Shown: text(banner.First), Showings: banner.Showings,
			Outcomes: each(s.Outcomes, func(o nudge.Outcome) OutcomeView {
				return OutcomeView{Outcome: string(o.Outcome), Action: o.Action, At: text(o.At), Until: text(o.Until)}
			}),
		}
	}), nil
}

// story copies what the rules read of an incident, so that a replay keeps
// nobody waiting.
func (a *App) story(id string) (story nudge.Story, err error) {
	err = a.read(id, func(r *store.Room) error {
		story = nudge.Story{ID: r.ID, Number: number(r.Number), Records: append([]incident.Record(nil), r.Journal.Records()...)}
		return nil
	})
	return story, err
}
