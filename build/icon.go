// Package build holds what packaging and the window share.
package build

import _ "embed"

// Icon is the app's icon, a PNG of 256 pixels.
//
//go:embed appicon.png
var Icon []byte
