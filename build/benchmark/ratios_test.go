// Package benchmark holds Aircover against the bare minimum for the same work.
// It gives ratios of times taken in turns on one machine: they say something
// on a busy machine too, and nothing fails because of them. build/bench runs it.
package benchmark

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var table = flag.Int("table", 0, "the `number` of the open file that the table goes to; nothing is measured without it")

// TestRatios measures, and writes a line as soon as it is known.
func TestRatios(t *testing.T) {
	if *table == 0 {
		t.Skip("build/bench runs this")
	}
	syscall.CloseOnExec(*table) // it is not for the windows
	r := &report{os.NewFile(uintptr(*table), "table")}
	r.head(t)
	for _, part := range []struct {
		name    string
		measure func(*testing.T, *report)
	}{
		{"start", start}, {"append", appendEntry}, {"open", openIncident}, {"lint", lint},
	} {
		t.Run(part.name, func(t *testing.T) { part.measure(t, r) })
	}
}

// report is the table.
type report struct{ out io.Writer }

const columns = "%-40s %6s  %-14s  %8s  %s\n"

func (r *report) head(t *testing.T) {
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(r.out, "%d processors, load %s before\n\n", runtime.NumCPU(), strings.Fields(string(load))[0])
	fmt.Fprintf(r.out, columns, "", "ratio", "middle half", "of least", "[medians]")
}

// row writes the ratio of two series that were taken in turns: the median of
// the rounds, what half of the rounds lie between, and the ratio of the least
// times, which a busy machine disturbs least.
func (r *report) row(name string, ours, bare []time.Duration) {
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = float64(ours[i]) / float64(bare[i])
	}
	slices.Sort(ratios)
	quarter := len(ratios) / 4
	spread := fmt.Sprintf("%s to %s", digits(ratios[quarter]), digits(ratios[len(ratios)-1-quarter]))
	fmt.Fprintf(r.out, columns, name, digits(median(ratios)), spread,
		digits(float64(slices.Min(ours))/float64(slices.Min(bare))),
		fmt.Sprintf("[%s / %s]", short(median(ours)), short(median(bare))))
}

// how says in a sentence how the rows above were measured.
func (r *report) how(sentence string) { fmt.Fprintf(r.out, "  %s\n\n", sentence) }

// inTurns times every subject ops times in each round, one after the other, so
// that whatever else the machine does meets all of them. It gives a median per
// round for each subject, in their order. A subject gives the time it took.
func inTurns(rounds, ops int, subjects ...func() time.Duration) [][]time.Duration {
	series := make([][]time.Duration, len(subjects))
	for round := range rounds {
		took := make([][]time.Duration, len(subjects))
		for op := range ops {
			for i := range subjects {
				// the first one changes, since each finds what the last one left
				at := (i + op + round) % len(subjects)
				took[at] = append(took[at], subjects[at]())
			}
		}
		for i := range subjects {
			series[i] = append(series[i], median(took[i]))
		}
	}
	return series
}

// timed is a subject that is timed as a whole.
func timed(do func()) func() time.Duration {
	return func() time.Duration {
		start := time.Now()
		do()
		return time.Since(start)
	}
}

func median[T time.Duration | float64](series []T) T {
	sorted := slices.Sorted(slices.Values(series))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// digits writes a ratio with as many digits as it deserves.
func digits(ratio float64) string {
	switch {
	case ratio >= 100:
		return fmt.Sprintf("%.0f", ratio)
	case ratio >= 10:
		return fmt.Sprintf("%.1f", ratio)
	case ratio >= 0.1:
		return fmt.Sprintf("%.2f", ratio)
	}
	return fmt.Sprintf("%.3f", ratio)
}

func short(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.2f ms", d.Seconds()*1e3)
	}
	return fmt.Sprintf("%.1f µs", d.Seconds()*1e6)
}
