//go:build !linux || !desktop

package app

// lockNavigation has nothing to hold on to here: the content security policy
// is what keeps the page on the app's own files.
func lockNavigation() {}

// PrepareWindow says whether there is a display to open a window on.
func PrepareWindow() bool { return true }
