package app

import (
	"net/http"
	"strings"
)

// The origins that a page may load from. WebKitGTK was seen not to match
// 'self' with the window's own wails: scheme, so the window names it.
const (
	WindowOrigins  = "'self' wails:"
	BrowserOrigins = "'self'"
)

// Policy sets the content security policy on everything that next serves:
// only files of the app's own run, and nothing is fetched from elsewhere.
func Policy(origins string, next http.Handler) http.Handler {
	value := strings.Join([]string{
		"default-src 'none'",
		"script-src " + origins,
		"style-src " + origins,
		"font-src " + origins,
		"connect-src " + origins,
		"img-src " + origins + " data:",
		"frame-src 'none'",
		"object-src 'none'",
		"form-action 'none'",
		"base-uri 'none'",
	}, "; ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", value)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}
