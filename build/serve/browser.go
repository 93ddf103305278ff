package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
)

// backlog is how many events a page may be behind. One that is further behind
// is cut off; it connects again and asks for the state.
const backlog = 256

// browser is the page, or its several tabs, as the app's host.
type browser struct {
	quit func()

	mu      sync.Mutex
	streams map[chan []byte]struct{}
}

func newBrowser(quit func()) *browser {
	return &browser{quit: quit, streams: map[chan []byte]struct{}{}}
}

// Emit sends an event to every open page.
func (b *browser) Emit(event string, data any) {
	text, err := json.Marshal(struct {
		Name string `json:"name"`
		Data any    `json:"data"`
	}{event, data})
	if err != nil {
		slog.Error("the event is not JSON", "event", event, "err", err)
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for stream := range b.streams {
		select {
		case stream <- text:
		default:
			delete(b.streams, stream)
			close(stream)
		}
	}
}

// Show and Hide do nothing: a browser's window is the browser's own.
func (b *browser) Show() {}

// Hide does nothing, as Show.
func (b *browser) Hide() {}

// Quit ends the server.
func (b *browser) Quit() { b.quit() }

// ServeHTTP streams the events to one page until it leaves.
func (b *browser) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	stream := make(chan []byte, backlog)
	b.mu.Lock()
	b.streams[stream] = struct{}{}
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		delete(b.streams, stream)
		b.mu.Unlock()
	}()

	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = fmt.Fprint(w, "retry: 500\n\n")
	for out.Flush() == nil {
		select {
		case <-r.Context().Done():
			return
		case text, open := <-stream:
			if !open {
				return
			}
			_, _ = fmt.Fprintf(w, "event: message\ndata: %s\n\n", text)
		}
	}
}
