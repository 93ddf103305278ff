package app

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Desktop is the window as the app's host.
type Desktop struct {
	ctx      atomic.Pointer[context.Context]
	quitting atomic.Bool
	// KeepOpen says whether closing the window must only hide it.
	KeepOpen func() bool
	// Hidden is told that closing the window has only hidden it.
	Hidden func()
}

// Started takes the window's context once there is one.
func (d *Desktop) Started(ctx context.Context) {
	d.ctx.Store(&ctx)
	lockNavigation()
	go d.quitOnSignal()
}

// quitOnSignal quits at the first signal to end, and at the second without
// waiting for anything: what was acknowledged is on the disk by then.
func (d *Desktop) quitOnSignal() {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	<-signals
	d.Quit()
	<-signals
	os.Exit(1)
}

// BeforeClose decides what closing the window does; true keeps the app alive.
func (d *Desktop) BeforeClose(context.Context) bool {
	if d.quitting.Load() || d.KeepOpen == nil || !d.KeepOpen() {
		return false
	}
	d.Hide()
	if d.Hidden != nil {
		d.Hidden()
	}
	return true
}

// SecondStart answers a second start with the window of the first.
func (d *Desktop) SecondStart(options.SecondInstanceData) { d.Show() }

// Emit sends an event to the page; before there is a window it is dropped,
// since the page asks for the state when it loads.
func (d *Desktop) Emit(event string, data any) {
	d.with(func(ctx context.Context) { runtime.EventsEmit(ctx, event, data) })
}

// Show brings the window to the front.
func (d *Desktop) Show() {
	d.with(func(ctx context.Context) {
		runtime.WindowUnminimise(ctx)
		runtime.WindowShow(ctx)
	})
}

// Hide takes the window off the screen; the app goes on.
func (d *Desktop) Hide() { d.with(runtime.WindowHide) }

// Quit ends the app, open incident or not.
func (d *Desktop) Quit() {
	d.quitting.Store(true)
	d.with(runtime.Quit)
}

func (d *Desktop) with(do func(context.Context)) {
	if ctx := d.ctx.Load(); ctx != nil {
		do(*ctx)
	}
}
