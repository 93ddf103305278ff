package notify

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
	"unicode/utf8"

	"aircover/backend/fault"
)

const deadline = 3 * time.Second

func TestShowHandsOn(t *testing.T) {
	tests := []struct {
		name        string
		banner      Banner
		title, body string
	}{
		{"plain", Banner{Title: "Promise", Body: "You promised 15:20."}, "Promise", "You promised 15:20."},
		{"one line", Banner{Title: "A\r\nB\tC", Body: " x \n\n y "}, "A B C", "x y"},
		{"controls", Banner{Title: "A\x00B\x1b", Body: "\u202ex\u202c\u2066y\u2069\u0085"}, "AB", "xy"},
		{"markup is the desktop's", Banner{Title: "<b>", Body: "a & b <i>"}, "<b>", "a & b <i>"},
		{
			"cut at a word",
			Banner{Title: strings.Repeat("payments ", 10), Body: strings.Repeat("结账 ", 100)},
			strings.TrimSpace(strings.Repeat("payments ", 6)) + "…", strings.TrimSpace(strings.Repeat("结账 ", 66)) + "…",
		},
		{"one long word", Banner{Title: strings.Repeat("x", 61), Body: ""}, strings.Repeat("x", 59) + "…", ""},
		{"just fits", Banner{Title: strings.Repeat("x", 60), Body: strings.Repeat("é", 200)}, strings.Repeat("x", 60), strings.Repeat("é", 200)},
		{"broken UTF-8", Banner{Title: "a\xff", Body: "b"}, "a\ufffd", "b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var title, body string
			n := New(func(_ context.Context, b Banner) error { title, body = b.Title, b.Body; return nil }, deadline)
			if err := n.Show(t.Context(), tt.banner); err != nil {
				t.Fatalf("Show: %v", err)
			}
			if title != tt.title || body != tt.body {
				t.Errorf("sent %q and %q, want %q and %q", title, body, tt.title, tt.body)
			}
		})
	}
}

func TestShowTellsUrgency(t *testing.T) {
	for _, critical := range []bool{true, false} {
		n := New(func(_ context.Context, b Banner) error {
			if b.Critical != critical {
				t.Errorf("critical %v, want %v", b.Critical, critical)
			}
			return nil
		}, deadline)
		if err := n.Show(t.Context(), Banner{Critical: critical}); err != nil {
			t.Errorf("Show: %v", err)
		}
	}
}

func TestShowTellsWhatFailed(t *testing.T) {
	noBus := errors.New("no bus")
	tests := []struct {
		name string
		send Sender
		want string
	}{
		{"refused", func(context.Context, Banner) error { return noBus }, "no bus"},
		{"panicked", func(context.Context, Banner) error { panic("no display") }, "no display"},
		{"left", func(context.Context, Banner) error { runtime.Goexit(); return nil }, "without an answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := New(tt.send, deadline)
			for range 2 { // the turn was given back
				err := n.Show(t.Context(), Banner{Key: "promise/7"})
				if fault.CodeOf(err) != fault.Unusable || !strings.HasPrefix(err.Error(), "The desktop shows no notifications.") ||
					!strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "promise/7") {
					t.Errorf("error %v", err)
				}
			}
		})
	}
}

// A desktop that hangs holds one goroutine; every other call fails at once,
// until it answers after all.
func TestShowLeavesOneHanging(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		var calls atomic.Int32
		n := New(func(context.Context, Banner) error {
			if calls.Add(1) == 1 {
				<-release
			}
			return nil
		}, deadline)
		start := time.Now()
		if err := n.Show(t.Context(), Banner{}); fault.CodeOf(err) != fault.Unusable ||
			!strings.HasPrefix(err.Error(), "The desktop does not answer notifications.") {
			t.Errorf("a hanging desktop gave %v", err)
		}
		if took := time.Since(start); took != deadline {
			t.Errorf("took %v, want %v", took, deadline)
		}
		for range 1000 {
			if err := n.Show(t.Context(), Banner{}); fault.CodeOf(err) != fault.Unusable {
				t.Fatalf("while it hangs: %v", err)
			}
		}
		if took := time.Since(start); took != deadline || calls.Load() != 1 {
			t.Errorf("a thousand more took %v, %d calls", took-deadline, calls.Load())
		}
		close(release)
		synctest.Wait()
		if err := n.Show(t.Context(), Banner{}); err != nil || calls.Load() != 2 {
			t.Errorf("after it answered: %v, %d calls", err, calls.Load())
		}
	})
}

