package comms

import (
	"regexp"
	"slices"
	"strings"
)

var (
	causeNamed = regexp.MustCompile(`(?i)\b(?:caused by|due to\b|because of|owing to\b|as a result of|result(?:ed|ing) from|stem(?:s|med|ming)? from|triggered by|traced (?:back )?to|attributed to|` +
		`originat(?:es?|ed|ing) (?:in|from|with)|(?:the |root |likely |underlying |main |direct )*cause(?: of (?:this|the|these) [\w ]{1,40}?)?(?: is| was|:|(?: has| have) been (?:identified|traced|found|confirmed)))`)
	// noCause follows a phrase that turns out to name no cause.
	noCause = regexp.MustCompile(`(?i)^[ *_]*(?:(?:still |currently |as |yet |being )*(?:not|unknown|unclear|under|being|investigat\w*|looked|sought|unconfirmed|undetermined|to be|n['’]t|TBD)\b|n['’]t\b|` +
		`(?:(?:an?|the|this|that|these|those|our|its|their|current|ongoing|recent|previous|earlier|above|same|reported) )*(?:incident|outage|issues?|problems?|disruption|degradation|maintenance|situation|errors?|failures?|impact|it|that|high (?:demand|volume of (?:calls|requests|tickets)))(?:\s*$|[.,;:)*]| and\b| which\b| has\b| is\b| we\b|\n))`)
	// askedCause stands in front of a cause that is asked for or ruled out.
	askedCause = regexp.MustCompile(`(?i)\b(?:whether|if|not|n['’]t|no|never|without|unclear|unknown|ruled out|nor|determine|investigating|find out|looking for|identify) (?:[\w’']+ ){0,6}$`)
)

// findCauseEarly finds a cause that is named while the state says that it is
// still looked for.
func findCauseEarly(d *document) []span {
	var out []span
	for _, at := range d.spans(causeNamed, words("cause due owing result stem trigger trace attribut originat")) {
		s := d.sentenceSpan(d.sentence(at.start))
		if noCause.MatchString(head(d.text[at.end:s.end], nearby)) || askedCause.MatchString(d.text[max(s.start, at.start-mostLead):at.start]) {
			continue
		}
		out = append(out, at)
	}
	return out
}

// whatIsKept is what an exposure or a leak is of.
const whatIsKept = `(?:data|information|records|credentials|passwords?|tokens?|keys|e-?mails?|addresses|details|accounts|files|messages|documents|backups?)`

var (
	securityWord = regexp.MustCompile(`(?i)\b(?:security|privacy|cyber(?:[ -]?security)?)[ -](?:incidents?|breach(?:es)?|issues?|problems?|events?|vulnerabilit(?:y|ies)|holes?|flaws?|concerns?|threats?|compromise|impact|implications?|risks?|attacks?|violations?)\b|` +
		`\b(?:data |personal[- ]data |privacy )?(?:breach(?:es|ed|ing)?|leak(?:s|ed|ing|age|ages)?)\b|\bexfiltrat\w+|\bhack(?:ed|ers?|ing)\b|\bintru(?:ders?|sions?)\b|\bunauthori[sz]ed(?: \w+)? (?:access|use|party|parties|persons?|users?|actors?|third part(?:y|ies))\b|` +
		`\b(?:malware|ransomware|phish(?:ed|ing)|zero[- ]day|spyware|botnet)\b|\b(?:cyber|DDoS|denial[- ]of[- ]service|brute[- ]force|malicious)[ -]?attack(?:s|ers?)?\b|\bD?DoS\b|\b(?:threat|bad|malicious) actors?\b|\battackers?\b|\bmalicious\b|` +
		`\b(?:was|were|been|being|is|are) (?:\w+ )?(?:compromised|stolen)\b|\bcompromised? (?:\w+ )?(?:accounts?|credentials|tokens?|keys|systems?|servers?|data)\b|\bvulnerabilit(?:y|ies)\b|\bCVE-\d{4}-\d+\b|` +
		`\b` + whatIsKept + ` (?:\w+ ){0,4}(?:exposed|visible to (?:other|others|unauthori[sz]ed|third))\b|\bexpos(?:ed|es|ing|ure of) (?:\w+ ){0,3}` + whatIsKept + `\b`)
	securityHint = words("secur priva cyber breach leak exfiltr hack intru unauthor malware ransom phish zero spyware botnet attack dos malicious actor comprom stolen vulnerab cve- expos visible")
	// ordinaryLeak stands in front of "leak" where no data gets out.
	ordinaryLeak = regexp.MustCompile(`(?i)\b(?:memory|connections?|resources?|handles?|descriptors?|goroutines?|threads?|sockets?|heap|water|gas|coolant|file[- ]descriptor|session|pool|object|buffer)[- ]$`)
	// ordinaryBreach stands around "breach" where a number was passed.
	ordinaryBreach = regexp.MustCompile(`(?i)\b(?:SLAs?|SLOs?|thresholds?|limits?|quotas?|budgets?|targets?|alarms?|timeouts?|contracts?)\b`)
	// leakOf follows "leak" where no data gets out.
	leakOf = regexp.MustCompile(`(?i)^(?: (?:of|in|the|our|a))* (?:memory|connections?|resources?|file handles?|handles?|descriptors?|goroutines?|threads?|sockets?|pool|heap)\b`)
	// noClaim stands in front of an exposure that is denied or asked about,
	// which a statement on data has to be able to do.
	noClaim = regexp.MustCompile(`(?i)\b(?:no|not|never|none of|without|whether|if any|n['’]t)\b[^.;]*$`)
)

