package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// sideFiles are what SQLite keeps beside the database while it is open.
var sideFiles = []string{"-wal", "-shm", "-journal"}

// makeFile creates the folder and an empty file that only the user may read,
// before SQLite creates one that everybody may.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// makePrivate takes other people's rights from the file and those beside it.
// SQLite gives side files the rights of the database.
func makePrivate(path string) error {
	if runtime.GOOS == "windows" {
		return nil // the user's profile folder is private there
	}
	for _, suffix := range append([]string{""}, sideFiles...) {
		info, err := os.Stat(path + suffix)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 == 0 {
			continue
		}
		if err := os.Chmod(path+suffix, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// SetAside renames a damaged database, which must be closed, and the files
// beside it, and gives its new path. Nothing is deleted or overwritten. The
// stamp tells when, in characters that a file name may have.
func SetAside(path, stamp string) (newPath string, err error) {
	stamp = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, stamp)
	base := path + ".damaged-" + stamp
	for n := 1; ; n++ {
		newPath = base
		if n > 1 {
			newPath = fmt.Sprintf("%s-%d", base, n)
		}
		free, err := allFree(newPath)
		if err != nil {
			return "", storageFault(path, err)
		}
		if free {
			break
		}
	}
	// The database goes first: without it the side files mean nothing, while
	// a database without its side files would lack commits.
	if err := os.Rename(path, newPath); err != nil {
		return "", storageFault(path, err)
	}
	for _, suffix := range sideFiles {
		if err := os.Rename(path+suffix, newPath+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return newPath, storageFault(path+suffix, err)
		}
	}
	return newPath, nil
}

func allFree(path string) (bool, error) {
	for _, suffix := range append([]string{""}, sideFiles...) {
		_, err := os.Lstat(path + suffix)
		if err == nil {
			return false, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	return true, nil
}
