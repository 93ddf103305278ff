package comms

import (
	"strings"
	"testing"

	"aircover/backend/incident"
)

func BenchmarkLint(b *testing.B) {
	line := "We are investigating errors in checkout since 14:05 CET for cards issued in the EU. Some requests failed to complete in 30 minutes. "
	for name, size := range map[string]int{"5kB": 5_000, "20kB": 20_000, "80kB": 80_000} {
		text := strings.Repeat(line, size/len(line))
		ctx := LintContext{Public: true, State: Investigating, NeedsNext: true, Next: start, Now: start, Zone: "Europe/Berlin", People: []string{"Ana Ruiz"}}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Lint(text, ctx)
			}
		})
	}
	text := strings.Repeat(line, 20_000/len(line))
	d := read(text, LintContext{Public: true, Now: start, Zone: "Europe/Berlin", People: []string{"Ana Ruiz"}, Next: incident.Time{}})
	for _, r := range rules {
		b.Run(r.id, func(b *testing.B) {
			for b.Loop() {
				r.find(d)
			}
		})
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			read(text, d.ctx)
		}
	})
	b.Run("lower", func(b *testing.B) {
		for b.Loop() {
			_ = strings.ToLower(text)
		}
	})
}
