package app

import (
	"context"
	"strconv"
	"strings"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// keptPrefix is what the settings of unfinished texts begin with. Their values
// are the moment of the last change in Unix milliseconds, a space, the words.
const keptPrefix = "kept/"

// Bounds of what is kept of unfinished texts.
const (
	keptName  = 200 // bytes of a field's name
	keptTexts = 100 // the oldest one goes for one more
)

// Keep keeps what is typed into a field and not entered yet, under the
// field's name; empty words forget it.
func (w *Window) Keep(key, words string) (err error) {
	defer caught(&err)
	a := w.app
	if err := a.unusable(); err != nil {
		return err
	}
	if key == "" || len(key) > keptName {
		return fault.New(fault.TooLarge, "The name of a field has 1 to %d bytes.", keptName)
	}
	if len(words) > incident.MaxLine {
		return fault.New(fault.TooLarge, "A field holds up to 1 MB.")
	}
	ctx := context.Background()
	if words == "" {
		return a.store.DeleteSetting(ctx, keptPrefix+key)
	}
	a.keeping.Lock()
	defer a.keeping.Unlock()
	if err := a.makeRoom(ctx, keptPrefix+key); err != nil {
		return err
	}
	return a.store.SetSetting(ctx, keptPrefix+key, strconv.FormatInt(a.now().UnixMilli(), 10)+" "+words)
}

// makeRoom forgets the unfinished text that was changed the longest ago, where
// there is no room for one more.
func (a *App) makeRoom(ctx context.Context, key string) error {
	stored, err := a.store.SettingsWith(ctx, keptPrefix)
	if _, has := stored[key]; err != nil || has || len(stored) < keptTexts {
		return err
	}
	oldest, since := "", int64(0)
	for other, value := range stored {
		at, _, _ := strings.Cut(value, " ")
		if ms, _ := strconv.ParseInt(at, 10, 64); oldest == "" || ms < since {
			oldest, since = other, ms
		}
	}
	return a.store.DeleteSetting(ctx, oldest)
}

// Kept gives the unfinished texts by the name of their field.
func (w *Window) Kept() (texts map[string]string, err error) {
	defer caught(&err)
	a := w.app
	if err := a.unusable(); err != nil {
		return nil, err
	}
	stored, err := a.store.SettingsWith(context.Background(), keptPrefix)
	if err != nil {
		return nil, err
	}
	texts = map[string]string{}
	for key, value := range stored {
		if _, words, ok := strings.Cut(value, " "); ok {
			texts[strings.TrimPrefix(key, keptPrefix)] = words
		}
	}
	return texts, nil
}
