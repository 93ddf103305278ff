package nudge

// The ids of the rules.
const (
	FirstNotice = "first-notice"
	Promise     = "promise"
	Request     = "request"
	Need        = "need"
	Task        = "task"
	CheckIn     = "check-in"
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
}

// rules is the playbook, the most important first. The gaps leave room.
var rules = []rule{
	{id: FirstNotice, priority: 10, trigger: firstNotices, words: firstNoticeWords, actions: firstNoticeActions},
	{id: Promise, priority: 20, trigger: updates, words: updateWords, actions: updateActions},
	{id: Request, priority: 30, trigger: requests, words: requestWords, actions: requestActions},
	{id: Need, priority: 40, trigger: needs, words: needWords, actions: needActions},
	{id: Task, priority: 50, trigger: timeBoxes, words: timeBoxWords, actions: timeBoxActions},
	{id: CheckIn, priority: 60, trigger: checkIns, words: checkInWords, actions: checkInActions, silenced: boxed, one: true},
}

// publicFirst is how far what people outside wait for goes ahead of its rule.
const publicFirst = 5

// When the rules speak, in minutes before something is due.
const (
	noticeLead  = 1
	promiseLead = 5
	checkInLead = 10
)

// silentRhythms is how many times its rhythm a workstream may be silent before
// the lead is asked to check in, promise or not.
const silentRhythms = 2
