// Package notify shows desktop notifications, and never waits for a desktop
// that does not answer.
package notify

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"

	"aircover/backend/fault"
)

// Longest texts of a banner, in runes; desktops cut what is longer anywhere.
const (
	maxTitle = 60
	maxBody  = 200
)

// Banner is one desktop notification.
type Banner struct {
	// Key is the stable key of what it is about. Where the desktop can, a banner
	// takes the place of the one with its key; and it goes into errors.
	Key string
	// Title and Body are plain text; Show shortens them.
	Title, Body string
	// Critical asks the desktop to keep it up.
	Critical bool
	// Sound asks for a sound; without it there is none.
	Sound bool
	// Actions are buttons, where the desktop has them: at most two are shown.
	Actions []Action
	// Pressed is told the id of the action that was pressed, or "" for a click
	// on the banner itself, where the desktop tells. It runs on a goroutine of
	// its own. Nil is nobody.
	Pressed func(action string)
}

// Action is one button of a banner.
type Action struct{ ID, Label string }

// Sender hands one notification, in plain text, to the desktop. It may block
// for ever, whatever the context says.
type Sender = func(ctx context.Context, b Banner) error

// Notifier shows banners through a Sender, one at a time. It is safe for
// concurrent use.
type Notifier struct {
	send     Sender
	deadline time.Duration
	turn     chan struct{} // holds a token while a send is under way

	mu   sync.Mutex
	hung *call // the send under way, once it is past its deadline
}

// call is one use of the Sender.
type call struct {
	banner Banner
	answer chan error
	over   bool // guarded by Notifier.mu
}

// New makes a Notifier that gives every banner deadline to be taken, the wait
// for its turn included.
func New(send Sender, deadline time.Duration) *Notifier {
	return &Notifier{send: send, deadline: deadline, turn: make(chan struct{}, 1)}
}

// Show shows a banner. It returns within the deadline, whatever the desktop
// does: at most one call to it is ever left hanging, and while one is, Show
// fails at once. Its errors are fault.Unusable.
func (n *Notifier) Show(ctx context.Context, b Banner) error {
	if n.hangs() {
		return silent(b, errors.New("an earlier one hangs"))
	}
	ctx, cancel := context.WithTimeout(ctx, n.deadline)
	defer cancel()
	select {
	case n.turn <- struct{}{}:
	case <-ctx.Done():
		return silent(b, ctx.Err())
	}
	if err := ctx.Err(); err != nil {
		<-n.turn
		return silent(b, err)
	}
	c := &call{banner: b, answer: make(chan error, 1)}
	go n.run(ctx, c)
	select {
	case err := <-c.answer:
		return refused(b, err)
	case <-ctx.Done():
		n.giveUp(c, ctx.Err())
		return silent(b, ctx.Err())
	}
}

// run sends a banner and gives the turn back. A Sender that panics has failed.
func (n *Notifier) run(ctx context.Context, c *call) {
	err := errors.New("the sender ended without an answer")
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the sender panicked: %v", p)
		}
		c.answer <- err
		n.finish(c)
		<-n.turn
	}()
	b := c.banner
	b.Title, b.Body = fit(b.Title, maxTitle), fit(b.Body, maxBody)
	err = n.send(ctx, b)
}

func (n *Notifier) hangs() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.hung != nil
}

// giveUp notes that c hangs, unless it ended just now or its caller was merely
// called off.
func (n *Notifier) giveUp(c *call, why error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !c.over && errors.Is(why, context.DeadlineExceeded) {
		n.hung = c
	}
}

func (n *Notifier) finish(c *call) {
	n.mu.Lock()
	defer n.mu.Unlock()
	c.over = true
	if n.hung == c {
		n.hung = nil
	}
}

func silent(b Banner, cause error) error {
	return fault.Wrap(about(b, cause), fault.Unusable,
		"The desktop does not answer notifications. What is due stays on screen in Aircover.")
}

func refused(b Banner, cause error) error {
	if cause == nil {
		return nil
	}
	return fault.Wrap(about(b, cause), fault.Unusable,
		"The desktop shows no notifications. What is due stays on screen in Aircover.")
}

// about names the banner in the cause, for the log.
func about(b Banner, cause error) error { return fmt.Errorf("banner %q: %w", b.Key, cause) }

// fit makes text one line of at most limit runes, without control characters
// and those that reorder text, cut at a word.
func fit(text string, limit int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, text)
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= limit {
		return string(runes)
	}
	cut := string(runes[:limit-1])
	if space := strings.LastIndexByte(cut, ' '); space > 0 && runes[limit-1] != ' ' {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
