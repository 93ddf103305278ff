//go:build desktop && production

// Command emptywindow is a window with a page of one line: what Aircover's
// start is held against. Its options are those of Aircover's window, without
// what the app adds: bound structs, a database, a policy, a lock.
package main

import (
	"embed"
	"fmt"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"aircover/build"
)

//go:embed page
var page embed.FS

func main() {
	// as Aircover does, which makes the comparison the harder one
	if err := os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	err := wails.Run(&options.App{
		Title:              "Empty window",
		Width:              1280,
		Height:             800,
		MinWidth:           480,
		MinHeight:          200,
		AssetServer:        &assetserver.Options{Assets: page},
		LogLevelProduction: logger.ERROR,
		Linux: &linux.Options{
			Icon:             build.Icon,
			ProgramName:      "emptywindow",
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
