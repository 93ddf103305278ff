package main

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"aircover/app"
	"aircover/backend/fault"
)

// gate lets in one browser: the one that was first to show the token. The
// names in the request must be this server's own, so that neither another
// site nor a name that was rebound to 127.0.0.1 gets through.
type gate struct {
	address string
	// name is the cookie's: cookies are shared between the ports of a host
	name   string
	cookie string

	mu    sync.Mutex
	token string
}

func newGate(address string) *gate {
	_, port, _ := strings.Cut(address, ":")
	return &gate{address: address, name: "aircover_" + port, cookie: rand.Text(), token: rand.Text()}
}

// entrance is the address to open in the browser.
func (g *gate) entrance() string { return "http://" + g.address + "/?token=" + g.token }

func (g *gate) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		switch {
		case r.Host != g.address:
			refuse(w, r, http.StatusForbidden, "This address is not served here.")
		case !g.ownOrigin(r):
			refuse(w, r, http.StatusForbidden, "Another site cannot use Aircover.")
		case r.URL.Path == "/" && r.URL.Query().Has("token"):
			g.exchange(w, r)
		case !g.knows(r):
			refuse(w, r, http.StatusUnauthorized, "Open the address that build/serve printed. It works once; start build/serve again for a new one.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// refuse answers a call in the error form, and a page in plain words.
func refuse(w http.ResponseWriter, r *http.Request, status int, sentence string) {
	if !strings.HasPrefix(r.URL.Path, "/api/") {
		http.Error(w, sentence, status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	view := app.ErrorView{Code: fault.Unusable, Message: sentence, Fields: map[string]string{}}
	_ = json.NewEncoder(w).Encode(view)
}

// ownOrigin wants an own origin where there is one, and on every request that
// changes something.
func (g *gate) ownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return r.Method == http.MethodGet || r.Method == http.MethodHead
	}
	return origin == "http://"+g.address
}

func (g *gate) knows(r *http.Request) bool {
	cookie, err := r.Cookie(g.name)
	return err == nil && subtle.ConstantTimeCompare([]byte(cookie.Value), []byte(g.cookie)) == 1
}

// exchange trades the token for the cookie, once, and drops it from the
// address bar.
func (g *gate) exchange(w http.ResponseWriter, r *http.Request) {
	if !g.spend(r.URL.Query().Get("token")) && !g.knows(r) {
		refuse(w, r, http.StatusUnauthorized, "This address was used already. Start build/serve again for a new one.")
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name:     g.name,
		Value:    g.cookie,
		Path:     "/",
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
	})
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (g *gate) spend(token string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.token == "" || subtle.ConstantTimeCompare([]byte(token), []byte(g.token)) != 1 {
		return false
	}
	g.token = ""
	return true
}
