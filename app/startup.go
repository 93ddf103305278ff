package app

import (
	"path/filepath"

	"aircover/backend/fault"
	"aircover/backend/store"
)

// Startup tells the frontend how opening the data folder went.
type Startup struct{ app *App }

// StartupView is what the window says when the app cannot start. With OK the
// rest is empty.
type StartupView struct {
	OK      bool   `json:"ok"`
	Title   string `json:"title"`
	Message string `json:"message"`
	Path    string `json:"path"`
	Advice  string `json:"advice"`
	// CanSetAside says that the database can be put aside, to start with an
	// empty one.
	CanSetAside bool `json:"canSetAside"`
}

// Status says whether the app is usable, and otherwise what happened, where,
// and what to do.
func (s *Startup) Status() StartupView {
	err := s.app.unusable()
	if err == nil {
		return StartupView{OK: true}
	}
	code := fault.CodeOf(err)
	words, known := startupWords[code]
	if !known {
		words = startupWords[fault.Internal]
	}
	return StartupView{
		Title:   words.title,
		Message: s.app.view(err).Message,
		Path:    filepath.Join(s.app.dir, databaseName),
		Advice:  words.advice,

		CanSetAside: code == fault.Damaged,
	}
}

// Retry opens the data folder again, after the cause was removed.
func (s *Startup) Retry() (view StartupView, err error) {
	defer caught(&err)
	_ = s.app.reopen(func() error { return nil }) // Status says what came of it
	return s.Status(), nil
}

// SetAside renames a damaged database, and starts with an empty one. Nothing
// is deleted.
func (s *Startup) SetAside() (view StartupView, err error) {
	defer caught(&err)
	_ = s.app.reopen(func() error { // Status says what came of it
		if fault.CodeOf(s.app.unusable()) != fault.Damaged {
			return nil
		}
		stamp := s.app.now().UTC().Format("2006-01-02-150405")
		_, err = store.SetAside(filepath.Join(s.app.dir, databaseName), stamp)
		return err
	})
	return s.Status(), err
}

// databaseName is the database's file name in the data folder.
const databaseName = "aircover.db"

var startupWords = map[fault.Code]struct{ title, advice string }{
	fault.InUse: {
		"Aircover is already open",
		"Go to the window that is open, or close it and start again.",
	},
	fault.Newer: {
		"This data was written by a newer Aircover",
		"Nothing was changed. Install the newest Aircover and start it again, or start this one with another folder: aircover -data FOLDER.",
	},
	fault.Damaged: {
		"The database is damaged",
		"Nothing was changed or deleted. Put a good copy of the file in its place and try again, or set the damaged file aside: it keeps its content under another name beside it, and Aircover starts empty.",
	},
	fault.Storage: {
		"The data cannot be opened",
		"Nothing was changed. Check that the disk has room and that this folder and file can be read and written by you, then start again. Another folder works too: aircover -data FOLDER.",
	},
	fault.Internal: {
		"Aircover could not start",
		"Nothing was changed. The log file in this folder says more. Start again, or start with another folder: aircover -data FOLDER.",
	},
}
