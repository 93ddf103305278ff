//go:build !linux

package app

import "context"

// watchWakes has nobody to ask here: the clocks tell.
func watchWakes(context.Context, func()) {}
