package comms

// errorRules are about what does harm once it is read. What a rule is about
// stands in its reason, which is what the lead reads.
var errorRules = []rule{
	{
		id: "no-next-update", severity: LintError, audience: promising,
		reason: "An open update says by when the next one comes, as a time with its zone. People who know when they hear again do not ask.",
		find:   findNoNextUpdate, fix: fixNoNextUpdate,
	},
	{
		id: "next-update-past", severity: LintError, audience: promising,
		reason: "This time has passed, or is later than this audience expects to hear again.",
		find:   findNextUpdatePast, fix: fixNextUpdatePast,
	},
	{
		id: "placeholder", severity: LintError, audience: everyUpdate,
		reason: "A placeholder is left. Fill it in, or say that it is not known yet.",
		find:   findPlaceholder,
	},
	{
		id: "time-without-zone", severity: LintError, audience: everyUpdate,
		reason: "Readers are in several time zones.",
		find:   findTimeWithoutZone, note: noteTimeWithoutZone, fix: fixTimeWithoutZone,
	},
	{
		id: "person-or-handle", severity: LintError, audience: publicUpdates,
		reason: "Names of people stay inside. Outside, the company speaks.",
		find:   findPeople, fix: fixPeople,
	},
	{
		id: "internal-detail", severity: LintError, audience: publicUpdates,
		reason: "Host names, addresses and tickets mean nothing outside, and help an attacker.",
		find:   findInternalDetail,
	},
	{
		id: "own-word", severity: LintError, audience: publicUpdates,
		reason: "This is on your list of codenames and hosts. Say what it does for the reader.",
		find:   findOwnWord,
	},
	{
		id: "secret", severity: LintError, audience: everyUpdate,
		reason: "This looks like a key, a token or a password. Take it out, and have it replaced: it may have been read already.",
		find:   findSecrets, fix: fixSecret,
	},
	{
		id: "mail-address", severity: LintError, audience: publicUpdates,
		reason: "This mailbox is a person's. Give the one that everybody may write to.",
		find:   findMailAddress, fix: fixMailAddress,
	},
	{
		id: "customer-name", severity: LintError, audience: publicUpdates,
		reason: "This customer is on your list. Other customers need not know who is hit.",
		find:   findCustomer, fix: fixCustomer,
	},
	{
		id: "blame", severity: LintError, audience: everyUpdate,
		reason: "This puts the blame on somebody. Say what happened, not who did it.",
		find:   findBlame,
	},
	{
		id: "eta", severity: LintError, audience: publicUpdates,
		reason: "A time of recovery is a promise nobody can keep. Promise the next update instead.",
		find:   findEta, fix: fixSentence,
	},
	{
		id: "cause-early", severity: LintError, audience: investigating,
		reason: "A cause is named while the state is Investigating. Leave it out until it is confirmed, or go to Identified.",
		find:   findCauseEarly,
	},
	{
		id: "security-word", severity: LintError, audience: uncleared,
		reason: "Words about security have legal weight. Leave this out until legal has cleared it.",
		find:   findSecurityWord,
	},
	{
		id: "moved-back", severity: LintError, audience: everyUpdate, whole: true,
		reason: "The last update had come further. Say that it is reopened, so that nobody thinks of a mistake.",
		find:   findMovedBack, fix: fixMovedBack,
	},
	{
		id: "no-recovery", severity: LintError, audience: resolving, whole: true,
		reason: "Resolved is a label. Say that it was confirmed to work again.",
		find:   findNoRecovery,
	},
	{
		id: "no-data-statement", severity: LintError, audience: resolving, whole: true,
		reason: "Readers ask whether data was lost or exposed. Say so, or that it is still being checked.",
		find:   findNoDataStatement,
	},
	{
		id: "disagreement", severity: LintError, audience: everyUpdate, whole: true,
		reason: "Audiences read each other's updates. They have to agree on impact, start and severity.",
		find:   findDisagreement, note: noteDisagreement,
	},
}
