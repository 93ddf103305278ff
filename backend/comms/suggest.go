package comms

import (
	"cmp"
	"slices"
	"strings"

	"aircover/backend/incident"
)

// SourceKind says where a suggested answer comes from.
type SourceKind string

// The sources of answers, the best first.
const (
	FromAnswer SourceKind = "answer" // the same question was answered before
	FromFact   SourceKind = "fact"
	FromUpdate SourceKind = "update" // an update that was sent
)

// Suggestion is an answer that is known already.
type Suggestion struct {
	Kind SourceKind
	Text string
	// Source is the id of the question, the name of the fact, or the id of the update.
	Source string
	Label  string        // "Workaround", "Status page"
	At     incident.Time // of an update or an answer; zero for a fact
}

// mostSuggestions is how many answers are offered: one to take, two to choose from.
const mostSuggestions = 3

// topics are the words of questions that a fact answers, which need not be in it.
var topics = map[string]string{
	FactImpact:     "impact bad severe cost lose lost loss revenue money order data hurt effect",
	FactScope:      "scope who how-many customer user region affect country everybody everyone percentage which wide",
	FactSymptom:    "symptom happen wrong problem issue break broken see error",
	FactWorks:      "works unaffected safe other else",
	FactWorkaround: "workaround instead meanwhile alternative avoid help",
	FactKnown:      "why cause known happen found",
	FactUnknown:    "why cause unknown",
	FactDoing:      "doing fix plan step working progress team action status",
	FactDecision:   "decision decide approve approval",
	FactNext:       "when back next hear how-long",
}

var topicWords = func() map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	for name, list := range topics {
		set := map[string]bool{}
		for word := range strings.FieldsSeq(list) {
			set[plainForm(word)] = true
		}
		sets[name] = set
	}
	return sets
}()

// ranked is a suggestion and how well it fits.
type ranked struct {
	Suggestion
	shared int // telling words of the question that it has, or is for
	words  int // telling words in all: what says less beside it is clearer
}

// Suggest offers what is known already for a question, at most three: answers
// to the same question first, then the facts and the sent updates that share
// the most telling words with it, each with its source. A fact also counts the
// words of the questions that it is for ("when is it back?" and the next
// update). It offers nothing rather than something that shares no word.
func (s *State) Suggest(q incident.Question, facts []Fact, others []incident.Question) []Suggestion {
	telling := tellingWords(q.Text)
	var all []ranked
	for _, other := range Similar(q, others) {
		if !other.Answered.IsZero() {
			all = append(all, ranked{Suggestion: Suggestion{
				Kind: FromAnswer, Text: other.Answer, Source: other.ID, Label: other.Text, At: other.Answered,
			}, shared: len(telling)})
		}
	}
	for _, f := range facts {
		if f.Name == FactNext && !f.Known {
			continue // "no time is promised" answers nobody
		}
		said := tellingWords(f.Text)
		if n := sharedWords(telling, said) + sharedWords(telling, topicWords[f.Name]); n > 0 {
			all = append(all, ranked{Suggestion{Kind: FromFact, Text: statement(f), Source: f.Name, Label: f.Label}, n, len(said)})
		}
	}
	for _, u := range s.Sent {
		if passage, n, words := bestPassage(u.Text, telling); n > 0 {
			all = append(all, ranked{Suggestion{Kind: FromUpdate, Text: passage, Source: u.ID, Label: s.called(u.Audience), At: u.At}, n, words})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(
			boolFirst(a.Kind == FromAnswer, b.Kind == FromAnswer), cmp.Compare(b.shared, a.shared),
			boolFirst(a.Kind == FromFact, b.Kind == FromFact), b.At.Compare(a.At), cmp.Compare(a.words, b.words),
		)
	})
	return firstDifferent(all)
}

// statement gives a fact as an answer on one line.
func statement(f Fact) string {
	text := sentence(strings.Join(f.Lines(), "; "))
	if !f.Known {
		return text
	}
	return f.Label + ": " + text
}

// called gives the name of an audience.
func (s *State) called(audience string) string {
	if a := s.Audience(audience); a != nil {
		return a.Name
	}
	return audience
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func sharedWords(a, b map[string]bool) int {
	n := 0
	for word := range a {
		if b[word] {
			n++
		}
	}
	return n
}

// mostPassages is how many paragraphs of an update are looked at.
const mostPassages = 100

// bestPassage gives the paragraph of an update that shares the most telling
// words with a question, how many, and how many telling words it has.
func bestPassage(text string, telling map[string]bool) (passage string, shared, words int) {
	paragraphs := strings.SplitN(text, "\n", mostPassages+1)
	for _, paragraph := range paragraphs[:min(len(paragraphs), mostPassages)] {
		paragraph = inline(paragraph)
		said := tellingWords(paragraph)
		if n := sharedWords(telling, said); n > shared {
			passage, shared, words = paragraph, n, len(said)
		}
	}
	return passage, shared, words
}

// firstDifferent gives the first suggestions that do not say the same.
func firstDifferent(all []ranked) []Suggestion {
	var out []Suggestion
	for _, r := range all {
		same := func(s Suggestion) bool {
			return strings.EqualFold(strings.TrimSpace(s.Text), strings.TrimSpace(r.Text))
		}
		if len(out) < mostSuggestions && r.Text != "" && !slices.ContainsFunc(out, same) {
			out = append(out, r.Suggestion)
		}
	}
	return out
}
