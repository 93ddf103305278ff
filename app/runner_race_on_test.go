//go:build race

package app

// underRace says that the race detector is on.
const underRace = true
