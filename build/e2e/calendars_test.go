package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"aircover/build/e2e/wd"
)

// calendars are the .ics files that were saved, in the order of saving.
type calendars []string

// save presses a button that saves files, and waits for them.
func (c *calendars) save(l *lead, folder, button string) {
	l.t.Helper()
	l.press(button)
	wd.Eventually(l.t, "a file of "+button, func() error {
		found, err := filepath.Glob(filepath.Join(folder, "*.ics"))
		if err != nil {
			return err
		}
		if len(found) == len(*c) {
			return fmt.Errorf("no new file in %s; the page says: %s", folder, l.PageText())
		}
		for _, path := range found {
			if !slices.Contains(*c, path) {
				l.WaitText(filepath.Base(path)) // the page says where it is
				*c = append(*c, path)
			}
		}
		return nil
	})
}

// validate runs every file through independent calendar readers, which have to
// accept it and agree. The readers are not part of the project: the test goes
// on without them where nobody named their folder.
func (c *calendars) validate(t *testing.T) {
	t.Helper()
	shared, asked := os.LookupEnv("AIRCOVER_SHARED")
	if !asked {
		shared = filepath.Join(wd.Root(t), "..", "shared")
	}
	script := filepath.Join(shared, "tools", "icalvalidate", "validate.sh")
	if _, err := os.Stat(script); err != nil {
		if asked || os.Getenv("CI") != "" {
			t.Fatalf("no validator: %v (AIRCOVER_SHARED names the folder that has tools/icalvalidate)", err)
		}
		t.Log("the .ics files are not validated: AIRCOVER_SHARED names no folder that has tools/icalvalidate")
		return
	}
	var readers sync.WaitGroup
	for _, path := range *c {
		readers.Go(func() {
			if said, err := exec.Command(script, "-q", path).CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", filepath.Base(path), err, said)
			}
		})
	}
	readers.Wait()
}