// Calls while a slow but living desktop works wait for their turn, and no
// longer than the deadline.
func TestShowTakesTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(func(context.Context, Banner) error { time.Sleep(2 * time.Second); return nil }, deadline)
		start := time.Now()
		errs := make([]error, 3)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				time.Sleep(time.Duration(i) * 100 * time.Millisecond)
				errs[i] = n.Show(t.Context(), Banner{})
			})
		}
		all.Wait()
		if errs[0] != nil || errs[1] == nil || errs[2] == nil {
			t.Errorf("errors %v", errs)
		}
		if took := time.Since(start); took > deadline+200*time.Millisecond {
			t.Errorf("took %v", took)
		}
		time.Sleep(time.Minute)
		if err := n.Show(t.Context(), Banner{}); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestShowCalledOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(func(context.Context, Banner) error { time.Sleep(time.Second); return nil }, deadline)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(500*time.Millisecond, cancel)
		if err := n.Show(ctx, Banner{}); !errors.Is(err, context.Canceled) || fault.CodeOf(err) != fault.Unusable {
			t.Errorf("called off under way: %v", err)
		}
		if err := n.Show(ctx, Banner{}); !errors.Is(err, context.Canceled) {
			t.Errorf("called off before: %v", err)
		}
		if err := n.Show(t.Context(), Banner{}); err != nil {
			t.Errorf("the next one: %v", err)
		}
	})
}

// The bubble of synctest fails the test where a goroutine stays behind.
func TestTenThousandShowsLeaveNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		n := New(func(context.Context, Banner) error { sent++; return nil }, deadline)
		for range 10_000 {
			if err := n.Show(t.Context(), Banner{Title: "x"}); err != nil {
				t.Fatalf("Show: %v", err)
			}
		}
		if sent != 10_000 {
			t.Errorf("%d sent", sent)
		}
	})
}

func TestQuoteFor(t *testing.T) {
	tests := []struct{ system, title, body, wantTitle, wantBody string }{
		{"linux", "<b> & co", "<b> & co", "<b> & co", "&lt;b&gt; &amp; co"},
		{"freebsd", "x", "a&b", "x", "a&amp;b"},
		{"linux", "--help", "-u critical", "‐-help", "‐u critical"},
		{"darwin", "<b> & co", "-x & y", "<b> & co", "‐x & y"},
		{"windows", "$(calc)", "a`b ]]><x> $env:PATH", "＄(calc)", "a'b ]] ><x> ＄env:PATH"},
	}
	for _, tt := range tests {
		title, body := quoteFor(tt.system, tt.title, tt.body)
		if title != tt.wantTitle || body != tt.wantBody {
			t.Errorf("quoteFor(%s, %q, %q) = %q, %q", tt.system, tt.title, tt.body, title, body)
		}
	}
}

func FuzzFit(f *testing.F) {
	for _, seed := range []string{"payments down", "a\x00\n\u202eb", strings.Repeat("word ", 60), strings.Repeat("é", 61)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := fit(text, maxTitle)
		if utf8.RuneCountInString(got) > maxTitle || !utf8.ValidString(got) || strings.IndexFunc(got, unicode.IsControl) >= 0 {
			t.Errorf("fit(%q) = %q", text, got)
		}
		if again := fit(got, maxTitle); again != got {
			t.Errorf("fit twice: %q, then %q", got, again)
		}
	})
}
