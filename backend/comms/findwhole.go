package comms

import (
	"regexp"
	"strings"
)

// boilerplate is a sentence that could stand in every update of every company.
var boilerplate = regexp.MustCompile(`(?i)^[\s*_>#-]*(?:(?:investigating|identified|monitoring|resolved|update)[*_]*:?[*_]*|` +
	`(?:(?:we(?: are|['’]re| have|['’]ve)?|our (?:engineers|engineering teams?|teams?)(?: (?:is|are|has|have))?|the team is|engineers are) (?:(?:still|currently|now|also|are|is|have|a|actively|aware|continu\w+|work\w*|begun|been|made|identified|an?|the|this|these|such|reported|potential|some|of|to|and|on|investigat\w*|look\w*|into|monitor\w*|mitigat\w*|issues?|problems?|incident|situation|cause|root|fix|resol\w*|reports?|it|hard|as|quickly|possible|soon|closely|further|recovery|toward[s]?) ?)+)|` +
	`(?:this|the) (?:incident|issue|problem) (?:has been|is|was|is now|has now been) (?:now )?(?:resolved|fixed|closed|mitigated|over)|` +
	`(?:we )?(?:apologi[sz]e|sorry|apologies|we are sorry|please accept our apologies)\b.{0,120}|(?:we )?(?:thank(?:s| you)|appreciate)\b.{0,120}|(?:please )?(?:bear with us|stay tuned)\b.{0,60}|` +
	`(?:we(?: will|['’]ll)|more|further|additional|another) (?:\w+ ){0,3}(?:updates?|information|details|keep you (?:updated|posted|informed))\b[^\d]{0,80}|(?:services? (?:is|are)|all (?:systems|services) (?:are )?)(?:now )?(?:operational|operating normally))[\s.!*_]*$`)

// mostBoiler is the longest sentence that is compared, in bytes.
const mostBoiler = 300

// findAllBoilerplate finds an update of which no sentence is about this
// incident.
func findAllBoilerplate(d *document) []span {
	some := false
	for n := range d.ends {
		s := d.sentenceSpan(n)
		text := d.text[s.start:s.end]
		if strings.Trim(text, " \t\n*_#>-.") == "" {
			continue
		}
		some = true
		if len(text) > mostBoiler || !boilerplate.MatchString(text) {
			return nil
		}
	}
	if !some {
		return nil
	}
	return []span{trimmed(d.text)}
}

// trimmed is the text without the space around it.
func trimmed(text string) span {
	start := len(text) - len(strings.TrimLeft(text, " \t\n"))
	return span{start, max(start, len(strings.TrimRight(text, " \t\n")))}
}

var (
	plainWord  = regexp.MustCompile(`[\p{L}\p{M}]+`)
	nothingNew = regexp.MustCompile(`(?i)\bnothing (?:is )?new\b|\bno (?:news|change|new information)\b`)
)

// leastSame is how many words an update has before it counts as a repetition:
// a short one has little else to say.
const leastSame = 6

// mostSame is the share of words, counted in pairs, from which an update says
// the same again.
const mostSame = 0.9

// findSameAsLast compares pairs of words with the last update, without numbers,
// which change with every promise. To say that there is nothing new is no
// repetition.
func findSameAsLast(d *document) []span {
	if d.ctx.LastText == "" || nothingNew.MatchString(d.text) {
		return nil
	}
	last := asciiLower(strings.ToValidUTF8(head(d.ctx.LastText, MaxLint), "?"))
	was, is := pairs(last), pairs(d.lower)
	total, before := 0, 0
	for _, n := range was {
		before += n
	}
	same := 0
	for pair, n := range is {
		total += n
		same += min(n, was[pair])
	}
	if total < leastSame || 2*float64(same) <= mostSame*float64(total+before) {
		return nil
	}
	return []span{trimmed(d.text)}
}

func pairs(lower string) map[[2]string]int {
	counts := map[[2]string]int{}
	previous := ""
	for _, at := range plainWord.FindAllStringIndex(lower, -1) {
		word := lower[at[0]:at[1]]
		counts[[2]string{previous, word}]++
		previous = word
	}
	return counts
}

// findTooLong marks what is behind the last word that is read.
func findTooLong(d *document) []span {
	if d.ctx.MostWords == 0 {
		return nil
	}
	n, from := 0, -1
	inWord := false
	for i := range len(d.text) {
		space := d.text[i] <= ' '
		if !space && !inWord {
			if n++; n == d.ctx.MostWords+1 {
				from = i
			}
		}
		inWord = !space
	}
	if from < 0 {
		return nil
	}
	return []span{{from, len(strings.TrimRight(d.text, " \t\n"))}}
}

// findUnconfirmed is about every public update while no impact is confirmed.
func findUnconfirmed(d *document) []span {
	if d.ctx.Confirmed {
		return nil
	}
	return []span{{0, 0}}
}
