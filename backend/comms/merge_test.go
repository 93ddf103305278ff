package comms

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// said gives paragraphs whose source is their text, or what follows a "|".
func saidAs(all ...string) []Paragraph {
	var out []Paragraph
	for _, p := range all {
		text, source, ok := strings.Cut(p, "|")
		if !ok {
			source = text
		}
		out = append(out, Paragraph{Text: text, Source: source})
	}
	return out
}

func joined(all []Paragraph) string { return strings.Join(texts(all), "\n\n") + "\n" }

func TestMerge(t *testing.T) {
	base := saidAs("**Investigating:** Checkout", "Cards fail since 14:05.", "Pay by invoice.", "Next update by 14:20.|Next update by X.")
	tests := []struct {
		name  string
		fresh []Paragraph
		text  string
		want  string // paragraphs; edited ones in [], stale ones in [!]
	}{
		{"nobody wrote", saidAs("**Identified:** Checkout", "Cards fail since 14:05.", "Next update by 14:40.|Next update by X."), joined(base), "**Identified:** Checkout / Cards fail since 14:05. / Next update by 14:40."},
		{"nothing moved", base, "**Investigating:** Checkout\n\nCards fail, we are sorry.\n\nPay by invoice.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / [Cards fail, we are sorry.] / Pay by invoice. / Next update by 14:20."},
		{"other facts moved", saidAs("**Investigating:** Checkout", "Cards fail since 14:05.", "Pay by PayPal.", "Next update by 14:40.|Next update by X."), "**Investigating:** Checkout\n\nCards fail, we are sorry.\n\nPay by invoice.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / [Cards fail, we are sorry.] / Pay by PayPal. / Next update by 14:40."},
		{"its own facts moved", saidAs("**Investigating:** Checkout", "Cards fail since 13:50.", "Pay by invoice.", "Next update by 14:20.|Next update by X."), "**Investigating:** Checkout\n\nCards fail, we are sorry.\n\nPay by invoice.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / [!Cards fail, we are sorry.] / Pay by invoice. / Next update by 14:20."},
		{"its own facts are gone", saidAs("**Investigating:** Checkout", "Cards fail since 14:05."), "**Investigating:** Checkout\n\nCards fail since 14:05.\n\nPay by invoice or later.\n", "**Investigating:** Checkout / Cards fail since 14:05. / [!Pay by invoice or later.]"},
		{"a time by hand does not follow the clock", saidAs("**Investigating:** Checkout", "Cards fail since 14:05.", "Pay by invoice.", "Next update by 14:40.|Next update by X."), "**Investigating:** Checkout\n\nCards fail since 14:05.\n\nPay by invoice.\n\nNext update by 15:00.\n", "**Investigating:** Checkout / Cards fail since 14:05. / Pay by invoice. / [Next update by 15:00.]"},
		{"what was taken out stays out", saidAs("**Investigating:** Checkout", "Cards fail since 13:50.", "Pay by PayPal.", "Next update by 14:40.|Next update by X."), "**Investigating:** Checkout\n\nCards fail since 14:05.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / Cards fail since 13:50. / Next update by 14:40."},
		{"what is new stands in its place", saidAs("**Investigating:** Checkout", "Cards fail since 14:05.", "PayPal works.", "Pay by invoice.", "Next update by 14:20.|Next update by X."), "**Investigating:** Checkout\n\nCards fail since 14:05.\n\nPay by invoice, please.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / Cards fail since 14:05. / PayPal works. / [Pay by invoice, please.] / Next update by 14:20."},
		{"a paragraph of the lead's own", base, "**Investigating:** Checkout\n\nCards fail since 14:05.\n\nWe know that it is Black Friday.\n\nPay by invoice.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / Cards fail since 14:05. / [We know that it is Black Friday.] / Pay by invoice. / Next update by 14:20."},
		{"the fresh words are taken", saidAs("**Investigating:** Checkout", "Cards fail since 13:50.", "Pay by invoice.", "Next update by 14:20.|Next update by X."), "**Investigating:** Checkout\n\nCards fail since 13:50.\n\nPay by invoice.\n\nNext update by 14:20.\n", "**Investigating:** Checkout / Cards fail since 13:50. / Pay by invoice. / Next update by 14:20."},
		{"emptied", saidAs("New.", "Newer."), " \n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Merge(base, tt.fresh, tt.text)
			var got []string
			for _, p := range m.Pieces {
				words := cut(m.Text, p.Start, p.End)
				switch {
				case p.Stale:
					words = "[!" + words + "]"
				case p.Edited:
					words = "[" + words + "]"
				}
				got = append(got, words)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " / ")); diff != "" {
				t.Errorf("merged (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSettled(t *testing.T) {
	base, fresh := saidAs("One two.", "Three four."), saidAs("One two.", "Three five.")
	m := Merge(base, fresh, "One two.\n\nThree, and four.\n")
	if !m.Stale || !m.Pieces[1].Stale {
		t.Fatalf("%+v", m)
	}
	again := Merge(m.Settled("Three, and four."), fresh, m.Text)
	if again.Stale || !again.Pieces[1].Edited || again.Text != m.Text {
		t.Errorf("%+v", again)
	}
	if later := Merge(again.Base, saidAs("One two.", "Three six."), again.Text); !later.Pieces[1].Stale {
		t.Errorf("facts that change again are not marked: %+v", later)
	}
}

func cut(text string, start, end int) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[start:end]))
}

