package notify

import (
	"context"
	"runtime"
	"strings"

	"github.com/gen2brain/beeep"
)

// Desktop gives the Sender of the desktop that Aircover runs on. The icon is a
// PNG, or nil. It sets the name of the app for the whole process: call it once.
func Desktop(appName string, png []byte) Sender {
	beeep.AppName = appName
	plain := plainSender(png)
	if runtime.GOOS != "linux" {
		return plain
	}
	return newFreedesktop(appName, png, plain).send
}

// plainSender shows banners without buttons, on every platform.
func plainSender(png []byte) Sender {
	var icon any = "" // beeep fails on an empty picture
	if len(png) > 0 {
		icon = png
	}
	return func(_ context.Context, b Banner) error {
		title, body := quoteFor(runtime.GOOS, b.Title, b.Body)
		if b.Sound {
			return beeep.Alert(title, body, icon)
		}
		return beeep.Notify(title, body, icon)
	}
}

var (
	// The body is markup to the servers of the Desktop Notifications
	// Specification; the title is not.
	markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	// On Windows beeep writes the text into a CDATA section and, where the
	// toast interface fails, that into a PowerShell string that expands $(…)
	// and `. The fullwidth dollar sign is only a character there.
	inert = strings.NewReplacer("]]>", "]] >", "$", "＄", "`", "'")
)

// quoteFor makes plain text safe for the way in which beeep hands it on.
func quoteFor(system, title, body string) (string, string) {
	title, body = noOption(title), noOption(body)
	switch system {
	case "windows":
		return inert.Replace(title), inert.Replace(body)
	case "darwin":
		return title, body
	}
	return title, markup.Replace(body)
}

// noOption keeps text from being read as an option by the commands that beeep
// falls back to (notify-send, kdialog, terminal-notifier): a leading hyphen
// becomes U+2010, which looks the same.
func noOption(text string) string {
	if strings.HasPrefix(text, "-") {
		return "‐" + text[1:]
	}
	return text
}
