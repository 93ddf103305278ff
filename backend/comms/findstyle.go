package comms

import (
	"regexp"
	"strings"
)

var (
	speculation = regexp.MustCompile(`(?i)\b(?:might|probabl[ey]|perhaps|presumably|possibly|supposedly|apparently|(?:most |very |quite )?likely|we (?:think|believe|suspect|assume|guess)|(?:is|are) (?:believed|thought|suspected|assumed) to|suspected|seems? to|appears? to|could be (?:a|an|the|caused|related|due)|may be (?:caused|related|due))\b`)
	confidence  = regexp.MustCompile(`(?i)\bconfiden(?:ce|t)\b|\bunconfirmed\b|\bnot (?:yet )?(?:been )?(?:confirmed|verified|certain|sure)\b|\b\d{1,3} ?(?:%|percent) (?:sure|certain|likely)\b|\bhypothes[ie]s\b|\bto be (?:confirmed|verified)\b|\bunlikely\b`)
)

// looksSo is how something looks to the reader, which is no guess.
var looksSo = regexp.MustCompile(`(?i)\b(?:may|would|will|might|could|can|which) (?:appear|seem)s? to$`)

// findSpeculation is content where the sentence says how sure we are.
func findSpeculation(d *document) []span {
	var out []span
	for _, at := range d.spans(speculation, words("might probab perhaps presum possib suppos apparent likely we suspect believed thought assumed seem appear could may")) {
		s := d.sentenceSpan(d.sentence(at.start))
		if !confidence.MatchString(d.near(at)) && !looksSo.MatchString(d.text[max(s.start, at.start-mostLead):at.end]) {
			out = append(out, at)
		}
	}
	return out
}

var (
	symptomHint = words(`fail error unable cannot can't can’t not slow delay degrad down out unavail timeout time miss lost los wrong stale broken break problem stuck crash reject declin interrupt drop disrupt elevat increas laten issue trouble unrespons date
		respon hang queue block incorrect duplicat inaccess bounce stop intermit impact affect experienc empty blank late refus expire loop wait late see`)
	symptom = regexp.MustCompile(`(?i)\b(?:fail(?:s|ed|ing|ures?)?|errors?|errored|unable|cannot|could not|can['’]?t|couldn['’]?t|(?:do|does|did|is|are|was|were|may|will|would) not (?:be |been )?(?:\w+)|(?:do|does|did|is|are|was|were)n['’]t (?:\w+)|unresponsive|out of date|(?:issues?|problems?|trouble) (?:loading|opening|accessing|creating|starting|using)|not (?:working|loading|able|available|responding|accessible|showing|sending|arriving|receiv\w+|process\w+)|` +
		`slow(?:er|ly|ness|s|ed)?|delay(?:s|ed|ing)?|degrad\w+|(?:is|are|was|were|went|goes) (?:\w+ )?(?:down|offline|out|late|empty|blank|wrong|stale|missing|stuck|lost)|outages?|unavailab\w+|inaccessib\w+|time(?:d|s)? ?outs?|timing out|miss(?:es|ing)|lost|los(?:e|es|ing)|wrong(?:ly)?|incorrect\w*|stale|broken|breaks?|stuck|` +
		`crash\w*|reject\w*|declin\w+|interrupt\w*|drop(?:s|ped|ping)|disrupt\w*|elevated|increased (?:\w+ )?(?:latency|rates?|times?|failures?)|latency|latencies|hang(?:s|ing)?|queu(?:ed|ing|es?) up|backlog|block(?:ed|s|ing)|duplicat\w+|bounc\w+|stop(?:s|ped)|refus\w+|expired?|response times|wait(?:s|ing)? (?:times?|longer))\b`)
)

// notSymptom is what we do not do, and not the service.
var notSymptom = regexp.MustCompile(`(?i)not (?:yet |be |been )?(?:know|known|confirmed|affected|impacted|needed|measured|have|see|include|clear)$|n['’]t (?:know|have|see)$`)

func findNoSymptom(d *document) []span {
	says := func(at span) bool { return !notSymptom.MatchString(d.text[at.start:at.end]) }
	if d.first(says, symptom, symptomHint) {
		return nil
	}
	return missing(d)
}

