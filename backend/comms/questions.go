package comms

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"aircover/backend/incident"
)

// QuestionPatience is how long a stakeholder waits for an answer before asking
// somebody else, which is an engineer: half the time to the next check-in, and
// at SEV4 half a day.
var QuestionPatience = map[incident.Severity]time.Duration{
	incident.SEV1: 15 * time.Minute,
	incident.SEV2: 30 * time.Minute,
	incident.SEV3: time.Hour,
	incident.SEV4: 12 * time.Hour,
}

// QuestionDue is when an open question has waited long enough.
func QuestionDue(q incident.Question, severity incident.Severity) incident.Time {
	return q.Asked.Add(QuestionPatience[severity])
}

// RunningAnswers gives the questions and answers as they are read: open ones
// first, the longest wait on top, then the answered ones, the newest answer on top.
func RunningAnswers(questions []incident.Question) []incident.Question {
	sorted := slices.Clone(questions)
	slices.SortStableFunc(sorted, func(a, b incident.Question) int {
		switch openA, openB := a.Answered.IsZero(), b.Answered.IsZero(); {
		case openA && openB:
			return a.Asked.Compare(b.Asked)
		case openA:
			return -1
		case openB:
			return 1
		}
		return b.Answered.Compare(a.Answered)
	})
	return sorted
}

// sameFrom is the Jaccard index (words that both have, among all words) from
// which two questions count as one: a fourth word may be missing.
const sameFrom = 0.75

// Similar lists the others that ask the same as q, the oldest first. Two
// questions are the same where all telling words of one are in the other, and
// these are at least three of four. "Is the EU affected?" and "Is the US
// affected?" have one word each of their own, and are two questions.
func Similar(q incident.Question, others []incident.Question) []incident.Question {
	return sameAs(q.ID, tellingWords(q.Text), others, wordsOf(others))
}

// AskedTwice gives, by id, the others that ask the same as each question.
func AskedTwice(questions []incident.Question) map[string][]incident.Question {
	words := wordsOf(questions)
	twice := map[string][]incident.Question{}
	for i, q := range questions {
		if same := sameAs(q.ID, words[i], questions, words); len(same) > 0 {
			twice[q.ID] = same
		}
	}
	return twice
}

func wordsOf(questions []incident.Question) []map[string]bool {
	words := make([]map[string]bool, len(questions))
	for i, q := range questions {
		words[i] = tellingWords(q.Text)
	}
	return words
}

func sameAs(id string, telling map[string]bool, others []incident.Question, words []map[string]bool) []incident.Question {
	var same []incident.Question
	for i, other := range others {
		if other.ID != id && sameQuestion(telling, words[i]) {
			same = append(same, other)
		}
	}
	slices.SortStableFunc(same, func(a, b incident.Question) int { return a.Asked.Compare(b.Asked) })
	return same
}

func sameQuestion(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 || float64(len(a)) < sameFrom*float64(len(b)) {
		return false
	}
	for word := range a {
		if !b[word] {
			return false
		}
	}
	return true
}

// mostRead is how much of a text its telling words are taken from, in bytes: a
// pasted page is not a question.
const mostRead = 2000

// tellingWords gives the words that make a question this one: without those
// that every question has, in their plain form, and with one word for what
// people say in many ("ETA", "how long", "back up again" are all "when back").
// A text of nothing but common words keeps them all.
func tellingWords(text string) map[string]bool {
	text = strings.ToLower(strings.ToValidUTF8(text[:min(len(text), mostRead)], " "))
	text = strings.ReplaceAll(text, "’", "'")
	said := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\''
	})
	told := phrases.Replace(" " + strings.Join(said, " ") + " ")
	words := map[string]bool{}
	for word := range strings.FieldsSeq(told) {
		if !commonWords[word] {
			words[plainForm(strings.Trim(strings.TrimSuffix(word, "'s"), "'"))] = true
		}
	}
	delete(words, "")
	if len(words) == 0 {
		for _, word := range said {
			words[word] = true
		}
	}
	return words
}

// phrases are ways of saying one thing.
var phrases = func() *strings.Replacer {
	const oneThing = `what time=when|how long until=when|how long till=when|how long before=when|how long=how-long|how soon=when|how come=why|
		what is the cause of=why|what's the cause of=why|what is the cause=why|what caused=why cause|what's causing=why|root cause=why|reason=why|
		eta=when back|etr=when back|up and running=back|back to normal=back|back up=back|back online=back|online again=back|be fixed=back|
		been fixed=back|get fixed=back|be restored=back|be resolved=back|be working=back|work again=back|working again=back|be up=back|recover=back|
		what is affected=scope|who is affected=scope|who's affected=scope|what's affected=scope|anything else affected=scope|which customers=how-many customers|
		how many=how-many|how much=how-many|work around=workaround|what can we do=workaround|in the meantime=workaround|meanwhile=workaround|tell us=tell`
	var pairs []string
	for pair := range strings.SplitSeq(oneThing, "|") {
		from, to, _ := strings.Cut(strings.TrimSpace(pair), "=")
		pairs = append(pairs, " "+from+" ", " "+to+" ")
	}
	return strings.NewReplacer(pairs...)
}()

// commonWords tell nothing about what is asked.
var commonWords = setOf(`a about again all am an and any anybody anyone are as at be been being but by can can't could did do does doing don't down for from
	get getting give go going good got guys had has have he hello hey hi i i'd i'll i'm i've if in is isn't it it's just know let me my need now of ok on or our
	please really right she should so some someone soon still tell than thanks that that's the their them then there there's these they think this those to too
	up update want was we we'd we'll we're were what what's will with would yet you you're your expect expected currently today exactly roughly
	possibly actually`)

// plainForm takes the common endings of English off a word, so that "affected",
// "affects" and "affecting" meet. What is left need not be a word.
func plainForm(word string) string {
	const shortest = 3 // letters that must be left
	for _, ending := range []string{"ing", "ed", "ies", "s", "e"} {
		stem, found := strings.CutSuffix(word, ending)
		if !found || len(stem) < shortest || ending == "s" && strings.HasSuffix(stem, "s") {
			continue
		}
		if ending == "s" {
			return strings.TrimSuffix(stem, "e")
		}
		if ending == "ies" {
			return stem + "y"
		}
		return stem
	}
	return word
}
