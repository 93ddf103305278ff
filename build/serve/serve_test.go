package main

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"aircover/app"
	"aircover/backend/fault"
)

// Area stands for a bound struct.
type Area struct{}

type place struct {
	Name string `json:"name"`
}

func (*Area) Greet(who place, times int) (string, error) {
	if who.Name == "" {
		return "", fault.Field("name", "Name someone.")
	}
	return strings.Repeat("hello "+who.Name+" ", times), nil
}
func (*Area) Nothing()             {}
func (*Area) Fail() error          { return errors.New("wire cut") }
func (*Area) Panic() int           { panic("wire cut") }
func (*Area) Full() error          { return fault.New(fault.Storage, "The disk is full.") }
func (*Area) Odd() (any, error)    { return func() {}, nil }
func (*Area) List() ([]int, error) { return []int{1, 2}, nil }

// format stands for the app's error form.
func format(err error) any { return string(fault.CodeOf(err)) + ": " + err.Error() }

func TestCalls(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("POST /api/{struct}/{method}", newCaller([]any{&Area{}}, format))
	tests := map[string]struct {
		method, body string
		status       int
		want         string // what the answer begins with
	}{
		"result":             {"Area/Greet", `[{"name":"Ann"},2]`, 200, `"hello Ann hello Ann "`},
		"list":               {"Area/List", `[]`, 200, `[1,2]`},
		"no result":          {"Area/Nothing", `[]`, 200, `null`},
		"fault":              {"Area/Greet", `[{"name":""},2]`, 400, `invalid: Name someone.`},
		"other fault":        {"Area/Full", `[]`, 500, `storage: The disk is full.`},
		"unknown error":      {"Area/Fail", `[]`, 500, `internal: wire cut`},
		"panic":              {"Area/Panic", `[]`, 500, `internal: panic: wire cut`},
		"result not JSON":    {"Area/Odd", `[]`, 500, `internal: `},
		"too few arguments":  {"Area/Greet", `[]`, 400, `invalid: The arguments of Area/Greet do not fit: 0 given, 2 taken.`},
		"too many arguments": {"Area/Fail", `[1]`, 400, `invalid: `},
		"wrong type":         {"Area/Greet", `[{"name":1},2]`, 400, `invalid: `},
		"not an array":       {"Area/Greet", `{}`, 400, `invalid: `},
		"no body":            {"Area/Greet", ``, 400, `invalid: `},
		"unknown method":     {"Area/Nope", `[]`, 404, `not_found: There is no method Area/Nope.`},
		"unknown struct":     {"Nope/Greet", `[]`, 404, `not_found: `},
		"too large":          {"Area/Fail", `["` + strings.Repeat("x", bodyLimit) + `"]`, 413, `too_large: This is over 16 MB`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answer := httptest.NewRecorder()
			mux.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/api/"+test.method, strings.NewReader(test.body)))
			if answer.Code != test.status || !strings.HasPrefix(answer.Body.String(), test.want) {
				t.Errorf("%d %s, want %d %s", answer.Code, answer.Body, test.status, test.want)
			}
		})
	}
}

// testServer is a gated server, and a client that is already let in.
func testServer(t *testing.T) (*httptest.Server, *gate, *browser, *http.Client) {
	t.Helper()
	host := newBrowser(func() {})
	a, err := app.Open(t.TempDir(), host)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	gate := newGate(server.Listener.Addr().String())
	files := fstest.MapFS{"index.html": {Data: []byte("<main>page</main>")}}
	server.Config.Handler = gate.guard(app.Policy(app.BrowserOrigins, routes(a, host, files)))
	server.Start()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	t.Cleanup(func() {
		client.CloseIdleConnections()
		server.CloseClientConnections()
		server.Close()
		_ = a.Close()
	})
	return server, gate, host, client
}

