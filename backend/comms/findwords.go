package comms

import (
	"regexp"
	"strings"
)

// fixSentence takes the whole sentence out.
func fixSentence(d *document, at span) (edit, bool) {
	sentence := d.sentenceSpan(d.sentence(at.start))
	for sentence.end > at.end && d.text[sentence.end-1] == '\n' {
		sentence.end-- // the line stays a line
	}
	return edit{span: sentence, label: "Remove the sentence"}, sentence.end >= at.end
}

var placeholder = regexp.MustCompile(`\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{1,80}\}|%[A-Z_]{3,}%|` +
	`\b(?:TBD|TBC|TBA|TODO|FIXME|X{3,}|HH:MM|hh:mm|YYYY|DD/MM)\b|\?\?:\?\?|\?{3,}|_{3,}|` +
	`(?i:\blorem ipsum\b)|` +
	`\[(?:\.{2,}|…|\?+|_+|-+)\]|` +
	`[\[<](?i:insert|enter|your|add|fill|time|date|name|link|url|service|component|product|region|number|eta|impact|scope|symptom|workaround|description|details?|who|what|when|where)(?:[ _-][^\[\]<>\n]{0,60})?[\]>]`)

// findPlaceholder leaves alone what is a Markdown link: [name](address).
func findPlaceholder(d *document) []span {
	var out []span
	for _, at := range d.spans(placeholder, words("{{ ${ % tb todo fixme xxx hh:mm yyyy dd/mm ?? __ lorem [ <")) {
		if _, behind := d.around(at); behind != '(' && !d.inLink(at.start) {
			out = append(out, at)
		}
	}
	return out
}

// misdeed is what they are blamed for.
const misdeed = `(?:failed to|forgot(?:ten)?|neglected to|should(?: not|n['’]t)? have|accidentally|mistakenly|carelessly|wrongly|messed up|screwed up|broke|caused)`

// someone is who gets blamed.
const someone = `(?:(?:an?|the|our|one|some|another|this|that) )?(?:\w+ )?(?:engineers?|developers?|operators?|teams?|employees?|staff|admins?|administrators?|` +
	`vendors?|suppliers?|providers?|partners?|contractors?|colleagues?|technicians?|interns?|someone|somebody|he|she)`

var (
	blameError = regexp.MustCompile(`(?i)\b(?:human|operator|user|personnel|pilot)[ -](?:error|mistake|failure)s?\b`)
	blameDoer  = regexp.MustCompile(`(?i)\b` + someone + `(?: has| have| had)? ` + misdeed + `\b`)
	blameBy    = regexp.MustCompile(`(?i)\b(?:(?:mistakes?|blunders?|oversights?|carelessness|negligence|incompetence) (?:(?:made|caused|introduced) )?|errors? (?:made|caused|introduced) )(?:by|on the part of)\b(?: (?:an?|the|our|one of))?`)
	blameWord  = regexp.MustCompile(`(?i)\b(?:is|are|was|were) (?:to blame|at fault|careless|negligent)\b|\b(?:fault|negligence) of (?:an?|the|our) (?:\w+ )?(?:engineer|team|vendor|supplier|provider|operator|developer)s?\b|` +
		`\bblam(?:e|es|ed|ing)\b|\bfat[- ]finger(?:ed|ing)?\b|\bbotched\b`)

	someoneHint = words("engineer develop operator team employee staff admin vendor supplier provider partner contractor colleague technician intern some he")
	misdeedHint = words("fail forgot neglect should accident mistaken careless wrong messed screwed broke caused")
)

// findBlame also reports a person of the incident who "failed to".
func findBlame(d *document) []span {
	out := d.spans(blameError, words("error mistake failure"), words("human operator user personnel pilot"))
	out = append(out, d.spans(blameDoer, someoneHint, misdeedHint)...)
	for _, at := range d.spans(blameBy, words("mistake error blunder oversight careless neglig incompet"), words("by part")) {
		if !machineMade.MatchString(head(d.text[at.end:], 80)) {
			out = append(out, at)
		}
	}
	for _, at := range d.spans(blameWord, words("blam fault careless neglig finger botched")) {
		if !strings.HasSuffix(d.lower[:at.start], "git ") { // the command
			out = append(out, at)
		}
	}
	if !misdeedHint.in(d.lower) {
		return out
	}
	for _, at := range findPeople(d) {
		if m := personFailed.FindString(head(d.text[at.end:], 40)); m != "" {
			out = append(out, span{at.start, at.end + len(m)})
		}
	}
	return out
}

var (
	personFailed = regexp.MustCompile(`(?i)^(?: has| had)? ` + misdeed + `\b`)
	// machineMade follows "errors caused by" where no person is meant.
	machineMade = regexp.MustCompile(`(?i)^ (?:(?:an?|the|our|this|that|its|one of) )?(?:\w+[ -]){0,3}(?:servers?|services?|database|databases|certificates?|config(?:uration)?s?|deploy(?:ment)?s?|releases?|change|changes|` +
		`cach(?:e|es)|nodes?|clusters?|network|timeouts?|load|traffic|bugs?|upgrades?|migrations?|requests?|clients?|browsers?|queues?|dns|api|storage|memory|disk|hardware|outage|failover|high|increased|exceeding|\d+)\b`)
)

