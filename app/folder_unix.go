//go:build unix

package app

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"aircover/backend/fault"
)

// Private makes whatever this process writes readable by its user alone.
func Private() { syscall.Umask(0o077) }

// lockFolder takes the folder for this process until the file is closed or
// the process ends.
func lockFolder(dir string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fault.Wrap(err, fault.Storage, "The data folder cannot be written to.")
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return file, nil
	}
	_ = file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fault.Wrap(err, fault.InUse, "Another Aircover has this data folder open.")
	}
	return nil, fault.Wrap(err, fault.Storage, "The data folder cannot be locked.")
}
