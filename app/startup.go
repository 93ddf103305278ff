package app

import (
	"path/filepath"

	"aircover/backend/fault"
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
}

// Status says whether the app is usable, and otherwise what happened, where,
// and what to do.
func (s *Startup) Status() StartupView {
	err := s.app.failure
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
	}
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
		"Nothing was changed or deleted. Copy the whole folder to a safe place first. Then put a good backup in its place, or start with another folder: aircover -data FOLDER.",
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
