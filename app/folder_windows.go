package app

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"

	"aircover/backend/fault"
)

// Private does nothing here: a Windows profile folder is its user's alone.
func Private() {}

// lockFolder takes the folder for this process until the file is closed or
// the process ends.
func lockFolder(dir string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fault.Wrap(err, fault.Storage, "The data folder cannot be written to.")
	}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, &windows.Overlapped{})
	if err == nil {
		return file, nil
	}
	_ = file.Close()
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return nil, fault.Wrap(err, fault.InUse, "Another Aircover has this data folder open.")
	}
	return nil, fault.Wrap(err, fault.Storage, "The data folder cannot be locked.")
}