// What holds for every base, every change of the facts and every edit.
func TestMergeProperties(t *testing.T) {
	for seed := range uint64(4000) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		paragraph := func() string {
			words := []string{"cards", "fail", "checkout 😀", "in", "EU", "fix", "by", "14:05", "PayPal", "works"}
			var out []string
			for range 1 + rnd.IntN(4) {
				out = append(out, words[rnd.IntN(len(words))])
			}
			return strings.Join(out, " ")
		}
		var base []Paragraph
		for range 1 + rnd.IntN(6) {
			base = append(base, saidAs(paragraph())...)
		}
		edit := func(list []string, mark string) ([]string, []string) {
			var marked []string
			for i := 0; i < len(list); i++ {
				switch rnd.IntN(6) {
				case 0:
					list[i] += fmt.Sprintf(" %s%d", mark, i)
					marked = append(marked, list[i])
				case 1:
					list = slices.Delete(list, i, i+1)
					i--
				case 2:
					list = slices.Insert(list, i, fmt.Sprintf("%s %s%d", paragraph(), mark, i))
					marked = append(marked, list[i])
					i++
				}
			}
			return list, marked
		}
		freshTexts, _ := edit(texts(base), "fact")
		fresh := saidAs(freshTexts...)
		words, marked := edit(texts(base), "lead")
		text := strings.Join(words, [...]string{"\n\n", "\n\n\n", "\n \n"}[rnd.IntN(3)]) + [...]string{"", "\n", "\n\n"}[rnd.IntN(3)]

		m := Merge(base, fresh, text)
		fail := func(what string) {
			t.Fatalf("seed %d: %s\nbase  %q\nfresh %q\ntext  %q\nmerged %q", seed, what, texts(base), freshTexts, text, m.Text)
		}
		var kept []string
		for _, p := range m.Pieces {
			words := cut(m.Text, p.Start, p.End)
			if strings.Contains(words, "lead") {
				kept = append(kept, words)
			}
			if !p.Edited && (!slices.Contains(freshTexts, words) || words != p.Fresh) {
				fail(fmt.Sprintf("%q is not edited, and not what the facts give", words))
			}
		}
		if !slices.Equal(kept, marked) {
			fail(fmt.Sprintf("what the lead wrote is now %q, it was %q", kept, marked))
		}
		// Of two paragraphs that are the same nobody can tell which is which.
		distinct := len(slices.Compact(slices.Sorted(slices.Values(texts(base))))) == len(base)
		if again := Merge(m.Base, fresh, m.Text); distinct && again.Text != m.Text {
			fail(fmt.Sprintf("merged again it is %q", again.Text))
		}
		if same := Merge(base, base, text); same.Text != text {
			fail(fmt.Sprintf("the facts are the same, and it became %q", same.Text))
		}
		if untouched := Merge(base, fresh, joined(base)); untouched.Text != joined(fresh) && len(fresh) > 0 {
			fail(fmt.Sprintf("nobody wrote, and it became %q", untouched.Text))
		} else if untouched.Edited || untouched.Stale {
			fail("nobody wrote, and it counts as edited")
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("\n \na\n\n b \n\t\n\nc\n")
	f.Fuzz(func(t *testing.T, text string) {
		b := split(text)
		var again strings.Builder
		again.WriteString(b.head)
		for i, p := range b.paragraphs {
			again.WriteString(p)
			if i < len(b.between) {
				again.WriteString(b.between[i])
			}
		}
		again.WriteString(b.tail)
		if again.String() != text {
			t.Errorf("%q became %q", text, again.String())
		}
	})
}
