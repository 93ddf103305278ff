package comms

import (
	"slices"
	"strings"
	"testing"

	"aircover/backend/incident"
)

// errorsIn lists the rules that find an error in a text to an audience.
func errorsIn(r *room, audience string, state PublicState, text string) []string {
	var ids []string
	for _, f := range Lint(text, r.cs.LintContext(&r.inc, audience, state, r.now, nil)) {
		if f.Severity == LintError {
			ids = append(ids, f.Rule)
		}
	}
	return ids
}

// What another audience was told counts until the severity or the impact
// changes; then it is the other audience that has to hear.
func TestLintOthers(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV2, "Europe/Berlin")
	r.do(r.cs.MarkSent(r.stamp(), &r.inc, UpdateSent{Audience: Executives, State: Investigating, Text: "SEV2: 10 % of orders fail."}))
	told := func(text string) bool {
		return slices.Contains(errorsIn(r, Internal, Investigating, text), "disagreement")
	}
	if !told("SEV1: checkout fails.") || !told("40 % of orders fail.") {
		t.Error("what executives were told does not count")
	}
	if told("SEV2: 10 % of orders fail.") {
		t.Error("the same words disagree")
	}
	r.at(5).fact(FactImpact, "40 % of orders fail")
	if told("40 % of orders fail.") || !told("SEV1: checkout fails.") {
		t.Error("an impact that changed since is held against the new one")
	}
	r.do(r.inc.ChangeSeverity(r.stamp(), incident.SEV1, ""))
	if told("SEV1: checkout fails.") {
		t.Error("a severity that changed since is held against the new one")
	}
}

func TestLintLegal(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV2, "Europe/Berlin")
	breach := func(audience string) bool {
		return slices.Contains(errorsIn(r, audience, Identified, "A breach is looked at."), "security-word")
	}
	if !breach(Page) || !breach(Executives) || breach(Legal) {
		t.Error("words about security: outside and executives only after legal, legal always")
	}
	r.do(r.cs.ClearLegal(r.stamp(), true))
	if breach(Page) {
		t.Error("legal cleared it")
	}
	if changes, err := r.cs.ClearLegal(r.stamp(), true); err != nil || changes != nil {
		t.Errorf("cleared twice: %v, %v", changes, err)
	}
	r.do(r.cs.ClearLegal(r.stamp(), false))
	if !breach(Page) {
		t.Error("legal took it back")
	}
}

// A draft says by itself that the state goes back.
func TestDraftsThatGoBack(t *testing.T) {
	for _, last := range PublicStates {
		for _, state := range PublicStates {
			r := worked(t).at(20)
			for _, a := range DefaultAudiences() {
				r.send(a.ID, last, 0)
			}
			r.at(40)
			for _, a := range r.cs.Audiences {
				draft, err := Templates{}.Render(&r.inc, &r.cs, a.ID, state, r.now, incident.Time{})
				if err != nil {
					t.Fatal(err)
				}
				if found := errorsIn(r, a.ID, state, draft.Text); len(found) > 0 {
					t.Errorf("%s, %s after %s: %v\n%s", a.ID, state, last, found, draft.Text)
				}
			}
		}
	}
}

// What the lead states of data is in every last update; what cannot be said
// outside is not denied there.
func TestDraftsStateData(t *testing.T) {
	tests := []struct{ name, fact, want string }{
		{"unknown", "", dataChecked},
		{"stated", "no data was lost or exposed", "No data was lost or exposed."},
		{"short", "none affected", "Data: None affected."},
		{"not to be said", "customer records were leaked", dataSeparate},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := worked(t)
			r.fact(FactData, tt.fact)
			for _, a := range r.cs.Audiences {
				draft, err := Templates{}.Render(&r.inc, &r.cs, a.ID, Resolved, r.now, incident.Time{})
				if err != nil {
					t.Fatal(err)
				}
				if a.ID != Legal && !strings.Contains(draft.Text, tt.want) {
					t.Errorf("%s is not told %q:\n%s", a.ID, tt.want, draft.Text)
				}
				clean(t, r, a.ID, draft)
			}
		})
	}
}

// The rule set for secrets is there, and every pattern of it compiles.
func TestSecretRules(t *testing.T) {
	set := gitleaks()
	if len(set.Rules) < 200 {
		t.Errorf("only %d rules", len(set.Rules))
	}
	for _, r := range set.Rules {
		r.pattern()
		for _, a := range r.Allowlists {
			a.patterns()
		}
	}
	if len(set.Allowlist.patterns()) == 0 || len(set.Allowlist.StopWords) == 0 {
		t.Error("the common exceptions are not read")
	}
}
