package app

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/nudge"
)

var (
	simReport = flag.Bool("simulate", false, "print what the simulations came to")
	simSeeds  = flag.Int("seeds", 1, "how often every simulation is played, each time another way")
)

// scene is one incident, or several, to be played.
type simScene struct {
	name string
	zone string
	wall time.Time
	long time.Duration
	// open declares what is there at the beginning; every minute is played by
	// minute, which may be nil.
	open   func(*sim)
	minute func(s *sim, minute int)
}

var simScenes = []simScene{
	{"a quiet SEV1", "Europe/Berlin", simDay, 6 * time.Hour, openOne, nil},
	{"a storm of forty", "Europe/Berlin", simDay, 4 * time.Hour, openStorm, simNoise(30)},
	{"three at once", "Europe/Berlin", simDay, 6 * time.Hour, openThree, simNoise(8)},
	{"sleeps", "Europe/Berlin", simDay, 14 * time.Hour, openOne, simAll(simNoise(12), simSleeps)},
	{"clock steps", "Europe/Berlin", simDay, 14 * time.Hour, openOne, simAll(simNoise(12), simSteps)},
	{"restarts", "Europe/Berlin", simDay, 8 * time.Hour, openOne, simAll(simNoise(8), simRestarts)},
	{"all of it", "America/New_York", simDay, 16 * time.Hour, openThree, simAll(simNoise(8), simSleeps, simSteps, simRestarts)},
	{"the night that ends summer time", "Europe/Berlin", time.Date(2026, 10, 24, 18, 0, 0, 0, time.UTC), 14 * time.Hour, openOne, simNoise(15)},
	{"the night that begins summer time", "Europe/Berlin", time.Date(2026, 3, 28, 19, 0, 0, 0, time.UTC), 14 * time.Hour, openOne, simNoise(15)},
	{"a SEV1 of three days, two leads", "Europe/Berlin", simDay, 72 * time.Hour, openOne, simAll(simNoise(120), simTwoLeads)},
}

var simDay = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func openOne(s *sim) { s.declare("1", incident.SEV1) }

func openThree(s *sim) {
	for id, severity := range []incident.Severity{incident.SEV1, incident.SEV2, incident.SEV3} {
		s.declare(fmt.Sprint(id+1), severity)
	}
}

func openStorm(s *sim) {
	openOne(s)
	for i := range 40 {
		s.log("1", incident.NeedOpened{Text: fmt.Sprintf("access %d", i), For: "Ana"})
	}
}

// simAll plays several things in every minute.
func simAll(parts ...func(*sim, int)) func(*sim, int) {
	return func(s *sim, minute int) {
		for _, part := range parts {
			part(s, minute)
		}
	}
}

// simNoise writes to the log, once in so many minutes.
func simNoise(every int) func(*sim, int) {
	return func(s *sim, _ int) {
		if s.rnd.IntN(every) != 0 {
			return
		}
		who := []string{"Ana", "Ben", "Cem"}[s.rnd.IntN(3)]
		payloads := []incident.Payload{
			incident.Noted{Text: "seen"},
			incident.EvidenceLogged{Text: "seen"},
			incident.WhereReported{Workstream: []string{"Payments", "Carts"}[s.rnd.IntN(2)], Text: "at work"},
			incident.NeedOpened{Text: "access", For: who},
			incident.TaskAssigned{Person: who, Minutes: 5 + s.rnd.IntN(60), Text: "look"},
			incident.InterruptionLogged{Person: who, Minutes: 5, Text: "pinged by sales"},
			meeting.MeetingRequested{Text: "all hands", Minutes: 30, People: 5, Cost: 225},
		}
		s.log(s.order[s.rnd.IntN(len(s.order))], payloads[s.rnd.IntN(len(payloads))])
	}
}

func simSleeps(s *sim, _ int) {
	if s.rnd.IntN(90) == 0 {
		s.sleep(time.Duration(1+s.rnd.IntN(180)) * time.Minute)
	}
}

func simSteps(s *sim, _ int) {
	if s.rnd.IntN(120) == 0 {
		s.set(time.Duration(s.rnd.IntN(6*60)-3*60) * time.Minute)
	}
}

func simRestarts(s *sim, _ int) {
	if s.rnd.IntN(40) == 0 {
		s.restart(time.Duration(s.rnd.IntN(600)) * time.Second)
	}
}

func simTwoLeads(s *sim, minute int) {
	if minute%(12*60) == 0 {
		s.log("1", incident.RoleAssigned{Role: incident.Lead, Person: []string{"Lena", "Max"}[minute/(12*60)%2]})
	}
}