var scope = regexp.MustCompile(`(?i)\b(?:users?|customers?|clients?|everyone|everybody|nobody|people|merchants?|organi[sz]ations|enterprises?|teams|subscribers?|members|accounts|repositories|cards|orders|shops|sites|tenants|visitors|callers|patients|students|employees|developers?|owners|admin\w*|readers|regions?|countr(?:y|ies)|data ?cent(?:er|re)s?|worldwide|globally|global|` +
	`europe\w*|asia\w*|americas?|africa\w*|australia\w*|EU|US|UK|APAC|EMEA|(?:us|eu|ap|sa|ca|me|af|uk)-\w+(?:-\d)?|(?:north|south|east|west|central)(?:ern)?[ -]?(?:us|europe|asia|america|india|uk|region)|` +
	`all|some|most|many|few|several|only|none|every|each|half|quarter|third|majority|subset|portion|percentage|fraction|multiple|number of|how many|limited to|affected: \S+|not affected)\b|\d ?%|\d percent\b`)

func findNoScope(d *document) []span {
	if scope.MatchString(d.text) {
		return nil
	}
	return missing(d)
}

var (
	minimising = regexp.MustCompile(`(?i)\b(?:some|a few|few|several|certain|a (?:small|limited) (?:number|subset|portion|percentage|fraction|group|share)(?: of)?(?: our| the)?|a (?:handful|subset|minority|couple) of(?: our| the)?|(?:very )?few of(?: our| the)?)(?: \w+)? (?:users?|customers?|clients?|people|merchants?|orders?|requests?|transactions?|calls?|jobs|organi[sz]ations?|accounts?|regions?)\b|` +
		`\b(?:intermittent(?:ly)?|sporadic(?:ally)?|occasional(?:ly)?|minor|minimal|slight(?:ly)?|brief(?:ly)?|small|momentar(?:y|ily)|isolated|limited impact|a bit|somewhat|hiccups?|glitch(?:es)?|blips?|just a|only a)\b`)
	minimisingHint = words("some few several certain small limited impact handful subset minority couple intermit sporad occasion minor minim slight brief momentar isolated just hiccup glitch blip only")
)

func findMinimising(d *document) []span { return d.spans(minimising, minimisingHint) }

var (
	absolute = regexp.MustCompile(`(?i)\b(?:fully|completely|entirely|totally|permanently|always|guarante(?:e|es|ed|eing)|never(?: ever)?(?: happen)? again|(?:will|can|could|would|does) never|(?:will|won['’]t|cannot|can['’]t)(?: not)? (?:happen|occur|recur) again|once and for all|without exception|beyond doubt|100 ?(?:%|percent) (?:available|operational|healthy|back|resolved|recovered|certain|sure|safe|secure|fixed|uptime|reliable|functional|working)|flawless(?:ly)?|impossible|(?:absolutely|perfectly) \w+|under no circumstances|no risk)(?:\W|$)`)
	// notAbsolute stands in front of an absolute that is taken back.
	notAbsolute = regexp.MustCompile(`(?i)\b(?:not|n['’]t|until|once|before|when|if|whether|never|cannot|as soon as|nor|without|should|expect\w*|almost|nearly|continues? to|continuing to|working (?:hard )?to|confirm\w*|ensure|hope|still) (?:[\w’']+ ){0,4}$|\bto $`)
	// stillLoss follows an absolute that describes what does not work.
	stillLoss = regexp.MustCompile(`(?i)^ ?(?:unavailable|down|offline|unable|fail\w*|inaccessible|unresponsive|broken|block\w*|stop\w*|new)\b`)
)

func findAbsolute(d *document) []span {
	var out []span
	for _, at := range d.spans(absolute, words("fully complet entire total permanent always guarant again never once exception doubt 100 flawless impossible absolute perfect circumst risk")) {
		at.end = at.start + len(strings.TrimRight(d.text[at.start:at.end], " \t\n.,;:!?*)”\"’'"))
		s := d.sentenceSpan(d.sentence(at.start))
		if !notAbsolute.MatchString(d.text[max(s.start, at.start-mostLead):at.start]) && !stillLoss.MatchString(head(d.text[at.end:s.end], nearby)) {
			out = append(out, at)
		}
	}
	return out
}

