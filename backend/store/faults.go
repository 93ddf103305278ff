package store

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"aircover/backend/fault"
)

// storageFault says what an error of the file means for the user. Faults and
// cancellations stay what they are.
func storageFault(path string, err error) error {
	var known *fault.Error
	var lite sqlite3.Error // the driver returns it by value
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case looksDamaged(err):
		return fault.Wrap(err, fault.Damaged, "The data file %s cannot be read: it is damaged, or not a file of Aircover. "+
			"Keep it. Set it aside to start with an empty one, or put a backup in its place.", path)
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return fullFault(path, err)
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return fault.Wrap(err, fault.Storage, "Aircover may not read or write %s. "+
			"Give your user the right to read and write it, then try again.", path)
	case errors.As(err, &lite):
		return sqliteFault(path, lite, err)
	case errors.As(err, new(*fs.PathError)), isErrno(err):
		return fault.Wrap(err, fault.Storage, "The data file %s cannot be used. Look whether its folder and disk are there, then try again.", path)
	}
	return err
}

func sqliteFault(path string, lite sqlite3.Error, err error) error {
	switch {
	case lite.Code == sqlite3.ErrFull || lite.SystemErrno == syscall.ENOSPC || lite.SystemErrno == syscall.EDQUOT:
		return fullFault(path, err)
	case lite.Code == sqlite3.ErrReadonly || lite.Code == sqlite3.ErrPerm:
		return fault.Wrap(err, fault.Storage, "%s is read-only. Make the file and its folder writable for your user, then try again.", path)
	case lite.Code == sqlite3.ErrCantOpen:
		return fault.Wrap(err, fault.Storage, "%s cannot be opened. Look whether its folder is there and writable for your user, then try again.", path)
	case lite.Code == sqlite3.ErrIoErr:
		return fault.Wrap(err, fault.Storage, "The disk failed while %s was read or written. "+
			"What was recorded before is kept. Look at the disk, then try again.", path)
	case lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrLocked:
		return fault.Wrap(err, fault.InUse, "Another program holds %s. Close it there, then try again.", path)
	case lite.Code == sqlite3.ErrConstraint:
		return fault.Wrap(err, fault.Conflict, "The incident has changed in the meantime. Look at it again, then repeat what you did.")
	}
	return err
}

func fullFault(path string, err error) error {
	return fault.Wrap(err, fault.Storage, "The disk is full, so this was not recorded in %s. "+
		"What was recorded before is kept. Free some space, then try again.", path)
}

// looksDamaged tells whether the file was read and makes no sense.
func looksDamaged(err error) bool {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return lite.Code == sqlite3.ErrCorrupt || lite.Code == sqlite3.ErrNotADB || lite.Code == sqlite3.ErrFormat
	}
	return errors.Is(err, errForeign)
}

func isErrno(err error) bool {
	_, ok := errors.AsType[syscall.Errno](err)
	return ok
}
