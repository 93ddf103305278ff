package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"aircover/backend/fault"
)

// unsafeInName is what does not belong into a file name on any system.
var unsafeInName = regexp.MustCompile(`[^\pL\pN._-]+`)

// saveDownload writes a file for the lead into the downloads folder, where
// mail and calendar programs look first. It never replaces a file: a second
// one of the same name is numbered.
func saveDownload(folder, name string, data []byte) (SavedFile, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return SavedFile{}, fault.Wrap(err, fault.Storage, "The downloads folder %s cannot be created. Create it, or free some room, and save again.", folder)
	}
	name = strings.Trim(unsafeInName.ReplaceAllString(name, "-"), "-.")
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	const most = 1000 // numbered files of one name
	for n := 1; n <= most; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		path := filepath.Join(folder, name)
		err := writeNew(path, data)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return SavedFile{}, fault.Wrap(err, fault.Storage, "%s cannot be written. Check that the disk has room and that the folder can be written to, and save again.", path)
		}
		return SavedFile{Name: name, Path: path}, nil
	}
	return SavedFile{}, fault.New(fault.Conflict, "%s holds %d files of this name already. Move some away and save again.", folder, most)
}

// writeNew writes a file that did not exist, whole or not at all.
func writeNew(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
