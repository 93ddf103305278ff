package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Wording is what the lint goes by beside its own rules: the lead's own lists
// of words that must not get out, and what counsel cleared.
type Wording struct{ app *App }

// WordingView is the lead's own lists, one word or name a line.
type WordingView struct {
	Codenames []string `json:"codenames"`
	Hosts     []string `json:"hosts"`
	Customers []string `json:"customers"`
	Vendors   []string `json:"vendors"`
}

const (
	settingWording = "wording"
	// longestList and longestWord bound the lists, which every draft is held
	// against while it is typed.
	longestList = 1000
	longestWord = 100
)

// Lists gives the lead's own lists.
func (w *Wording) Lists() (view WordingView, err error) {
	defer caught(&err)
	own, err := w.app.dictionaries()
	if err != nil {
		return view, err
	}
	list := func(words []string) []string { return append([]string{}, words...) }
	return WordingView{
		Codenames: list(own.Codenames), Hosts: list(own.Hosts), Customers: list(own.Customers), Vendors: list(own.Vendors),
	}, nil
}

// Save keeps the lists. Empty lines and repeated words go.
func (w *Wording) Save(lists WordingView) (err error) {
	defer caught(&err)
	a := w.app
	if err := a.unusable(); err != nil {
		return err
	}
	var own comms.Dictionaries
	for _, list := range []struct {
		field string
		from  []string
		to    *[]string
	}{
		{"codenames", lists.Codenames, &own.Codenames},
		{"hosts", lists.Hosts, &own.Hosts},
		{"customers", lists.Customers, &own.Customers},
		{"vendors", lists.Vendors, &own.Vendors},
	} {
		if *list.to, err = wordList(list.field, list.from); err != nil {
			return err
		}
	}
	text, err := json.Marshal(own)
	if err != nil {
		return fmt.Errorf("write the word lists: %w", err)
	}
	if err := a.store.SetSetting(context.Background(), settingWording, string(text)); err != nil {
		return err
	}
	a.changed("", 0)
	return nil
}

// wordList cleans one list.
func wordList(field string, from []string) ([]string, error) {
	words := []string{}
	for _, word := range from {
		word, err := incident.Words(field, strings.Join(strings.Fields(word), " "), longestWord)
		if err != nil {
			return nil, err
		}
		if word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	if len(words) > longestList {
		return nil, fault.Field(field, "This list has %d lines, and %d fit. Keep those that must not get out.", len(words), longestList)
	}
	return words, nil
}

// dictionaries reads the lead's own lists. Lists that cannot be read are none.
func (a *App) dictionaries() (own comms.Dictionaries, err error) {
	if err := a.unusable(); err != nil {
		return own, err
	}
	text, set, err := a.store.Setting(context.Background(), settingWording)
	if err != nil || !set {
		return own, err
	}
	if err := json.Unmarshal([]byte(text), &own); err != nil {
		a.log.Load().write("wording", err)
		return comms.Dictionaries{}, nil
	}
	return own, nil
}

// Clear records that counsel cleared what is said of security, or took it back.
func (w *Wording) Clear(id string, cleared bool) (err error) {
	defer caught(&err)
	return w.app.change(id, func(r *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.ClearLegal(st, cleared)
	})
}
