package incident

// Log enters one line of the log, as ParseLine read it.
func (s *State) Log(st Stamp, l LogLine) ([]Change, error) {
	return []Change{st.ChangeAt(At(l.Occurred), s.entered(l))}, nil
}

// entered gives the payload of a log line.
func (s *State) entered(l LogLine) Payload {
	switch l.Kind {
	case LineHypothesis:
		return HypothesisOpened{Text: l.Text}
	case LineEvidence:
		return EvidenceLogged{Text: l.Text}
	case LineDecision:
		return Decided{Text: l.Text, Rollback: l.Rollback}
	case LineNeed:
		return NeedOpened{Text: l.Text, NeedKind: l.NeedKind, For: l.Who, Owner: s.Lead()}
	case LineWhere:
		return WhereReported{Workstream: s.knownWorkstream(l.Workstream), Text: l.Text}
	case LineTask:
		return TaskAssigned{Person: s.knownPerson(l.Who), Minutes: min(l.Minutes, MaxTimeBox), Text: l.Text}
	case LineQuestion:
		return QuestionAsked{Text: l.Text, By: l.Who, Where: l.Where}
	case LineInterruption:
		return InterruptionLogged{Person: s.knownPerson(l.Who), Minutes: min(l.Minutes, MaxTimeBox), Text: l.Text}
	}
	return Noted{Text: l.Text}
}

// knownWorkstream gives the name as it was first written.
func (s *State) knownWorkstream(name string) string {
	for _, w := range s.Workstreams {
		if SameName(w.Name, name) {
			return w.Name
		}
	}
	return name
}

// knownPerson gives the name as it was first written, so that one person does
// not stand in the room twice.
func (s *State) knownPerson(name string) string {
	for _, known := range s.People() {
		if SameName(known, name) {
			return known
		}
	}
	return name
}
