package app

import (
	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Questions is what stakeholders asked, and what they were told. Work answers
// them, and the log takes new ones.
type Questions struct{ app *App }

// AnswersView is the running questions and answers of an incident.
type AnswersView struct {
	Rows []AskedView `json:"rows"` // open first, the longest wait on top; then the newest answer
	Open int         `json:"open"`
	More int         `json:"more"` // rows beyond those given
}

// AskedView is a question, open or answered.
type AskedView struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	By       string `json:"by"`    // "" is not said
	Where    string `json:"where"` // "#exec-bridge"
	Asked    string `json:"asked"`
	Due      string `json:"due"`      // when it has waited long enough; "" once answered
	Answered string `json:"answered"` // "" while open
	Answer   string `json:"answer"`
	// Same lists the other questions that ask the same, the oldest first.
	Same []SameView `json:"same"`
}

// SameView is another question that asks the same.
type SameView struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	By     string `json:"by"`
	Asked  string `json:"asked"`
	Answer string `json:"answer"` // "" while open
}

// SuggestionView is an answer that is known already.
type SuggestionView struct {
	Kind   string `json:"kind" ts_type:"'answer' | 'fact' | 'update'"`
	Text   string `json:"text"`
	Source string `json:"source"` // entry of the question or update, name of the fact
	Label  string `json:"label"`  // the question, the fact's label, the audience's name
	At     string `json:"at"`     // of an answer or update; "" for a fact
}

const (
	askedRows = 300 // a week of a large incident
	sameRows  = 5
)

// List gives the running questions and answers.
func (q *Questions) List(id string) (view AnswersView, err error) {
	defer caught(&err)
	err = q.app.read(id, func(r *store.Room) error {
		all := comms.RunningAnswers(r.Incident.Questions)
		shown := all[:min(len(all), askedRows)]
		view = AnswersView{Open: len(openQuestions(&r.Incident)), More: len(all) - len(shown)}
		twice := comms.AskedTwice(shown)
		view.Rows = each(shown, func(one incident.Question) AskedView {
			return askedView(one, twice[one.ID], r.Incident.Severity)
		})
		return nil
	})
	return view, err
}

// Suggest offers up to three answers to a question from what is known: earlier
// answers, the facts and the updates that were sent.
func (q *Questions) Suggest(id, question string) (views []SuggestionView, err error) {
	defer caught(&err)
	err = q.app.read(id, func(r *store.Room) error {
		now := incident.At(q.app.now())
		for _, one := range r.Incident.Questions {
			if one.ID == question {
				views = each(r.Comms.Suggest(one, comms.Facts(&r.Incident, &r.Comms, now), r.Incident.Questions), suggestionView)
				return nil
			}
		}
		return fault.New(fault.NotFound, "This question is not in the log any more.")
	})
	return views, err
}

func askedView(q incident.Question, same []incident.Question, severity incident.Severity) AskedView {
	view := AskedView{
		ID: q.ID, Text: q.Text, By: q.By, Where: q.Where, Asked: text(q.Asked), Answered: text(q.Answered), Answer: q.Answer,
	}
	if q.Answered.IsZero() {
		view.Due = text(comms.QuestionDue(q, severity))
	}
	view.Same = each(same[:min(len(same), sameRows)], func(s incident.Question) SameView {
		return SameView{ID: s.ID, Text: s.Text, By: s.By, Asked: text(s.Asked), Answer: s.Answer}
	})
	return view
}

func suggestionView(s comms.Suggestion) SuggestionView {
	return SuggestionView{Kind: string(s.Kind), Text: s.Text, Source: s.Source, Label: s.Label, At: text(s.At)}
}
