package app

import (
	"cmp"
	"encoding/json"
	"slices"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// writing is what drafts are made from at one moment.
type writing struct {
	room      *store.Room
	now       incident.Time
	names     []string               // of the directory
	own       comms.Dictionaries     // the lead's own lists
	drafts    map[string]store.Draft // by hand, by audience
	templates comms.Templates
}

// state gives the public state that was chosen, or that fits.
func (w writing) state(chosen comms.PublicState) comms.PublicState {
	if chosen.Valid() {
		return chosen
	}
	return comms.StateFor(&w.room.Incident)
}

// generate is what the facts give now, and its paragraphs.
func (w writing) generate(audience string, state comms.PublicState) (comms.Draft, []comms.Paragraph, error) {
	return w.templates.Generate(&w.room.Incident, &w.room.Comms, audience, state, w.now)
}

func (w writing) lintContext(audience string, state comms.PublicState) comms.LintContext {
	ctx := w.room.Comms.LintContext(&w.room.Incident, audience, state, w.now, w.names)
	ctx.Dictionaries = w.own
	for _, other := range w.room.Comms.Audiences {
		if draft, byHand := w.drafts[other.ID]; byHand && other.ID != audience {
			ctx.Others = append(ctx.Others, comms.Other{Name: other.Name, Text: draft.Text, At: w.now})
		}
	}
	return ctx
}

func (w writing) findings(audience string, chosen comms.PublicState, words string) []FindingView {
	return each(comms.Lint(words, w.lintContext(audience, w.state(chosen))), findingView)
}

// draftView gives a draft: by hand where one was kept, else from the facts. In
// one by hand what nobody touched follows the facts. With no state chosen it is
// the one that a text by hand opens with.
func (w writing) draftView(audience string, chosen comms.PublicState, kept store.Draft) (DraftView, error) {
	byHand := !kept.Updated.IsZero()
	if !chosen.Valid() && byHand {
		chosen = comms.StatedState(kept.Text)
	}
	state := w.state(chosen)
	fresh, paragraphs, err := w.generate(audience, state)
	if err != nil {
		return DraftView{}, err
	}
	merged := comms.Merge(paragraphs, paragraphs, fresh.Text)
	if byHand {
		merged = comms.Merge(readBase(kept.Base), paragraphs, kept.Text)
	}
	view := DraftView{
		Text: merged.Text, State: string(state), Fresh: fresh.Text, NextWhy: fresh.Why,
		Edited: byHand && merged.Text != fresh.Text, FactsMove: merged.Stale,
		Base: writeBase(merged.Base), Paragraphs: each(merged.Pieces, pieceView),
		Occasion: string(fresh.Occasion), StateFits: string(w.state("")), Problem: fresh.Problem,
		Changes: []SpanView{},
	}
	if last := w.room.Comms.Last(audience); last != nil {
		changes := comms.Changed(last.Text, view.Text)
		view.Changes, view.Added, view.Removed = each(changes.New, spanView), changes.Added, changes.Removed
	}
	stated, _ := comms.StatedNext(view.Text, w.lintContext(audience, state))
	view.Next = text(stated)
	if !view.Edited {
		view.Next = cmp.Or(view.Next, text(fresh.Next))
	}
	view.Findings = w.findings(audience, state, view.Text)
	return view, nil
}

// take gives a draft to keep: the words, and what they stand on. With no base
// they stand on what is kept, else on the facts as they are now. It is false
// where the words are what the facts give.
func (w writing) take(audience string, state comms.PublicState, words, base string, kept store.Draft) (store.Draft, bool, error) {
	if !state.Valid() {
		state = comms.StatedState(words)
	}
	fresh, paragraphs, err := w.generate(audience, w.state(state))
	if err != nil {
		return store.Draft{}, false, err
	}
	if base == "" {
		base = writeBase(paragraphs)
		if !kept.Updated.IsZero() {
			base = writeBase(comms.Merge(readBase(kept.Base), paragraphs, kept.Text).Base)
		}
	}
	draft := store.Draft{Incident: w.room.ID, Audience: audience, Text: words, Base: base, Updated: w.now}
	return draft, words != fresh.Text, nil
}

// readBase reads what a draft stands on; text that is no list of paragraphs is
// the text itself.
func readBase(base string) (paragraphs []comms.Paragraph) {
	if json.Unmarshal([]byte(base), &paragraphs) != nil {
		return comms.Paragraphs(base, base)
	}
	return paragraphs
}

func writeBase(paragraphs []comms.Paragraph) string {
	text, err := json.Marshal(paragraphs)
	if err != nil {
		return ""
	}
	return string(text)
}

func pieceView(p comms.Piece) ParagraphView {
	return ParagraphView{Start: p.Start, End: p.End, Edited: p.Edited, Stale: p.Stale, Fresh: p.Fresh}
}

func spanView(c comms.Change) SpanView { return SpanView{Start: c.Start, End: c.End} }

func findingView(f comms.Finding) FindingView {
	view := FindingView{Rule: f.Rule, Severity: string(f.Severity), Start: f.Start, End: f.End, Reason: f.Reason}
	if f.Fix != nil {
		view.Fix = &FixView{Label: f.Fix.Label, Start: f.Fix.Start, End: f.Fix.End, Text: f.Fix.Text}
	}
	return view
}

func updatesView(w writing, drafts map[string]store.Draft) (UpdatesView, error) {
	r, s := w.room, &w.room.Incident
	view := UpdatesView{
		ID: r.ID, Number: number(r.Number), Title: s.Title, Severity: int(s.Severity), Phase: string(s.Phase),
		Zone: s.Zone, Seq: r.Journal.Last().Seq, Cleared: r.Comms.LegalCleared, Audiences: []AudienceView{},
		Facts: each(comms.Facts(s, &r.Comms, w.now), func(f comms.Fact) FactView {
			return FactView{
				Name: f.Name, Label: f.Label, Text: f.Text, Sources: append([]string{}, f.Sources...), Edited: f.Edited, Known: f.Known,
			}
		}),
	}
	dues := r.Comms.Due(s)
	for _, audience := range r.Comms.Audiences {
		draft, err := w.draftView(audience.ID, "", drafts[audience.ID])
		if err != nil {
			return view, err
		}
		learned := r.Comms.NewSince(s, audience.ID)
		v := AudienceView{
			ID: audience.ID, Name: audience.Name, External: audience.External, Paused: r.Comms.Paused[audience.ID],
			Draft: draft, Sent: sentViews(r, audience.ID),
			New: len(learned), NewEntries: each(learned[max(0, len(learned)-newRows):], newEntryView),
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

// newRows is how many entries that are new to an audience the screen shows,
// the newest, and newRunes how much of each.
const (
	newRows  = 50
	newRunes = 200
)

func newEntryView(s incident.Statement) NewEntryView {
	return NewEntryView{ID: s.ID, Occurred: text(s.Occurred), Kind: s.Kind, Text: incident.CleanLine(s.Text, newRunes)}
}
