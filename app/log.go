package app

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
)

const (
	logName = "aircover.log"
	// logLimit is the size in bytes at which the log file is put aside at the
	// next start; one old file is kept.
	logLimit = 1 << 20
)

// faultLog takes the errors that nobody expected.
type faultLog struct {
	logger *slog.Logger
	file   *os.File
}

func stderrLog() *faultLog {
	return &faultLog{logger: slog.New(slog.NewTextHandler(os.Stderr, nil))}
}

// openLog logs to the file in dir as well as to stderr.
func openLog(dir string) (*faultLog, error) {
	path := filepath.Join(dir, logName)
	info, err := os.Stat(path)
	switch {
	case err == nil && info.Size() > logLimit:
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, err
		}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	out := io.MultiWriter(file, os.Stderr)
	return &faultLog{logger: slog.New(slog.NewTextHandler(out, nil)), file: file}, nil
}

func (l *faultLog) write(ref string, err error) {
	l.logger.Error(err.Error(), "ref", ref)
}

func (l *faultLog) close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}
