// Package app is what the frontend may call: one bound struct per area, the
// views they return, the form of errors, the events, and the window.
package app

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"aircover/backend/fault"
)

// Host is the shell that the app runs in: the desktop window, or the server
// for a browser.
type Host interface {
	// Emit sends an event with its payload to the frontend.
	Emit(event string, data any)
	// Show brings the window to the front, Hide takes it off the screen.
	Show()
	Hide()
	// Quit ends the program, whatever is open.
	Quit()
}

// App is one data folder, opened by one process.
type App struct {
	dir     string
	host    Host
	lock    *os.File
	log     *faultLog
	failure error
}

// lockName is the file in the data folder that the running process holds locked.
const lockName = "aircover.lock"

// DefaultDir is the data folder for a person who named none.
func DefaultDir() string { return filepath.Join(xdg.DataHome, "aircover") }

// Open opens the data folder, and creates it where there is none. The App is
// never nil: with an error its bound structs answer with that same error, so
// that a window can say what happened.
func Open(dir string, host Host) (*App, error) {
	a := &App{dir: dir, host: host}
	a.failure = a.open()
	return a, a.failure
}

func (a *App) open() error {
	a.log = stderrLog()
	if err := os.MkdirAll(a.dir, 0o700); err != nil {
		return fault.Wrap(err, fault.Storage, "The data folder cannot be created.")
	}
	lock, err := lockFolder(a.dir)
	if err != nil {
		return err
	}
	a.lock = lock
	log, err := openLog(a.dir)
	if err != nil {
		return fault.Wrap(err, fault.Storage, "The data folder cannot be written to.")
	}
	a.log = log
	return nil
}

// Bind gives the structs whose methods the frontend may call.
func (a *App) Bind() []any {
	return []any{&Startup{app: a}}
}

// OpenIncidents says whether any incident is still open: then closing the
// window only hides it.
func (a *App) OpenIncidents() bool { return false }

// Close ends what the app runs, and lets go of the data folder.
func (a *App) Close() error {
	err := a.log.close()
	if a.lock != nil {
		_ = a.lock.Close()
	}
	return err
}