// TestSimulator plays every scene with every lead.
func TestSimulator(t *testing.T) {
	seeds := *simSeeds
	if os.Getenv("AIRCOVER_FULL") == "1" {
		seeds = max(seeds, 10)
	}
	scenes := slices.Clone(simScenes)
	if simShared() {
		for _, pm := range readPostmortems(t) {
			scenes = append(scenes, postmortemScene(pm))
		}
	}
	leads := []string{"everything", "half", "never"}
	for i, scene := range scenes {
		for j, lead := range leads {
			if underRace && (j != i%len(leads) || scene.long > 24*time.Hour) {
				continue // ten times as slow, and nothing more to race for
			}
			for seed := range seeds {
				t.Run(fmt.Sprintf("%s/%s/%d", scene.name, lead, seed), func(t *testing.T) {
					if !*simReport { // its lines stay in order
						t.Parallel()
					}
					synctest.Test(t, func(t *testing.T) { scene.play(t, lead, uint64(seed)) })
				})
			}
		}
	}
}

// simShared tells whether the real timelines can be asked for.
func simShared() bool {
	if _, named := os.LookupEnv("AIRCOVER_SHARED"); named {
		return true
	}
	_, err := os.Stat("../../shared")
	return err == nil
}

// postmortemScene plays a real timeline in its own time, pauses of more than
// six hours cut short.
func postmortemScene(pm postmortem) simScene {
	lines := slices.Clone(pm.lines)
	slices.SortStableFunc(lines, func(a, b timelineLine) int { return a.when.Compare(b.when) })
	at := map[int][]string{}
	minute := 0
	for i, line := range lines {
		if i > 0 {
			minute += int(min(line.when.Sub(lines[i-1].when), 6*time.Hour) / time.Minute)
		}
		at[minute] = append(at[minute], line.text)
	}
	return simScene{
		name: pm.name[:min(len(pm.name), 22)], zone: "UTC", wall: lines[0].when, long: time.Duration(minute+60) * time.Minute, open: openOne,
		minute: func(s *sim, minute int) {
			for _, text := range at[minute] {
				s.log("1", incident.Noted{Text: text})
			}
		},
	}
}

func (scene simScene) play(t *testing.T, lead string, seed uint64) {
	s := newSim(t, seed, simLeads[lead], scene.zone, scene.wall)
	scene.open(s)
	s.start()
	for minute := 0; s.boot() < scene.long; minute++ {
		if scene.minute != nil {
			scene.minute(s, minute)
		}
		off := time.Duration(0)
		if s.lead != (simLead{}) {
			off = time.Duration(s.rnd.IntN(60_000)) * time.Millisecond
			time.Sleep(off)
			s.react()
		}
		s.pass(time.Minute - off)
		if t.Failed() {
			break
		}
	}
	s.stop()
	line := s.report(scene.name + ", " + lead)
	if *simReport {
		fmt.Println(line)
	}
	t.Log(line)
	t.Log(s.ruleCounts())
}

// react is what the lead does in one minute.
func (s *sim) react() {
	s.mu.Lock()
	var due []nudge.Nudge
	for _, id := range s.order {
		due = append(due, nudge.Due(s.wall(), s.input(s.rooms[id]))...)
	}
	s.mu.Unlock()
	for _, n := range due {
		if s.rnd.IntN(3) != 0 {
			continue // not yet
		}
		switch x := s.rnd.Float64(); {
		case x < s.lead.does:
			s.act(n)
		case x < s.lead.does+s.lead.snoozes:
			s.settle(n, incident.Snoozed)
		case x < s.lead.does+s.lead.snoozes+s.lead.dismisses:
			s.settle(n, incident.Dismissed)
		default:
			continue
		}
		if err := s.runner.Confirm(s.t.Context(), []string{n.Key}); err != nil {
			s.t.Error(err)
		}
	}
}

func (s *sim) settle(n nudge.Nudge, outcome incident.Outcome) {
	s.do(n.Incident, func(r *simRoom, st incident.Stamp) ([]incident.Change, error) {
		until := incident.Time{}
		if outcome == incident.Snoozed {
			delete(s.overtaken, n.Key) // it was back
			until = st.Now.Add(time.Duration(5+10*s.rnd.IntN(2)) * time.Minute)
		}
		return r.incident.SettleNudge(st, n.Key, outcome, "", until), nil
	})
}

// act does what a nudge asks for.
func (s *sim) act(n nudge.Nudge) {
	s.do(n.Incident, func(r *simRoom, st incident.Stamp) ([]incident.Change, error) {
		var changes []incident.Change
		var err error
		switch n.Rule {
		case nudge.FirstNotice, nudge.Promise:
			next, _ := r.comms.NextUpdate(&r.incident, n.Audience, st.Now)
			return r.comms.MarkSent(st, &r.incident, comms.UpdateSent{
				Audience: n.Audience, State: comms.Investigating, Text: "We look into it.", Next: next,
			})
		case nudge.Need:
			changes, err = r.incident.MeetNeed(st, n.Subject, "")
		case nudge.Task:
			changes, err = r.incident.AnswerTask(st, n.Subject, "")
		case nudge.CheckIn:
			changes, err = r.incident.CheckIn(st, n.Subject, "", "")
		case nudge.Request:
			changes, err = r.meetings.SettleRequest(st, n.Subject, "answered", "")
		}
		return append(changes, r.incident.SettleNudge(st, n.Key, incident.Acted, "", incident.Time{})...), err
	})
}
