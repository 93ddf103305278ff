package comms

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dictionaries are the words that the user keeps lists of, because only the
// user can know them.
type Dictionaries struct {
	Codenames []string
	Hosts     []string // names of machines and of domains that are inside
	Customers []string
	Vendors   []string
}

// listed are the entries of a list, by their first word. An entry that is
// written with a capital is a name, and is only found with one.
type listed map[string][]listedName

type listedName struct {
	words   string // joined by single spaces, lowered
	count   int
	capital bool
}

// mostGap is how many bytes may stand between two words of an entry.
const mostGap = 3

func listOf(entries []string) listed {
	list := listed{}
	for _, entry := range entries {
		words := nameWord.FindAllString(entry, mostNameWords+1)
		if len(words) == 0 || len(words) > mostNameWords || utf8.RuneCountInString(entry) < 2 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(words[0])
		name := listedName{words: strings.ToLower(strings.Join(words, " ")), count: len(words), capital: unicode.IsUpper(first)}
		key := strings.ToLower(words[0])
		list[key] = append(list[key], name)
	}
	return list
}

// findListed finds the entries of a list as whole words, outside of web
// addresses; of several at one place the longest.
func (d *document) findListed(entries []string) []span {
	if len(entries) == 0 {
		return nil
	}
	list := listOf(entries)
	words := d.allWords()
	var out []span
	for i := 0; i < len(words); i++ {
		n := d.listedAt(list, words[i:])
		if n == 0 || d.inLink(words[i].start) {
			continue
		}
		out = append(out, span{words[i].start, d.withoutS(words[i+n-1])})
		i += n - 1
	}
	return out
}

func (d *document) listedAt(list listed, words []span) int {
	first := d.text[words[0].start:d.withoutS(words[0])]
	longest := 0
	for _, name := range list[strings.ToLower(first)] {
		letter, _ := utf8.DecodeRuneInString(first)
		if name.count <= longest || name.count > len(words) || name.capital && !unicode.IsUpper(letter) {
			continue
		}
		if d.joined(words[:name.count]) == name.words {
			longest = name.count
		}
	}
	return longest
}

// joined gives words in lower case with single spaces, "" where more than a
// space or a sign such as & stands between them.
func (d *document) joined(words []span) string {
	var out strings.Builder
	for i, at := range words {
		if i > 0 {
			if gap := d.text[words[i-1].end:at.start]; len(gap) > mostGap || strings.ContainsAny(gap, ".,;:!?\n") {
				return ""
			}
			out.WriteByte(' ')
		}
		out.WriteString(strings.ToLower(d.text[at.start:at.end]))
	}
	text := out.String()
	last := words[len(words)-1]
	return text[:len(text)-(last.end-d.withoutS(last))]
}

// withoutS gives the end of a word without an 's.
func (d *document) withoutS(at span) int {
	word := d.text[at.start:at.end]
	for _, s := range []string{"'s", "’s"} {
		word = strings.TrimSuffix(word, s)
	}
	return at.start + len(word)
}

// allWords lists the words of the text, once.
func (d *document) allWords() []span {
	if d.words == nil {
		d.words = d.spans(nameWord)
	}
	return d.words
}

func findCustomer(d *document) []span { return d.findListed(d.ctx.Dictionaries.Customers) }

// findOwnWord finds codenames, and the user's hosts: alone, in front of a
// domain, or as the domain of another.
func findOwnWord(d *document) []span {
	out := d.findListed(d.ctx.Dictionaries.Codenames)
	if len(d.ctx.Dictionaries.Hosts) == 0 {
		return out
	}
	hosts := map[string]bool{}
	for _, host := range d.ctx.Dictionaries.Hosts {
		if host = strings.Trim(asciiLower(host), ". "); len(host) >= 2 {
			hosts[host] = true
		}
	}
	for _, at := range d.spans(hostLike) {
		before, behind := d.around(at)
		if before != '-' && behind != '-' && ownHost(hosts, d.lower[at.start:at.end]) {
			out = append(out, at)
		}
	}
	return merged(out)
}

// mostLabels is how many parts of a domain are looked at.
const mostLabels = 8

func ownHost(hosts map[string]bool, name string) bool {
	if first, _, dotted := strings.Cut(name, "."); dotted && hosts[first] {
		return true
	}
	for range mostLabels {
		if hosts[name] {
			return true
		}
		_, rest, more := strings.Cut(name, ".")
		if !more {
			return false
		}
		name = rest
	}
	return false
}

var (
	mailAddress = regexp.MustCompile(`[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)
	// desk names the mailboxes that are there for everybody to write to.
	desk = setOf(`support help helpdesk info contact status sales security privacy abuse press media legal dpo feedback service care hello team
		billing accounts noreply no-reply donotreply notifications newsletter customers customercare customerservice enquiries`)
)

// findMailAddress leaves alone the mailboxes of desks, which are published.
func findMailAddress(d *document) []span {
	var out []span
	for _, at := range d.spans(mailAddress, words("@")) {
		box, _, _ := strings.Cut(d.lower[at.start:at.end], "@")
		if !desk[box] && !d.inLink(at.start) {
			out = append(out, at)
		}
	}
	return out
}

func fixMailAddress(_ *document, at span) (edit, bool) {
	return edit{span: at, text: "our support", label: "Say “our support”"}, true
}

func fixCustomer(d *document, at span) (edit, bool) {
	text := "a customer"
	if d.beginsSentence(at.start) {
		text = "A customer"
	}
	return edit{span: at, text: text, label: "Say “a customer”"}, true
}

// madeBy leads to what is named as the cause.
const madeBy = `(?:caused by|due to|because of|owing to|as a result of|result(?:s|ed|ing)? from|stem(?:s|med|ming)? from|triggered by|traced (?:back )?to|attributed to|the fault of|originat(?:es?|ed|ing) (?:in|at|from|with)|` +
	`(?:problems?|issues?|incidents?|outages?|failures?|faults?|disruptions?|degradation|errors?) (?:at|with|in|on|of|from))`

var (
	madeByAhead = regexp.MustCompile(`(?i)\b` + madeBy + `(?: [\w’'-]+){0,6} ?$`)
	vendorFails = regexp.MustCompile(`(?i)^(?:['’]s)?(?: [\w-]+){0,3} (?:outages?|incidents?|failures?|failed|fails|went down|is down|are down|was down|were down|caused|problems?|issues?|degradation|disruption|is to blame)\b`)
	// knownVendors are those that many services run on.
	knownVendors = strings.Fields(`AWS Azure GCP Cloudflare Fastly Akamai Okta Auth0 Twilio SendGrid Mailgun Stripe Adyen PayPal Datadog Heroku Vercel Netlify
		DigitalOcean Linode OVH OVHcloud Hetzner Equinix Zscaler CrowdStrike Snowflake MongoDB OpenAI Anthropic Braintree PagerDuty`)
	vendorNames = append([]string{"Amazon Web Services", "Microsoft Azure", "Google Cloud"}, knownVendors...)
)

// mostLead is how many bytes in front of a name are looked at.
const mostLead = 90

// findVendorCause finds vendors that are named as the cause.
func findVendorCause(d *document) []span {
	var out []span
	for _, at := range append(d.findListed(vendorNames), d.findListed(d.ctx.Dictionaries.Vendors)...) {
		s := d.sentenceSpan(d.sentence(at.start))
		lead := d.text[max(s.start, at.start-mostLead):at.start]
		if madeByAhead.MatchString(lead) || vendorFails.MatchString(head(d.text[at.end:s.end], mostLead)) {
			out = append(out, at)
		}
	}
	return merged(out)
}