// findSecurityWord finds what counsel has to clear before it is said.
func findSecurityWord(d *document) []span {
	var out []span
	ofMemory := strings.Contains(d.lower, "memory leak")
	for _, at := range d.spans(securityWord, securityHint) {
		s := d.sentenceSpan(d.sentence(at.start))
		said, lead := d.lower[at.start:at.end], d.text[s.start:at.start]
		switch {
		case d.inLink(at.start),
			strings.HasPrefix(said, "leak") && (ofMemory || ordinaryLeak.MatchString(head(lead[max(0, len(lead)-30):], 30)) || leakOf.MatchString(head(d.text[at.end:s.end], nearby))),
			strings.HasPrefix(said, "breach") && ordinaryBreach.MatchString(d.text[max(s.start, at.start-30):min(s.end, at.end+30)]),
			said == "dos" && d.text[at.start:at.end] != "DoS",
			(strings.Contains(said, "expos") || strings.Contains(said, "visible to")) && noClaim.MatchString(lead[max(0, len(lead)-mostLead):]+d.text[at.start:at.end]):
			continue
		}
		out = append(out, at)
	}
	return out
}

// step is the place in the order of the public states; -1 for none.
func (p PublicState) step() int { return slices.Index(PublicStates, p) }

var backWords = regexp.MustCompile(`(?i)\bre-?open(?:s|ed|ing)?\b|\b(?:is|are|has come|have come|came|comes) back(?: after\b| again\b|[.,;:!]|$)|\b(?:has|have) (?:returned|recurred|reappeared|resurfaced)\b|\brecurr(?:s|ed|ing|ence)\b|` +
	`\b(?:back|return(?:ed|ing)?) to (?:investigating|identified|monitoring)\b|\b(?:happening|occurring|failing|seeing \w+(?: \w+){0,4}) again\b`)

// findMovedBack asks for a word of it where the state goes back.
func findMovedBack(d *document) []span {
	if !d.ctx.MovedBack() || d.has(backWords, words("open back return recurr appear surfac again")) {
		return nil
	}
	return []span{{0, 0}}
}

func fixMovedBack(d *document, _ span) (edit, bool) {
	return edit{text: "Reopened: we had reported this as " + string(d.ctx.LastState) + ". ", label: "Say that it is reopened"}, true
}

var (
	recovery = regexp.MustCompile(`(?i)\b(?:recover(?:ed|y)|restored|back to normal|returned to normal|(?:return|back) to (?:full|normal|regular)|fully (?:operational|functional|available)|(?:operating|working|functioning|running|processing|performing|succeeding|operational|completing) (?:normally|as (?:expected|usual)|again|correctly)|(?:works?|operates?) (?:again|normally|as (?:expected|usual))|` +
		`healthy|(?:is|are|was|were|been) (?:fully )?(?:mitigated|remediated|fixed|operational|stable)|we (?:mitigated|remediated|fixed|confirmed|verified)|mitigated (?:by|at|the|this)|no longer (?:\w+ ){0,3}(?:fail\w*|see\w*|affect\w*|impact\w*|experienc\w*|occur\w*|happen\w*|present)|normal (?:operations?|service|levels?|performance) (?:has|have|was|were|is|are|resumed)|resumed normal)`)
	recoveryDenied = regexp.MustCompile(`(?i)\b(?:not|n['’]t|never|until|once|awaiting|towards?|before|working on|when) (?:\w+ ){0,4}$`)
)

// findNoRecovery is about an update that says Resolved.
func findNoRecovery(d *document) []span {
	confirms := func(at span) bool {
		s := d.sentenceSpan(d.sentence(at.start))
		return !recoveryDenied.MatchString(d.text[max(s.start, at.start-mostLead):at.start])
	}
	if d.first(confirms, recovery, words("recover restor normal fully again expected usual correct health mitigat remedi fixed operational stable confirm verif longer resumed")) {
		return nil
	}
	return missing(d)
}

var onData = regexp.MustCompile(`(?i)\b(?:data|records|messages|events|payments|orders|transactions|jobs|content|repositories|commits|files|information)\b(?:[ ,/\w’'-]{0,80}?)\b(?:los[st]|loss|losing|exposed|exposure|corrupt\w*|intact|safe|deleted|missing|affected|unaffected|impacted|preserved|recovered|restored|replayed|durab\w+|leaked|accessed|at risk)\b|` +
	`\b(?:lost|loss of|exposed|exposure of|corrupt\w*|corruption of|deleted|affect\w*|impact\w*|restored|recovered)(?: [\w’'-]+){0,5} (?:data|records|messages|payments|orders|transactions|content|information)\b|\b(?:for|on|about) (?:\w+ ){0,2}data\b|\bdata: \w`)

// findNoDataStatement is about an update that says Resolved.
func findNoDataStatement(d *document) []span {
	if d.has(onData, words("data record message event payment order transaction job content repositor commit file information")) {
		return nil
	}
	return missing(d)
}

// missing is the place of what a text does not say: its end.
func missing(d *document) []span {
	end := len(strings.TrimRight(d.text, " \t\n"))
	return []span{{end, end}}
}
