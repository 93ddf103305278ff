package nudge

// The ids of the actions.
const (
	Open         = "open"             // show the draft
	InternalOnly = "internal-only"    // no customer notices: the page is not told
	Snooze5      = "snooze-5"         // again in five minutes
	NothingNew   = "send-nothing-new" // send "nothing new", which makes the next promise
	Move         = "move"             // give the audience another time
	Answered     = "answered"         // close the task
	Extend10     = "extend-10"        // ten more minutes
	Drop         = "drop"             // nobody needs the task any more
	CopyQuestion = "copy-question"    // one written question, for the lead to paste
	Heard        = "heard"            // the lead knows: note what was heard
	Done         = "done"             // the need is met
	WhoCan       = "who-can"          // copy a question for somebody who can
	Decline      = "decline"          // close the need with a reason
	Answer       = "answer"           // send the update instead of the meeting
	Agenda       = "agenda"           // put it on the sync's agenda
	Hold         = "hold"             // hold it anyway, because …
	CopyShield   = "copy-shield"      // copy a message that sends questions to the lead
	Dismiss      = "dismiss"          // leave it be
	Noted        = "noted"            // the lead knows and plans for it
	Snooze60     = "snooze-60"        // again in an hour
)

func firstNoticeActions(subject) []Action {
	return []Action{{Open, "Open", "Enter"}, {InternalOnly, "Internal only", "i"}, {Snooze5, "5 min", "5"}}
}

func updateActions(s subject) []Action {
	actions := []Action{{Open, "Open", "Enter"}, {NothingNew, "Nothing new", "n"}}
	if s.promised {
		actions = append(actions, Action{Move, "Move", "m"})
	}
	return actions
}

func timeBoxActions(subject) []Action {
	return []Action{{Answered, "Answered", "Enter"}, {Extend10, "+10", "+"}, {Drop, "Drop", "d"}}
}

func checkInActions(s subject) []Action {
	var actions []Action
	if s.audience != "" {
		actions = append(actions, Action{NothingNew, `Send "nothing new"`, "Enter"})
	}
	return append(actions, Action{CopyQuestion, "Copy the question", "c"}, Action{Heard, "Heard", "h"})
}

func needActions(subject) []Action {
	return []Action{{Done, "Done", "Enter"}, {WhoCan, "Who can?", "w"}, {Decline, "Decline", "d"}}
}

func requestActions(s subject) []Action {
	actions := []Action{{Answer, "Answer with an update", "Enter"}}
	if s.sync {
		actions = append(actions, Action{Agenda, "Add to sync", "a"})
	}
	return append(actions, Action{Hold, "Hold", "h"})
}

func pileUpActions(subject) []Action {
	return []Action{{CopyShield, "Copy a shield message", "Enter"}, {Dismiss, "Dismiss", "d"}}
}

func longHoursActions(subject) []Action {
	return []Action{{Noted, "Noted", "Enter"}, {Snooze60, "1 h", "1"}}
}
