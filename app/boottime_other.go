//go:build !linux

package app

import "time"

var processStart = time.Now().Round(0)

// bootTime reads the wall clock, the one here that surely goes on while the
// machine sleeps. That it was set forward looks like sleep, at the cost of one
// banner that gathers what is due.
func bootTime() time.Duration { return time.Now().Round(0).Sub(processStart) }
