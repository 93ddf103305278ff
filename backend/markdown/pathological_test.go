package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// pathological are texts on which a careless reader takes for ever.
func pathological(size int) map[string]string {
	texts := map[string]string{}
	for _, unit := range []string{
		">", "> ", "[", "]", "![", "[a](", "[](", "](", "<", "<a ", "<!--", "<?", "*", "*a ", "_a ", "*a_ ", "**a*", "~", "- ", "1. ",
		"`", "&", "&a", "\\", "(", "www.a.b ", "http://", "a@", "[a]: b\n", "> a\n", "- a\n", "<a\n", "```\n", "|", "a ",
	} {
		texts[fmt.Sprintf("%q", unit)] = strings.Repeat(unit, size/len(unit))
	}
	var ticks, deeper strings.Builder
	for i := 1; ticks.Len() < size; i++ {
		ticks.WriteString("e" + strings.Repeat("`", i))
	}
	for i := 0; deeper.Len() < size; i++ {
		deeper.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	texts["ticks"], texts["deeper lists"] = ticks.String(), deeper.String()
	texts["nested brackets"] = strings.Repeat("[", size/2) + strings.Repeat("]", size/2)
	texts["nested emphasis"] = strings.Repeat("*a ", size/6) + strings.Repeat(" a*", size/6)
	texts["quotes, then lines"] = strings.Repeat(">", size/2) + "a\n" + strings.Repeat("a\n", size/4)
	texts["within bounds, often"] = strings.Repeat(strings.Repeat("[](", maxBrackets/2-1)+"\n\n", size/(3*maxBrackets/2))
	texts["marks within bounds, often"] = strings.Repeat(strings.Repeat("*a_ ", maxMarks/2-1)+"\n\n", size/(2*maxMarks)+1)
	return texts
}

func TestPathologicalTextIsRead(t *testing.T) {
	for name, md := range pathological(100_000) {
		t.Run(name, func(t *testing.T) {
			requireHarmless(t, name, HTML(md))
			requireHarmlessSlack(t, name, Slack(md))
			if got := Plain(md); len(got) > 4*len(md) {
				t.Errorf("%d bytes became %d", len(md), len(got))
			}
		})
	}
}

func BenchmarkPathological(b *testing.B) {
	for name, md := range pathological(MaxInput) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(md)))
			for b.Loop() {
				HTML(md)
			}
		})
	}
}
