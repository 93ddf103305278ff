package comms

import (
	"net/netip"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	handle   = regexp.MustCompile(`@[A-Za-z0-9][\w-]*(?:\.[\w-]+)*`)
	nameWord = regexp.MustCompile(`[\p{L}\p{M}\d]+(?:['’_-][\p{L}\p{M}\d]+)*`)
)

// alsoWords are names that are also words: alone, they count only with a
// capital inside a sentence.
var alsoWords = setOf(`amber april art august bill bob carol chance charity chase chip christian clay cliff crystal dale daisy dawn dean dell
	drew earl faith flora ford frank gene glen grace grant guy harmony heath holly hope ivy jack jade jasmine joy july june lane lee lily
	major mark may miles miller morgan north norm olive page pat patience penny pearl pierce ray reed rich rob robin rose ruby rusty sage
	sky smith sonny star sterling storm sue summer taylor terry the tom trace tripp van victor violet wade ward west will wood young`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// mostNameWords is the longest name that is looked for, in words.
const mostNameWords = 5

// names are the people to look for: whole names, and the parts of names of
// several words.
type names struct{ whole, parts map[string]bool }

func namesOf(people []string) names {
	n := names{whole: map[string]bool{}, parts: map[string]bool{}}
	for _, person := range people {
		words := nameWord.FindAllString(strings.ToLower(person), mostNameWords+1)
		if len(words) == 0 || len(words) > mostNameWords || utf8.RuneCountInString(person) < 2 {
			continue
		}
		n.whole[strings.Join(words, " ")] = true
		if len(words) == 1 {
			continue
		}
		for _, word := range words {
			if utf8.RuneCountInString(word) >= 3 {
				n.parts[word] = true
			}
		}
	}
	return n
}

// findPeople finds @handles and the names that the context gives, once.
func findPeople(d *document) []span {
	if !d.sought {
		d.people, d.sought = d.seekPeople(), true
	}
	return d.people
}

func (d *document) seekPeople() []span {
	var out []span
	for _, at := range d.spans(handle, words("@")) {
		before, behind := d.around(at)
		if !wordByte(before) && before != '.' && before != '/' && before != '-' && behind != '/' && !d.inLink(at.start) {
			out = append(out, at)
		}
	}
	if len(d.ctx.People) == 0 {
		return out
	}
	known := namesOf(d.ctx.People)
	words := d.allWords()
	for i := 0; i < len(words); i++ {
		if n := d.nameAt(known, words[i:]); n > 0 {
			at := span{words[i].start, words[i+n-1].end}
			for _, s := range []string{"'s", "’s"} {
				at.end = at.start + len(strings.TrimSuffix(d.text[at.start:at.end], s))
			}
			if !d.inLink(at.start) && !(at.start > 0 && d.text[at.start-1] == '@') {
				out = append(out, at)
			}
			i += n - 1
		}
	}
	return out
}

// nameAt tells how many of the words, from the first on, are a name; 0 for none.
func (d *document) nameAt(known names, words []span) int {
	joined, longest := "", 0
	for n := 1; n <= min(len(words), mostNameWords); n++ {
		if n > 1 {
			if d.text[words[n-2].end:words[n-1].start] != " " {
				break
			}
			joined += " "
		}
		joined += strings.ToLower(d.text[words[n-1].start:d.withoutS(words[n-1])])
		if n > 1 && known.whole[joined] {
			longest = n
		}
	}
	if longest > 0 {
		return longest
	}
	at := words[0]
	word := d.text[at.start:at.end]
	lower := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s"))
	first, _ := utf8.DecodeRuneInString(word)
	capital := unicode.IsUpper(first)
	switch {
	case !known.whole[lower] && !known.parts[lower]:
		return 0
	case alsoWords[lower]:
		if !capital || d.beginsSentence(at.start) || !known.whole[lower] {
			return 0
		}
	case !known.whole[lower] && !capital:
		return 0
	}
	return 1
}

// beginsSentence tells whether a word is the first of its sentence, where a
// capital says nothing.
func (d *document) beginsSentence(at int) bool {
	start := d.sentenceSpan(d.sentence(at)).start
	return strings.Trim(d.text[start:at], " \t*_-–#>“\"'(:") == ""
}

func fixPeople(d *document, at span) (edit, bool) {
	text := "our team"
	if d.beginsSentence(at.start) {
		text = "Our team"
	}
	return edit{span: at, text: text, label: "Say “our team”"}, true
}

var (
	ticket = regexp.MustCompile(`\b[A-Z]{2,10}-\d{1,6}\b|\b(?i:PR|MR|pull request|merge request|jira|change request) ?[#!]?\d+\b`)
	// notTicket are letters in front of a number that everybody may read.
	notTicket = setOf(`utf utc gmt sha iso tls ssl http aes cve cwe covid sev rfc gpt sars ieee rsa md ecma ean usb gdpr pci soc fips ansi cet cest est pst edt pdt bst
		version step phase tier level part page mp us eu ap sa ca me af cn`)
	address  = regexp.MustCompile(`(?:\d{1,3}\.){3}\d{1,3}|(?i:[0-9a-f]{0,4}:){2,7}(?i:[0-9a-f]{1,4})?`)
	hostLike = regexp.MustCompile(`[A-Za-z0-9_]+(?:[-.][A-Za-z0-9_]+)*`)
	// insideDomain ends names that only resolve inside a company.
	insideDomain = regexp.MustCompile(`(?i)(?:^|\.)(?:localhost|[\w-]+\.(?:local|internal|corp|lan|intra|intranet|localdomain|svc|cluster|private|home\.arpa|consul|in-addr\.arpa))$|\.svc\.|\.internal\.|\.corp\.|\.compute\.amazonaws\.com$`)
	bareLink     = regexp.MustCompile(`(?i)^https?://(?:[^/@\s]*@)?([\w-]+)(?::\d+)?(?:[/?#]|$)`)
	linkHost     = regexp.MustCompile(`(?i)^https?://(?:[^/@\s]*@)?([^/:?#\s]+)(:\d+)?`)
	digits       = regexp.MustCompile(`\d`)
)

var (
	// machines are words that begin or stand in the names of machines.
	machines = setOf(`db web api app apps node srv server host worker queue cache redis kafka pg psql mysql postgres postgresql mongo lb haproxy nginx proxy gw gateway vm
		prod production stg staging dc es elastic mq rabbit k8s kube master replica primary secondary bastion jump jumphost ingress backend frontend svc shard pod vault consul
		etcd zk zookeeper ns dns mx smtp ldap nfs san esx jenkins ci runner`)
	// regions are words of the names of public regions.
	regions = setOf(`us eu ap sa ca me af cn uk gov north south east west central northeast southeast northwest southwest europe asia australia america`)
	// products look like machines and are none.
	products = setOf(`http2 http3 web2 web3 es5 es6 es2015 node16 node18 node20 node22 k8s`)
)

// findInternalDetail finds addresses, names of machines, addresses of pages
// inside, and tickets.
func findInternalDetail(d *document) []span {
	var out []span
	for _, at := range d.spans(ticket, anyDigit) {
		letters, _, dashed := strings.Cut(strings.ToLower(d.text[at.start:at.end]), "-")
		before, behind := d.around(at)
		if dashed && (notTicket[letters] || before == '-' || behind == '-') || before == '/' && !d.inLink(at.start) || d.inLink(at.start) {
			continue
		}
		out = append(out, at)
	}
	for _, at := range d.spans(address, words(": .")) {
		if d.isAddress(at) {
			out = append(out, at)
		}
	}
	for _, at := range d.links {
		if insideLink(d.text[at.start:at.end]) {
			out = append(out, at)
		}
	}
	for _, at := range d.spans(hostLike) {
		before, behind := d.around(at)
		if before != '@' && behind != '@' && !d.inLink(at.start) && isHost(d.text[at.start:at.end]) {
			out = append(out, at)
		}
	}
	return out
}

// isAddress tells whether a place holds an IP address, and not a version or a
// time.
func (d *document) isAddress(at span) bool {
	text := d.text[at.start:at.end]
	before, behind := d.around(at)
	if wordByte(before) || wordByte(behind) || before == '.' || before == ':' || d.inLink(at.start) {
		return false
	}
	if behind == '.' && at.end+1 < len(d.text) && '0' <= d.text[at.end+1] && d.text[at.end+1] <= '9' {
		return false
	}
	if strings.Contains(text, ":") && !strings.Contains(text, "::") && !strings.ContainsAny(text, "abcdefABCDEF") {
		return false
	}
	lead := strings.ToLower(d.text[max(0, at.start-10):at.start])
	if strings.HasSuffix(lead, "version ") || strings.HasSuffix(lead, "release ") || strings.HasSuffix(lead, "v. ") {
		return false
	}
	addr, err := netip.ParseAddr(text)
	return err == nil && len(text) > 3 && addr.IsValid()
}

func insideLink(link string) bool {
	m := linkHost.FindStringSubmatch(link)
	if m == nil {
		return false
	}
	if _, err := netip.ParseAddr(m[1]); err == nil || m[2] != "" {
		return true
	}
	return bareLink.MatchString(link) || isHost(m[1]) || insideTool.MatchString(m[1])
}

// insideTool begins the address of a tool that only employees can open.
var insideTool = regexp.MustCompile(`(?i)^(?:jira|confluence|wiki|grafana|kibana|jenkins|gitlab|argocd|vault|prometheus|alertmanager|pagerduty|intranet|backoffice|sentry)\.|\.(?:atlassian\.net|slack\.com|pagerduty\.com|datadoghq\.com|grafana\.net|opsgenie\.com)$`)

// isHost tells whether a word is the name of a machine: inside a company's own
// domain, or made of a machine's word and a number (db-prod-01, node3).
func isHost(word string) bool {
	lower := strings.ToLower(word)
	if (lower == "localhost" || strings.Contains(lower, ".")) && insideDomain.MatchString(lower) {
		return true
	}
	if word != lower || !digits.MatchString(word) || products[lower] || strings.Contains(word, ".") {
		return false
	}
	parts := strings.FieldsFunc(lower, func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 || strings.Trim(parts[0], "0123456789") == "" {
		return false // 3-node
	}
	machine, numbered := false, false
	for _, part := range parts {
		if regions[part] && len(parts) <= 3 && regions[parts[0]] {
			return false
		}
		letters := strings.TrimRight(part, "0123456789")
		machine = machine || machines[letters]
		numbered = numbered || part != letters
	}
	return machine && numbered
}