const (
	recovered = `(?:resolved|fixed|restored|recovered|back(?: up| online| to normal| in service)?|up(?: again| and running)?|operational|available(?: again)?|solved|repaired|completed?|working(?: again)?)`
	soonWords = `(?:by|within|in (?:the )?(?:next|coming|morning|afternoon|evening|about|around|under|less|\d|an? (?:hour|minute|day|few|couple|moment)|one|two|three)|before|at \d|soon|shortly|momentarily|tonight|tomorrow|today|this (?:morning|afternoon|evening))`
)

var eta = regexp.MustCompile(`\bETAs?\b|(?i:\be\.t\.a\.|\bestimated (?:time|times|date)(?: of| to| for)? (?:\w+ )?(?:resolution|recovery|repair|restoration|fix|resolve|recover|fixed|completion)\b|` +
	`\b(?:expect(?:ed|s)?|anticipate[ds]?|hope|aim|plan|should|will|going|likely|estimate[ds]?)(?:[ \w’']{0,60}?) ` + recovered + ` (?:\w+ )?` + soonWords + `|` +
	`\b(?:expect|anticipate|estimate|foresee|aim for|hope for) (?:an? |the |full |complete |to (?:have |see )?)*(?:fix|recovery|resolution|restoration|repair|resolve|recover|restore|service)(?:[ \w’']{0,40}?) ` + soonWords + `|` +
	`\b(?:resolution|recovery|restoration|a fix|the fix) (?:is |are )?(?:expected|anticipated|estimated|due)(?: to \w+)? ` + soonWords + `|` +
	`\bwill (?:fix|resolve|restore|recover|repair)(?:[ \w’']{0,40}?) ` + soonWords + `)`)

var (
	etaHint      = words("eta e.t.a estimat expect anticipat hope aim plan should will going likely foresee due")
	recoveryHint = words("eta e.t.a resol fix restor recover back up operational available solv repair complet working service")
)

// noReach is how many bytes in front of an estimate a "no" may stand.
const noReach = 60

// noEstimate says that there is none, which is allowed.
var noEstimate = regexp.MustCompile(`(?:\bno|\bnot|n['’]t|\bwithout)(?: \w+){0,4} $`)

// findEta leaves alone what is said of the next update, and that there is no
// estimate.
func findEta(d *document) []span {
	var out []span
	for _, at := range d.spans(eta, etaHint, recoveryHint) {
		sentence := d.sentenceSpan(d.sentence(at.start))
		at.end = min(at.end, sentence.end)
		words := d.lower[at.start:at.end]
		if strings.Contains(words, "update") || strings.Contains(words, "report back") || noEstimate.MatchString(d.lower[max(sentence.start, at.start-noReach):at.start]) {
			continue
		}
		out = append(out, at)
	}
	return out
}

var relativeTime = regexp.MustCompile(`(?i)\b(?:with)?in (?:about |around |approximately |roughly |another |the next |the coming |less than |under )?(?:\d+(?:\s?(?:-|–|to)\s?\d+)?|an?|the next|the coming|one|two|three|four|five|ten|fifteen|twenty|thirty|a few|a couple of|few|half an|several)[ -]?(?:minutes?|mins?|hours?|hrs?|days?)\b|` +
	`\b(?:\d+|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|a few|several|half an) (?:minutes?|mins?|hours?|hrs?|days?) ago\b|` +
	`\b(?:as soon as possible|as soon as|very soon|soon|shortly|momentarily|imminently|asap|recently|earlier today|later today|tonight|tomorrow|yesterday|just now|in a (?:moment|while|bit)|(?:earlier |later )?this (?:morning|afternoon|evening))\b`)

var relativeHint = words("min hour hr day soon shortly moment imminent asap recent tonight tomorrow just while bit morning afternoon evening")

// fromEvent follows a time that is counted from something else than the reading.
var fromEvent = regexp.MustCompile(`^ (?:of|after|before|from) `)

// findRelativeTime is content where the sentence also gives a clock time.
func findRelativeTime(d *document) []span {
	withClock := make([]bool, len(d.ends))
	for _, c := range d.clocks {
		withClock[d.sentence(c.start)] = true
	}
	var out []span
	for _, at := range d.spans(relativeTime, relativeHint) {
		if !withClock[d.sentence(at.start)] && !strings.EqualFold(d.text[at.start:at.end], "as soon as") && !fromEvent.MatchString(head(d.text[at.end:], nearby)) {
			out = append(out, at)
		}
	}
	return out
}

var inconvenience = regexp.MustCompile(`(?i)\b(?:any|the|this|all|your) (?:\w+ )?inconveniences?\b|\binconveniences? caused\b`)

func findInconvenience(d *document) []span { return d.spans(inconvenience, words("inconvenience")) }
