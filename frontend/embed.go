// Package frontend holds the built frontend.
package frontend

import "embed"

// Dist has the built files below dist/; a fresh clone has none there yet.
//
//go:embed all:dist
var Dist embed.FS
