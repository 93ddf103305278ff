package comms

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

func TestSimilar(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"When is it back?", "when will it be back", true},
		{"When is it back?", "ETA?", true},
		{"When is it back?", "Any ETA yet, please?", true},
		{"When is it back?", "Can you tell us when it is back?", true},
		{"when is checkout back?", "When will checkout be back up again?", true},
		{"when is checkout back?", "How long until checkout is working again?", true},
		{"Why is checkout down?", "What is the cause of the checkout outage?", false}, // "outage" is its own word
		{"Why did checkout fail?", "how come checkout failed?", true},
		{"Are card payments affected?", "is card payment affected", true},
		{"How many customers are affected?", "how many customers does this affect right now?", true},
		{"Is any customer data lost?", "Hi, is customer data lost? Thanks", true},
		{"Is customer data lost in the EU?", "Is customer data lost?", true},
		{"障害はいつ直りますか", "障害はいつ直りますか？", true},
		{"What's up?", "whats up", false},
		{"is it?", "Is it?", true},

		// traps
		{"Is the EU affected?", "Is the US-East affected?", false},
		{"Are card payments at checkout in the EU affected?", "Are card payments at checkout in Asia affected?", false},
		{"How many customers are affected?", "How many orders are affected?", false},
		{"When is it back?", "Why is it not back?", false},
		{"When is it back?", "When did it begin?", false},
		{"How long until it is back?", "How long was it broken?", false},
		{"Is release 41 affected?", "Is release 42 affected?", false},
		{"Who is working on it?", "Who is affected?", false},
		{"Is data lost?", "Is data safe?", false},
		{"Is checkout affected?", "Is checkout affected in the app for guests with vouchers?", false},
		{"May we tell customers?", "May we tell the press?", false},
		{"Do refunds work?", "Do exports work?", false},
		{"Is the US affected?", "Are we affected?", false},
		{"", "When is it back?", false},
		{"?", "!", false},
	}
	for _, tt := range tests {
		for _, pair := range [][2]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			q := incident.Question{ID: "q", Text: pair[0]}
			got := Similar(q, []incident.Question{q, {ID: "other", Text: pair[1]}})
			if (len(got) == 1) != tt.same {
				t.Errorf("%q and %q: %t, want %t\n%v\n%v", pair[0], pair[1], len(got) == 1, tt.same, tellingWords(pair[0]), tellingWords(pair[1]))
			}
		}
	}
}

// asked has a room with facts, updates and questions.
func asked(t *testing.T) *room {
	r := declare(t, "Checkout fails for cards", incident.SEV1, "Europe/Berlin")
	r.log(
		incident.Noted{Text: "workaround: pay by invoice"}, incident.Noted{Text: "affected: 12 % of EU orders"},
		incident.EvidenceLogged{Text: "the certificate of the payment gateway has expired"},
		incident.WhereReported{Workstream: "Payments", Text: "reissuing the certificate"},
	)
	r.at(5)
	r.do(r.cs.MarkSent(r.stamp(), &r.inc, UpdateSent{
		Audience: Page, State: Investigating, Next: r.now.Add(minutes(15)),
		Text: "**Checkout fails for cards.**\n\nRefunds and exports work as usual.\n\n- No card numbers were exposed.\n\nNext update by 14:25 CET (13:25 UTC).",
	}))
	return r
}

func TestSuggest(t *testing.T) {
	r := asked(t)
	first := r.at(6).log(incident.QuestionAsked{Text: "Is a refund still possible by phone?", By: "Vera Pold"})
	r.do(r.inc.AnswerQuestion(r.at(8).stamp(), first, "Yes, refunds by phone go on."))
	tests := []struct {
		question string
		want     []string
	}{
		{"What can customers do in the meantime?", []string{"fact workaround: Workaround: pay by invoice.", "fact scope: Scope: 12 % of EU orders."}},
		{"Is there a workaround?", []string{"fact workaround: Workaround: pay by invoice."}},
		{"When is it back?", []string{"fact next: Next update: Status page 14:25 CET."}},
		{"Do exports work?", []string{"update Status page: Refunds and exports work as usual."}},
		{"Were card numbers exposed?", []string{"update Status page: No card numbers were exposed.", "fact symptom: Symptom: Checkout fails for cards."}},
		{"Is a refund possible by phone?", []string{"answer: Yes, refunds by phone go on.", "update Status page: Refunds and exports work as usual."}},
		{"Has the certificate expired?", []string{
			"fact known: What we know: the certificate of the payment gateway has expired.", "fact doing: Doing: Payments: reissuing the certificate.",
		}},
		{"Is the moon full?", nil},
		{"Why is it down?", []string{"fact unknown: The cause is not known yet."}},
		{"", nil},
		{"障害", nil},
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			var got []string
			for _, s := range r.cs.Suggest(incident.Question{ID: "new", Text: tt.question}, Facts(&r.inc, &r.cs, r.now), r.inc.Questions) {
				from := s.Source
				switch s.Kind {
				case FromUpdate:
					from = s.Label
				case FromAnswer:
					if s.Source != first {
						t.Errorf("answered by %s", s.Source)
					}
					from = ""
				}
				got = append(got, strings.TrimSpace(string(s.Kind)+" "+from)+": "+s.Text)
			}
			if len(got) > mostSuggestions || len(got) > 0 && len(tt.want) == 0 || len(got) < len(tt.want) || !slices.Equal(got[:len(tt.want)], tt.want) {
				t.Errorf("offered %q, want %q first", got, tt.want)
			}
		})
	}
}

func TestRunningAnswers(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV2, "Europe/Berlin")
	var ids []string
	for i := range 5 {
		ids = append(ids, r.at(10+i).log(incident.QuestionAsked{Text: fmt.Sprint("question ", i)}))
	}
	r.do(r.inc.AnswerQuestion(r.at(20).stamp(), ids[3], "three"))
	r.do(r.inc.AnswerQuestion(r.at(21).stamp(), ids[0], "zero"))
	var got []string
	for _, q := range RunningAnswers(r.inc.Questions) {
		got = append(got, q.Text)
	}
	if diff := cmp.Diff([]string{"question 1", "question 2", "question 4", "question 0", "question 3"}, got); diff != "" {
		t.Error(diff)
	}
	if due := QuestionDue(r.inc.Questions[1], incident.SEV2); due != start.Add(minutes(41)) {
		t.Errorf("due %s", due)
	}
}

// A long incident has hundreds of questions; a pasted page is one too.
func TestQuestionsOfAnySizeAreRead(t *testing.T) {
	page := strings.Repeat("when is checkout back ", 50_000) + "\xff\x00"
	if words := tellingWords(page); len(words) > 5 {
		t.Errorf("%d words", len(words))
	}
	s := State{Sent: []Sent{{Text: strings.Repeat("back\n", 20_000)}}}
	if got := s.Suggest(incident.Question{Text: page}, []Fact{{Name: FactKnown, Text: page}}, nil); len(got) != 2 {
		t.Errorf("%d suggestions", len(got))
	}
}