var (
	acronym = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,5}s?\b`)
	jargon  = regexp.MustCompile(`(?i)\b(?:failover|failing over|p(?:50|90|95|99|999)|OOM(?:[- ]?kill\w*)?|pods?|k8s|kubernetes|shard(?:s|ed|ing)?|replicas?|cron ?jobs?|mutex|deadlocks?|goroutines?|garbage collection|race condition|canary|feature flags?|load balancers?|ingress|egress|` +
		`kafka|redis|memcached?|etcd|upstreams?|downstreams?|runbooks?|post-?mortem|blast radius|thundering herd|noisy neighbou?r|split[- ]brain|circuit breakers?|back-?pressure|throttl(?:ed|ing)|5xx|4xx|5\d\ds|HTTP [45]\d\d)\b`)
	jargonHint = words(`failover failing p50 p90 p95 p99 oom pod k8s kubernetes shard replica cron mutex deadlock goroutine garbage race canary feature balancer gress kafka redis memcache etcd stream runbook mortem
		blast herd noisy brain circuit pressure throttl xx 4 5`)
	// knownShort are capitals that need no words.
	knownShort = setOf(`api apis url urls eu us uk usa uae utc gmt http https html pdf pdfs csv json xml sso sms vpn id ids ok faq faqs pin pins tv gb mb kb tb am pm it hr ceo cto cfo visa iban vat atm atms usd eur gbp chf jpy ii iii iv
		sev sev1 sev2 sev3 sev4 et ct mt pt est edt cst cdt mst mdt pst pdt cet cest eet eest wet west bst ist sgt hkt jst kst aest aedt acst acdt awst nzst nzdt msk sast brt akst akdt hst west z
		git github ssh tls ssl dns ip ai pc mac ios ui app qr nfc gps usb wifi isp cd dvd diy asap fyi aws ssd cpu gpu ram sql css url ftp vm vms no yes not and or the we to on in at of is are all new note update prs pr ci cd sdk ide cli mfa npm yaml rest vs`)
	expansion = regexp.MustCompile(`\(([A-Z][A-Z0-9]{1,5})s?\)|\b([A-Z][A-Z0-9]{1,5})s? \([A-Za-z][a-z]+`)
)

// findJargon finds capitals and words of the trade that the text does not
// explain anywhere.
func findJargon(d *document) []span {
	explained := map[string]bool{}
	if strings.Contains(d.text, "(") {
		for _, m := range d.match(expansion, words("(")) {
			for group := 1; group <= 2; group++ {
				if m[2*group] >= 0 {
					explained[d.text[m[2*group]:m[2*group+1]]] = true
				}
			}
		}
	}
	var out []span
	for _, at := range d.capitals() {
		word := d.text[at.start:at.end]
		bare := strings.TrimSuffix(word, "s")
		before, behind := d.around(at)
		switch {
		case knownShort[strings.ToLower(word)], knownShort[strings.ToLower(bare)], explained[bare], d.inLink(at.start),
			before == '-' || behind == '-' || before == '@' || before == '#' || before == '/' || before == '.' || behind == '=',
			strings.Trim(bare[1:], "0123456789") == "", d.shouted(at):
			continue
		}
		out = append(out, at)
	}
	for _, at := range d.spans(jargon, jargonHint) {
		if _, behind := d.around(at); behind != '(' && !d.inLink(at.start) && !strings.HasPrefix(d.text[at.end:], " (") {
			out = append(out, at)
		}
	}
	return merged(out)
}

// capitals lists the words that are acronyms. Two capitals in a row are looked
// for byte by byte, since nearly no word has them.
func (d *document) capitals() []span {
	var out []span
	for i := 0; i+1 < len(d.text); i++ {
		if !upperByte(d.text[i]) || !upperByte(d.text[i+1]) && (d.text[i+1] < '0' || d.text[i+1] > '9') || i > 0 && wordByte(d.text[i-1]) {
			continue
		}
		if m := acronym.FindStringIndex(head(d.text[i:], mostAcronym)); m != nil && (i+m[1] == len(d.text) || !wordByte(d.text[i+m[1]])) {
			out = append(out, span{i, i + m[1]})
		}
	}
	return out
}

func upperByte(c byte) bool { return 'A' <= c && c <= 'Z' }

// mostAcronym is longer than any acronym, in bytes, with what ends it.
const mostAcronym = 12

// shouted tells whether the word stands in a run of capitals, which is a
// heading and no acronym.
func (d *document) shouted(at span) bool {
	s := d.sentenceSpan(d.sentence(at.start))
	around := d.text[max(s.start, at.start-12):min(s.end, at.end+12)]
	return len(around) >= 12 && strings.ToUpper(around) == around && strings.ContainsRune(strings.TrimSpace(around), ' ')
}
