// Package app is what the frontend may call: one bound struct per area, the
// views they return, the form of errors, the events, and the window.
package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"

	"aircover/backend/fault"
	"aircover/backend/notify"
	"aircover/backend/nudge"
	"aircover/backend/store"
	"aircover/build"
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
	dir    string
	host   Host
	around surroundings
	log    atomic.Pointer[faultLog]

	// What open gives. It is written while failure is set, and read only once
	// that was found to be nil.
	lock   *os.File
	store  *store.Store
	runner *Runner

	onBridge   atomic.Bool                     // the lead is on the open call
	composing  atomic.Pointer[nudge.Composing] // the draft being written
	saidHidden atomic.Bool                     // the lead was told once that the app goes on
	keeping    sync.Mutex                      // held while an unfinished text is kept

	opening sync.Mutex
	failure atomic.Pointer[error] // why the data folder is not open; nil once it is
}

// lockName is the file in the data folder that the running process holds locked.
const lockName = "aircover.lock"

// DefaultDir is the data folder for a person who named none.
func DefaultDir() string { return filepath.Join(xdg.DataHome, "aircover") }

// Open opens the data folder, and creates it where there is none. The App is
// never nil: with an error its bound structs answer with that same error, so
// that a window can say what happened.
func Open(dir string, host Host) (*App, error) {
	notifier := notify.New(notify.Desktop("Aircover", build.Icon), bannerDeadline)
	return openIn(dir, host, surroundings{now: time.Now, downloads: xdg.UserDirs.Download, show: notifier.Show})
}

// surroundings are what the app takes from the machine.
type surroundings struct {
	now       func() time.Time
	downloads string // the folder that calendar files are written to
	show      func(context.Context, notify.Banner) error
}

func openIn(dir string, host Host, around surroundings) (*App, error) {
	a := &App{dir: dir, host: host, around: around}
	a.log.Store(stderrLog())
	a.fail(fault.New(fault.Unusable, "Aircover is starting. Try again in a moment."))
	return a, a.reopen(func() error { return nil })
}

// reopen tries to open a folder that is not open, after a remedy.
func (a *App) reopen(remedy func() error) error {
	a.opening.Lock()
	defer a.opening.Unlock()
	if a.unusable() == nil {
		return nil
	}
	if err := remedy(); err != nil {
		return err
	}
	if err := a.open(); err != nil {
		_ = a.letGo() // what failed to open says more
		a.fail(err)
		return err
	}
	a.failure.Store(nil)
	a.runner.Start()
	return nil
}

func (a *App) fail(err error) { a.failure.Store(&err) }

// unusable gives the error that every call answers with while the folder is
// not open.
func (a *App) unusable() error {
	if err := a.failure.Load(); err != nil {
		return *err
	}
	return nil
}

func (a *App) open() error {
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
	a.log.Store(log)
	if a.store, err = store.Open(context.Background(), filepath.Join(a.dir, databaseName)); err != nil {
		return err
	}
	a.runner = a.nudgeRunner()
	return nil
}

// Bind gives the structs whose methods the frontend may call.
func (a *App) Bind() []any {
	return []any{
		&Startup{app: a}, &Home{app: a}, &Room{app: a}, &Work{app: a}, &Updates{app: a}, &Promises{app: a}, &Questions{app: a}, &Sync{app: a},
		&Nudges{app: a}, &People{app: a}, &Audiences{app: a}, &Templates{app: a}, &Wording{app: a}, &Window{app: a},
	}
}

// OpenIncidents says whether any incident is still open: then closing the
// window only hides it.
func (a *App) OpenIncidents() bool {
	if a.unusable() != nil {
		return false
	}
	open, err := a.store.List(context.Background(), store.ListQuery{OpenOnly: true, Limit: 1})
	return err == nil && len(open) > 0
}

// Close ends what the app runs, and lets go of the data folder. Calls that
// come later are told so.
func (a *App) Close() error {
	a.opening.Lock()
	defer a.opening.Unlock()
	wasOpen := a.unusable() == nil
	a.fail(fault.New(fault.Unusable, "Aircover is closing."))
	var err error
	if wasOpen {
		err = a.runner.Stop(context.Background())
	}
	return errors.Join(err, a.letGo())
}

// letGo closes what was opened, in the reverse order.
func (a *App) letGo() error {
	var errs []error
	if a.store != nil {
		errs = append(errs, a.store.Close())
	}
	errs = append(errs, a.log.Swap(stderrLog()).close())
	if a.lock != nil {
		errs = append(errs, a.lock.Close())
		a.lock = nil
	}
	return errors.Join(errs...)
}

// now is the moment on the laptop's clock.
func (a *App) now() time.Time { return a.around.now() }
