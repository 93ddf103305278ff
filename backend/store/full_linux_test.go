package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

const fullEnv = "AIRCOVER_STORE_FULL_DISK"

// TestFullDisk fills a small disk, in a mount namespace of a second process of
// this test, that is full at another point of the work each time.
func TestFullDisk(t *testing.T) {
	if os.Getenv(fullEnv) != "" {
		fillDisks(t)
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
	child.Env = append(os.Environ(), fullEnv+"=1")
	child.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		child.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		child.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		child.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := child.CombinedOutput()
	if _, ran := err.(*exec.ExitError); err != nil && !ran {
		t.Skipf("no mount namespace of its own is permitted here: %v", err)
	}
	if strings.Contains(string(out), "--- SKIP") {
		t.Skipf("in the namespace: %s", out)
	}
	if err != nil {
		t.Fatalf("in the namespace: %v\n%s", err, out)
	}
	t.Logf("%s", out)
}

func fillDisks(t *testing.T) {
	if err := syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		t.Skipf("mounting is not permitted here: %v", err)
	}
	// Half of it is ballast. At 3 MB the write-ahead log fills the disk; at 12 MB the database does,
	// while the log is moved into it.
	for _, megabytes := range []int{3, 12} {
		for point := range 12 {
			t.Run(fmt.Sprintf("%d MB, point %d", megabytes, point), func(t *testing.T) {
				disk := t.TempDir()
				if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
					t.Skipf("mounting is not permitted here: %v", err)
				}
				t.Cleanup(func() {
					if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
						t.Error(err)
					}
				})
				fillDisk(t, disk, megabytes, point)
			})
		}
	}
}

func fillDisk(t *testing.T, disk string, megabytes, point int) {
	ctx := context.Background()
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, megabytes<<19+point*4096), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(disk, "aircover.db")
	d := openDesk(t, path, "id")
	id := d.declare("checkout down")
	var acknowledged []string
	write := func() error {
		events, err := d.Do(ctx, id, d.st, func(*Room) ([]incident.Change, error) {
			return []incident.Change{d.st.Change(incident.Noted{Text: strings.Repeat("words of the log ", 100*(1+point))})}, nil
		})
		if err == nil {
			acknowledged = append(acknowledged, events[0].ID)
		}
		return err
	}
	var err error
	for err == nil {
		err = write()
	}
	wantFault(t, err, fault.Storage)
	if !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("%q does not say that the disk is full", err)
	}
	wantAll := func(when string) {
		t.Helper()
		err := d.View(ctx, id, func(r *Room) error {
			notes := 0
			for _, e := range r.Journal.Entries() {
				if e.Kind == (incident.Noted{}).Kind() {
					notes++
				}
			}
			for _, event := range acknowledged {
				if _, ok := r.Journal.Record(event); !ok {
					t.Errorf("%s: %s was acknowledged and is lost", when, event)
				}
			}
			if notes != len(acknowledged) {
				t.Errorf("%s: %d notes, %d acknowledged", when, notes, len(acknowledged))
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	wantAll("while it is full")
	startAnew := point%2 == 1
	if startAnew {
		// Started anew on the full disk, it shows the log or says why not.
		_ = d.Close()
		if d.Store, err = Open(ctx, path); err != nil {
			t.Logf("started on the full disk: %v", err)
			wantFault(t, err, fault.Storage)
		} else {
			wantAll("started on the full disk")
			_ = d.Close()
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if startAnew {
		if d.Store, err = Open(ctx, path); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(); err != nil {
		t.Fatalf("with space again: %v", err)
	}
	wantAll("with space again")
	_ = d.Close()
	d.Store, err = Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	wantAll("opened again")
	t.Logf("%d acknowledged", len(acknowledged))
}
