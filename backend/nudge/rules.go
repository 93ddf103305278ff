package nudge

// The ids of the rules.
const (
	FirstNotice = "first-notice"
	Promise     = "promise"
	Request     = "request"
	Need        = "need"
	Task        = "task"
	CheckIn     = "check-in"
	Interrupted = "interruptions"
	LongCommand = "long-command"
	LongShift   = "long-shift"
)

// rule is one line of the table: what it watches, what it says, what can be
// done about it, and what keeps it silent.
type rule struct {
	id       string
	priority int
	// trigger lists what the rule has to say, now or later, each with when.
	trigger func(in scene) []subject
	words   func(c clock, s subject) words
	actions func(s subject) []Action
	// silenced tells whether something else already covers the subject.
	silenced func(in scene, s subject) bool
	// one allows a single nudge of this rule in the whole incident at a time.
	one bool
	// name and when tell a person what the rule is; when says what the number
	// of the rule counts, where it has one that can be tuned.
	name, when string
	minutes    tunable
}

// tunable is the number of a rule in minutes: the playbook's, and within which
// bounds a lead may move it. The zero value is a rule without one.
type tunable struct{ playbook, least, most int }

// rules is the playbook, the most important first. The gaps leave room.
var rules = []rule{
	{
		id: FirstNotice, priority: 10, trigger: firstNotices, words: firstNoticeWords, actions: firstNoticeActions,
		name: "First public notice", when: "minutes before it is due", minutes: tunable{1, 1, 30},
	},
	{
		id: Promise, priority: 20, trigger: updates, words: updateWords, actions: updateActions,
		name: "Promises and updates", when: "minutes before a promise is due, and when it is", minutes: tunable{5, 1, 60},
	},
	{
		id: Request, priority: 30, trigger: requests, words: requestWords, actions: requestActions,
		name: "Meeting requests", when: "when one is entered",
	},
	{
		id: Need, priority: 40, trigger: needs, words: needWords, actions: needActions,
		name: "Open needs", when: "when a need has been open for as long as its severity allows",
	},
	{
		id: Task, priority: 50, trigger: timeBoxes, words: timeBoxWords, actions: timeBoxActions,
		name: "Time boxes", when: "when a task's time box ends",
	},
	{
		id: CheckIn, priority: 60, trigger: checkIns, words: checkInWords, actions: checkInActions, silenced: boxed, one: true,
		name: "Check-ins", when: "minutes before a promise that lacks fresh facts, or after long silence", minutes: tunable{10, 5, 60},
	},
	{
		id: Interrupted, priority: 70, trigger: pileUps, words: pileUpWords, actions: pileUpActions,
		name: "Interruptions pile up", when: "minutes in which three hit one responder", minutes: tunable{60, 15, 240},
	},
	{
		id: LongCommand, priority: 80, trigger: longCommand, words: longCommandWords, actions: longHoursActions,
		name: "Long in command", when: "minutes in command", minutes: tunable{4 * 60, 60, 24 * 60},
	},
	{
		id: LongShift, priority: 85, trigger: longShifts, words: longShiftWords, actions: longHoursActions,
		name: "Long shifts", when: "minutes that a responder is on", minutes: tunable{6 * 60, 60, 24 * 60},
	},
}

// publicFirst is how far what people outside wait for goes ahead of its rule.
const publicFirst = 5

// silentRhythms is how many times its rhythm a workstream may be silent before
// the lead is asked to check in, promise or not.
const silentRhythms = 2
