package comms

// warningRules are about what makes an update worse than it has to be.
var warningRules = []rule{
	{
		id: "relative-time", severity: LintWarning, audience: everyUpdate,
		reason: "Who reads this later cannot tell when it was. Add the time on the clock.",
		find:   findRelativeTime,
	},
	{
		id: "inconvenience", severity: LintWarning, audience: everyUpdate,
		reason: "“Any inconvenience” reads as if nobody had looked. Say what did not work for them, or leave it out.",
		find:   findInconvenience, fix: fixSentence,
	},
	{
		id: "speculation", severity: LintWarning, audience: everyUpdate,
		reason: "This is a guess. Say how sure you are (confidence low, medium or high), or leave it out.",
		find:   findSpeculation,
	},
	{
		id: "vendor-cause", severity: LintWarning, audience: publicUpdates,
		reason: "A vendor is named as the cause. Readers hold you to it, and so does the vendor.",
		find:   findVendorCause,
	},
	{
		id: "no-symptom", severity: LintWarning, audience: publicUpdates, whole: true,
		reason: "It does not say what fails for the reader: which action, and how.",
		find:   findNoSymptom,
	},
	{
		id: "no-scope", severity: LintWarning, audience: publicUpdates, whole: true,
		reason: "It does not say who or how many are affected, or that this is not known yet.",
		find:   findNoScope,
	},
	{
		id: "minimising", severity: LintWarning, audience: publicSEV1,
		reason: "At SEV1 this sounds smaller than it is to those who are hit. Give the number, or that it is not known.",
		find:   findMinimising,
	},
	{
		id: "absolute", severity: LintWarning, audience: widerUpdates,
		reason: "Nobody can promise this, and one counterexample makes the rest doubtful. Say what was seen.",
		find:   findAbsolute,
	},
	{
		id: "boilerplate", severity: LintWarning, audience: publicUpdates, whole: true,
		reason: "All of it could stand in any update. Add one thing that is known, or that is not.",
		find:   findAllBoilerplate,
	},
	{
		id: "same-as-last", severity: LintWarning, audience: everyUpdate, whole: true,
		reason: "Over 90 % of it is the last update again. Say what is new, or that nothing is.",
		find:   findSameAsLast,
	},
	{
		id: "jargon", severity: LintWarning, audience: widerUpdates,
		reason: "Not every reader knows this. Use plain words, or explain it once in brackets.",
		find:   findJargon,
	},
	{
		id: "too-long", severity: LintWarning, audience: everyUpdate, whole: true,
		reason: "Over 80 words are not read on a status page, over 120 not by executives. From here on it can go.",
		find:   findTooLong,
	},
	{
		id: "unconfirmed-impact", severity: LintWarning, audience: externalUpdates, whole: true,
		reason: "No impact on the outside is on record yet. Confirm it and state the impact, then post.",
		find:   findUnconfirmed,
	},
}
