package app

import (
	"cmp"
	"slices"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// writing is what drafts are made from at one moment.
type writing struct {
	room  *store.Room
	now   incident.Time
	names []string
}

// state gives the public state that was chosen, or that fits.
func (w writing) state(chosen comms.PublicState) comms.PublicState {
	if chosen.Valid() {
		return chosen
	}
	return comms.StateFor(&w.room.Incident)
}

// fresh is what the facts give now.
func (w writing) fresh(audience string, state comms.PublicState) (comms.Draft, error) {
	return comms.Render(&w.room.Incident, &w.room.Comms, audience, state, w.now, incident.Time{})
}

// fingerprint is what the facts give at a fixed time, so that two of them
// differ only where the facts do.
func (w writing) fingerprint(audience string, chosen comms.PublicState) (string, error) {
	then := w.room.Incident.Declared
	draft, err := comms.Render(&w.room.Incident, &w.room.Comms, audience, w.state(chosen), then, then.Add(time.Hour))
	return draft.Text, err
}

func (w writing) lintContext(audience string, state comms.PublicState) comms.LintContext {
	return w.room.Comms.LintContext(&w.room.Incident, audience, state, w.now, w.names)
}

func (w writing) findings(audience string, chosen comms.PublicState, words string) []FindingView {
	return each(comms.Lint(words, w.lintContext(audience, w.state(chosen))), findingView)
}

// draftView gives a draft: by hand where one was kept, else from the facts.
func (w writing) draftView(audience string, chosen comms.PublicState, kept store.Draft) (DraftView, error) {
	state := w.state(chosen)
	fresh, err := w.fresh(audience, state)
	if err != nil {
		return DraftView{}, err
	}
	base, err := w.fingerprint(audience, chosen)
	if err != nil {
		return DraftView{}, err
	}
	byHand := !kept.Updated.IsZero()
	view := DraftView{
		Text: fresh.Text, State: string(state), Fresh: fresh.Text, NextWhy: fresh.Why,
		Edited: byHand, FactsMove: byHand && kept.Base != base,
	}
	if byHand {
		view.Text = kept.Text
	}
	stated, _ := comms.StatedNext(view.Text, w.lintContext(audience, state))
	view.Next = cmp.Or(text(stated), text(fresh.Next))
	view.Findings = w.findings(audience, chosen, view.Text)
	return view, nil
}

func findingView(f comms.Finding) FindingView {
	view := FindingView{Rule: f.Rule, Severity: string(f.Severity), Start: f.Start, End: f.End, Reason: f.Reason}
	if f.Fix != nil {
		view.Fix = &FixView{Label: f.Fix.Label, Start: f.Fix.Start, End: f.Fix.End, Text: f.Fix.Text}
	}
	return view
}

func updatesView(r *store.Room, now incident.Time, names []string, drafts map[string]store.Draft) (UpdatesView, error) {
	s := &r.Incident
	view := UpdatesView{
		ID: r.ID, Number: number(r.Number), Title: s.Title, Severity: int(s.Severity), Phase: string(s.Phase),
		Zone: s.Zone, Seq: r.Journal.Last().Seq, Audiences: []AudienceView{},
		Facts: each(comms.Facts(s, &r.Comms, now), func(f comms.Fact) FactView {
			return FactView{
				Name: f.Name, Label: f.Label, Text: f.Text, Sources: append([]string{}, f.Sources...), Edited: f.Edited, Known: f.Known,
			}
		}),
	}
	w := writing{r, now, names}
	dues := r.Comms.Due(s)
	for _, audience := range r.Comms.Audiences {
		draft, err := w.draftView(audience.ID, "", drafts[audience.ID])
		if err != nil {
			return view, err
		}
		v := AudienceView{
			ID: audience.ID, Name: audience.Name, External: audience.External, Paused: r.Comms.Paused[audience.ID],
			Draft: draft, Sent: sentViews(r, audience.ID),
			New: len(r.Comms.NewSince(s, audience.ID)),
		}
		if at := slices.IndexFunc(dues, func(d comms.Due) bool { return d.Audience == audience.ID }); at >= 0 {
			due := dueView(dues[at])
			v.Due = &due
		}
		view.Audiences = append(view.Audiences, v)
	}
	return view, nil
}

// sentViews lists the newest updates of an audience, newest first.
func sentViews(r *store.Room, audience string) []SentView {
	views := []SentView{}
	for _, sent := range slices.Backward(r.Comms.Sent) {
		if sent.Audience == audience && len(views) < sentRows {
			views = append(views, SentView{
				Entry: sent.ID, At: text(sent.At), State: string(sent.State), Text: sent.Text, Next: text(sent.Next),
			})
		}
	}
	return views
}
