package comms

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChanged(t *testing.T) {
	tests := []struct {
		name, before, now, want string
		removed                 int
	}{
		{"the same", "Cards fail.", "Cards fail.", "Cards fail.", 0},
		{"only marks", "Cards fail.", "Cards, fail!", "Cards, fail!", 0},
		{"one word", "Cards fail in the EU.", "Cards fail in the US.", "Cards fail in the [US].", 1},
		{"a run of words is one piece", "Cards fail.", "Cards, PayPal and invoices fail.", "Cards[, PayPal and invoices] fail.", 0},
		{"the time", "Next update by 15:20 CET.", "Next update by 15:40 CET.", "Next update by [15:40] CET.", 1},
		{"behind an emoji", "😀 fail", "😀 cards fail", "😀 [cards] fail", 0},
		{"over a line end", "One.", "One.\n\nTwo three.", "One.\n\n[Two three.]", 0},
		{"nothing before", "", "Cards fail.", "[Cards fail.]", 0},
		{"all of it is gone", "Cards fail.", "", "", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := Changed(tt.before, tt.now)
			var got strings.Builder
			from := 0
			for _, n := range c.New {
				got.WriteString(cut(tt.now, from, n.Start) + "[" + cut(tt.now, n.Start, n.End) + "]")
				from = n.End
			}
			got.WriteString(cut(tt.now, from, width(tt.now)))
			if diff := cmp.Diff(tt.want, got.String()); diff != "" || c.Removed != tt.removed {
				t.Errorf("removed %d, want %d; changed (-want +got):\n%s", c.Removed, tt.removed, diff)
			}
		})
	}
}

// Long texts are compared with less care, and what is new is still in order.
func TestChangedLongTexts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	long := func() string {
		var b strings.Builder
		for b.Len() < MaxLint {
			b.WriteString(string(rune('a'+rnd.IntN(26))) + string(rune('a'+rnd.IntN(26))) + " ")
		}
		return b.String()
	}
	now := long()
	end := 0
	for _, n := range Changed(long(), now).New {
		if n.Start < end || n.End <= n.Start || n.End > width(now) {
			t.Fatalf("%+v behind %d", n, end)
		}
		end = n.End
	}
}