func TestGate(t *testing.T) {
	server, gate, _, client := testServer(t)
	get := func(client *http.Client, method, path string, change func(*http.Request)) (int, string) {
		t.Helper()
		address := path
		if !strings.HasPrefix(path, "http") {
			address = server.URL + path
		}
		request, err := http.NewRequest(method, address, strings.NewReader("[]"))
		if err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(request)
		}
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	own := func(r *http.Request) { r.Header.Set("Origin", server.URL) }
	const call = "/api/Startup/Status"

	stranger := &http.Client{}
	for _, path := range []string{"/", "/index.html", "/api/events", "/?token=guess"} {
		if code, _ := get(stranger, "GET", path, nil); code != http.StatusUnauthorized {
			t.Errorf("%s without the token: %d", path, code)
		}
	}
	if code, body := get(client, "GET", gate.entrance(), nil); code != 200 || body != "<main>page</main>" {
		t.Errorf("the entrance: %d %s", code, body)
	}
	if code, _ := get(stranger, "GET", gate.entrance(), nil); code != http.StatusUnauthorized {
		t.Errorf("the token a second time: %d", code)
	}
	if code, _ := get(client, "GET", "/?token=old", nil); code != 200 {
		t.Errorf("an old address in the browser that was let in: %d", code)
	}
	if code, body := get(client, "POST", call, own); code != 200 || !strings.HasPrefix(body, `{"ok":true`) {
		t.Errorf("a call: %d %s", code, body)
	}

	refused := map[string]func(*http.Request){
		"no origin":    nil,
		"other origin": func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
		"null origin":  func(r *http.Request) { r.Header.Set("Origin", "null") },
		"other host":   func(r *http.Request) { own(r); r.Host = "evil.example" },
		"other name":   func(r *http.Request) { own(r); r.Host = strings.Replace(r.URL.Host, "127.0.0.1", "localhost", 1) },
	}
	for name, change := range refused {
		if code, body := get(client, "POST", call, change); code != http.StatusForbidden || !strings.HasPrefix(body, `{"code":"unavailable"`) {
			t.Errorf("%s: %d %s", name, code, body)
		}
	}
	address, _ := url.Parse(server.URL)
	for _, cookie := range client.Jar.Cookies(address) {
		if code, _ := get(stranger, "POST", call, func(r *http.Request) {
			own(r)
			r.AddCookie(&http.Cookie{Name: cookie.Name, Value: cookie.Value + "x"})
		}); code != http.StatusUnauthorized {
			t.Errorf("another cookie: %d", code)
		}
	}
}

func TestEvents(t *testing.T) {
	server, gate, host, client := testServer(t)
	entrance, err := client.Get(gate.entrance())
	if err != nil {
		t.Fatal(err)
	}
	entrance.Body.Close()
	response, err := client.Get(server.URL + "/api/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	// the app behind it tells of its nudges at any moment
	read := func(n int) []string {
		var got []string
		for len(got) < n && lines.Scan() {
			switch text := lines.Text(); {
			case text == "" || text == "event: message":
			case !strings.HasPrefix(text, `data: {"name":"nudges"`):
				got = append(got, text)
			}
		}
		return got
	}
	// the greeting comes once the stream is among those that events go to
	got := read(1)
	host.Emit("changed", map[string]string{"text": "two\nlines"})
	host.Emit("odd", func() {})
	host.Emit("nothing", nil)
	got = append(got, read(2)...)
	want := []string{
		"retry: 500",
		`data: {"name":"changed","data":{"text":"two\nlines"}}`,
		`data: {"name":"nothing","data":null}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSlowPageIsCutOff(t *testing.T) {
	host := newBrowser(func() {})
	stream := make(chan []byte, backlog)
	host.streams[stream] = struct{}{}
	for range backlog + 1 {
		host.Emit("tick", nil)
	}
	if len(host.streams) != 0 {
		t.Error("the stream is kept")
	}
	got := 0
	for range stream {
		got++
	}
	if got != backlog {
		t.Errorf("%d events before the cut, want %d", got, backlog)
	}
}
