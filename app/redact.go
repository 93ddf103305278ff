package app

import (
	"context"
	"strings"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// RedactAnswer says where the words of a redacted entry still stand, because
// the lead wrote them there: in a draft, or in an update that was sent.
type RedactAnswer struct {
	Left []string `json:"left"` // sentences
}

// Redact erases the words of an entry for good: here, in the indexes, in what
// drafts were rendered from, and the names that stood in no other entry from
// the directory.
func (r *Room) Redact(id, entry string) (answer RedactAnswer, err error) {
	defer caught(&err)
	a := r.app
	answer.Left = []string{}
	var words string
	var named []string
	err = a.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		for _, e := range room.Journal.Entries() {
			if e.ID == entry {
				words = e.Words
			}
		}
		if record, ok := room.Journal.Record(entry); ok {
			named = namedIn(record.Payload)
		}
		return room.Journal.Redact(st, entry)
	})
	if err != nil {
		return answer, err
	}
	if err := a.redactDrafts(id, words, &answer); err != nil {
		return answer, err
	}
	if err := a.forget(id, named); err != nil {
		return answer, err
	}
	// what a correction of it was to say
	if err := a.store.DeleteSetting(context.Background(), keptPrefix+"correct "+entry); err != nil {
		return answer, err
	}
	return answer, a.store.Scrub(context.Background())
}

// namedIn lists the people whom an entry names beside its words.
func namedIn(p incident.Payload) []string {
	switch p := p.(type) {
	case incident.NeedOpened:
		return []string{p.For}
	case incident.TaskAssigned:
		return []string{p.Person}
	case incident.QuestionAsked:
		return []string{p.By}
	case incident.InterruptionLogged:
		return []string{p.Person}
	case incident.RoleAssigned:
		return []string{p.Person}
	}
	return nil
}

// redactDrafts renders anew what every draft stands on, so that the redacted
// words are in none of it, and tells where the lead's own words still hold
// them.
func (a *App) redactDrafts(id, words string, answer *RedactAnswer) error {
	drafts, err := a.store.Drafts(context.Background(), id)
	if err != nil {
		return err
	}
	err = a.withWriting(id, func(w writing) error {
		for audience, kept := range drafts {
			if w.room.Comms.Audience(audience) == nil {
				kept.Base = "" // nothing is drafted for it any more
				drafts[audience] = kept
				continue
			}
			_, paragraphs, err := w.generate(audience, w.state(comms.StatedState(kept.Text)))
			if err != nil {
				return err
			}
			kept.Text = comms.Merge(readBase(kept.Base), paragraphs, kept.Text).Text
			kept.Base = writeBase(paragraphs)
			drafts[audience] = kept
		}
		answer.Left = stillHeld(w.room, drafts, words)
		return nil
	})
	if err != nil {
		return err
	}
	for _, draft := range drafts {
		if err := a.store.SaveDraft(context.Background(), draft); err != nil {
			return err
		}
	}
	return nil
}

// tellingWords is the least length, in bytes, of words that are looked for:
// "ok" stands everywhere.
const tellingWords = 4

// stillHeld names the drafts and the updates that hold the words.
func stillHeld(r *store.Room, drafts map[string]store.Draft, words string) []string {
	left := []string{}
	words = strings.ToLower(strings.TrimSpace(words))
	if len(words) < tellingWords {
		return left
	}
	for _, audience := range r.Comms.Audiences {
		if strings.Contains(strings.ToLower(drafts[audience.ID].Text), words) {
			left = append(left, "Your draft for "+audience.Name+" still holds these words. Take them out there.")
		}
		for _, sent := range r.Comms.Sent {
			if sent.Audience == audience.ID && strings.Contains(strings.ToLower(sent.Text), words) {
				left = append(left, "An update sent to "+audience.Name+" holds these words. Redact its entry in the log too.")
				break
			}
		}
	}
	return left
}

// forget takes names out of the directory that no entry of the incident has
// any more, unless somebody wrote down an address for them.
func (a *App) forget(id string, names []string) error {
	for _, name := range names {
		person, err := a.person(name)
		if err != nil {
			return err
		}
		stays := name == "" || person.Email != ""
		err = a.read(id, func(r *store.Room) error {
			for _, record := range r.Journal.Records() {
				for _, other := range namedIn(record.Payload) {
					stays = stays || incident.SameName(other, name)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if stays {
			continue
		}
		if err := a.store.ForgetPerson(context.Background(), name); err != nil {
			return err
		}
	}
	return nil
}
