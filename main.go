// Command aircover is the desktop app.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"aircover/app"
	"aircover/build"
	"aircover/frontend"
)

// noDisplay is the exit code of a start without a display, so that build/run
// knows to serve a browser instead.
const noDisplay = 3

func main() {
	data := flag.String("data", app.DefaultDir(), "the `folder` that holds the data")
	flag.Parse()
	if err := run(*data); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(data string) error {
	app.Private()
	dir, err := filepath.Abs(data)
	if err != nil {
		return err
	}
	if !app.PrepareWindow() {
		fmt.Fprintln(os.Stderr, "There is no display to open a window on. ./build/run serves Aircover to a browser instead.")
		os.Exit(noDisplay)
	}

	window := &app.Desktop{}
	// a failure to open is for the window to say
	a, _ := app.Open(dir, window)
	window.KeepOpen, window.Hidden = a.OpenIncidents, a.SayHidden
	runErr := wails.Run(windowOptions(a, window, dir))
	if err := a.Close(); err != nil {
		return err
	}
	return runErr
}

func windowOptions(a *app.App, window *app.Desktop, dir string) *options.App {
	return &options.App{
		Title:     "Aircover",
		Width:     1280,
		Height:    800,
		MinWidth:  480,
		MinHeight: 200,
		AssetServer: &assetserver.Options{
			Assets:     frontend.Dist,
			Middleware: func(next http.Handler) http.Handler { return app.Policy(app.WindowOrigins, next) },
		},
		LogLevelProduction: logger.ERROR,
		OnStartup:          window.Started,
		OnBeforeClose:      window.BeforeClose,
		Bind:               a.Bind(),
		ErrorFormatter:     a.FormatError,
		SingleInstanceLock: &options.SingleInstanceLock{
			// one window per data folder
			UniqueId:               fmt.Sprintf("aircover-%x", sha256.Sum256([]byte(dir)))[:25],
			OnSecondInstanceLaunch: window.SecondStart,
		},
		Linux: &linux.Options{
			Icon:             build.Icon,
			ProgramName:      "aircover",
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
	}
}
