package incident

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

var (
	rollbackPattern = regexp.MustCompile(`^roll(?:ing|ed)?[ -]?back\b(?:[ :,]+(?:not|no)\b)?`)
	endingFor       = regexp.MustCompile(`(?:^|[ ,(])for @$`)
	boxedWorkstream = regexp.MustCompile(`^"([^"\n]{1,80})": `)
)

// readDecision notes a decision to roll back; "rollback not needed" is none.
func readDecision(l *LogLine, text string) {
	match := rollbackPattern.FindString(asciiLower(firstLine(text)))
	l.Rollback = match != "" && !strings.HasSuffix(match, "no") && !strings.HasSuffix(match, "not")
}

// readNeed takes out who needs it ("@maria access …" or "access … for @maria";
// in the middle the name stays too) and finds the kind.
func readNeed(l *LogLine, text string) {
	if who, rest := leadingName(text); who != "" {
		l.Who, l.Text = who, rest
	} else if at := strings.LastIndexByte(text, '@'); at >= 0 && endingFor.MatchString(asciiLower(text[max(0, at-5):at+1])) {
		who, rest := leadingName(text[at:])
		l.Who = who
		if who != "" && strings.Trim(rest, " .,;:!)") == "" {
			l.Text = strings.TrimRight(text[:at-len("for ")], " ,(")
		}
	}
	l.NeedKind = GuessNeedKind(l.Text)
}

// readWhere takes out the workstream in front of a colon: one word, several
// that each begin with a capital or a digit (Payments EU), or any in quotation
// marks. "found it now: …" is about the whole incident.
func readWhere(l *LogLine, text string) {
	if m := boxedWorkstream.FindStringSubmatch(firstLine(text)); m != nil {
		l.Workstream, l.Text = strings.TrimSpace(m[1]), strings.TrimSpace(text[len(m[0]):])
		return
	}
	name, rest, ok := strings.Cut(text, ":")
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\n' || !namesWorkstream(name) {
		return
	}
	l.Workstream, l.Text = strings.TrimPrefix(name, "@"), strings.TrimSpace(rest)
}

func namesWorkstream(name string) bool {
	const longest = 40 // runes; fits the panel
	if utf8.RuneCountInString(name) > longest || strings.Contains(name, "\n") {
		return false
	}
	words := strings.Fields(name)
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(word, "@"))
		switch {
		case i == 0 && !unicode.IsLetter(first):
			return false
		case len(words) > 1 && !unicode.IsUpper(first) && !unicode.IsDigit(first):
			return false
		}
	}
	return len(words) > 0
}

// wherePattern is a channel, or any place in quotation marks: "in Europe when"
// is part of the question.
var wherePattern = regexp.MustCompile(`^(?i:in|on) (?:(#[\pL\pN][\pL\pM\pN._-]{0,79})|"([^"\n]{1,80})")[ ,:;]+`)

// readQuestion takes out who asks, and where.
func readQuestion(l *LogLine, text string) {
	l.Who, l.Text = leadingName(text)
	if m := wherePattern.FindStringSubmatch(l.Text); m != nil {
		l.Where = strings.TrimSpace(m[1] + m[2])
		l.Text = strings.TrimSpace(l.Text[len(m[0]):])
	}
}

// readTask takes out the owner, nobody for "someone", and the time box.
func readTask(l *LogLine, text string) {
	l.Who, text = leadingName(text)
	if l.Who == "" {
		text = strings.TrimSpace(strings.TrimPrefix(text, someone))
	}
	l.Minutes, l.Text = leadingMinutes(text)
}

// readInterruption takes out who was interrupted and for how long. What by
// need not be said.
func readInterruption(l *LogLine, text string) {
	l.Who, text = leadingName(text)
	if l.Minutes, l.Text = leadingMinutes(text); l.Text == "" {
		l.Text = "interrupted"
	}
}

// someone stands for the owner of a task that has none yet.
const someone = "someone"

// namesOwner tells whether a task's text begins with its owner.
func namesOwner(text string) bool {
	if rest, ok := strings.CutPrefix(text, someone); ok {
		return rest == "" || rest[0] == ' ' || rest[0] == ':'
	}
	who, _ := leadingName(text)
	return who != ""
}

var (
	namePattern   = regexp.MustCompile(`^@([\pL\pN][\pL\pM\pN._'-]{0,79})`)
	quotedPattern = regexp.MustCompile(`^@"([^"\n@]{1,80})"`)
)

// leadingName takes @name or @"first last" from the front of text, and gives
// the name without its marks and the rest; "" and text where there is none.
func leadingName(text string) (name, rest string) {
	m := quotedPattern.FindStringSubmatch(text)
	if m == nil {
		m = namePattern.FindStringSubmatch(text)
	}
	if m == nil {
		return "", text
	}
	name = strings.Trim(m[1], " .'-_")
	if name == "" {
		return "", text
	}
	return name, strings.TrimLeft(text[len(m[0]):], " ,:;\n\t")
}

// leadingMinutes takes a span such as 10m, 90 min, 1h30m or (10m) from the
// front of text, in whole minutes, a part of one counting as one.
func leadingMinutes(text string) (count int, rest string) {
	open := len(text) - len(strings.TrimLeft(text, "(["))
	span, n, ok := leadingDuration(asciiLower(firstLine(text[open:])))
	if !ok {
		return 0, text
	}
	count = int((span + time.Minute - 1) / time.Minute)
	return count, strings.TrimLeft(text[open+n:], " )],:;\n\t")
}

// needWords tells the kind of a need by the first of these words in it.
var needWords = map[NeedKind]string{
	NeedTime:   "time minutes minute hour hours deadline extension quiet silence focus postpone later",
	NeedAccess: "access permission permissions credentials credential password passwords login token tokens key keys account vpn role rights sudo admin approval unlock firewall",
	NeedPeople: "people person somebody someone engineer engineers developer dba help hands expert reviewer pair backup colleague team vendor oncall on-call",
	NeedRest:   "rest sleep break food lunch dinner breakfast coffee relief nap pizza swap tired",
	NeedInformation: "information info data answer answers numbers log logs docs documentation runbook status confirmation decision details contact list " +
		"dump diff graph metrics",
}

var kindOfWord = func() map[string]NeedKind {
	kinds := map[string]NeedKind{}
	for kind, words := range needWords {
		for word := range strings.FieldsSeq(words) {
			kinds[word] = kind
		}
	}
	return kinds
}()

// GuessNeedKind finds the kind of a need by the first telling word: "someone with access"
// is about people. Without one it is information, which is what is missing
// most and what the lead can get without asking for anything.
func GuessNeedKind(text string) NeedKind {
	words := strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '-'
	})
	for word := range words {
		if kind, ok := kindOfWord[word]; ok {
			return kind
		}
	}
	return NeedInformation
}
