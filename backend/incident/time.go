package incident

import (
	"fmt"
	"time"
)

// Time is a moment to the millisecond, without a zone. It is the one type in
// which Aircover stores moments. The zero value means "not set".
type Time struct{ ms int64 }

// layout is fixed-width, so that stored times sort as text.
const layout = "2006-01-02T15:04:05.000Z"

// At gives the moment t, cut to the millisecond. The zero time.Time gives the
// zero Time. Years outside 0001 to 9999 do not fit the stored form and are
// moved to its edge.
func At(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	ms := t.UnixMilli()
	const first, last = -62135596800000, 253402300799999 // 0001-01-01 and 9999-12-31T23:59:59.999
	return Time{min(max(ms, first), last)}
}

// ParseTime reads the stored form. Empty text is the zero Time.
func ParseTime(text string) (Time, error) {
	if text == "" {
		return Time{}, nil
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return Time{}, fmt.Errorf("read the time %q: %w", text, err)
	}
	return At(t), nil
}

// IsZero tells whether the time is not set.
func (t Time) IsZero() bool { return t.ms == 0 }

// Std gives the moment as a time.Time in UTC; the zero Time gives the zero
// time.Time.
func (t Time) Std() time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.ms).UTC()
}

// In gives the moment on the wall clock of loc.
func (t Time) In(loc *time.Location) time.Time { return t.Std().In(loc) }

// Add gives the moment d later.
func (t Time) Add(d time.Duration) Time { return Time{t.ms + d.Milliseconds()} }

// Sub gives how long t is after u.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t.ms-u.ms) * time.Millisecond }

// Before tells whether t is earlier than u.
func (t Time) Before(u Time) bool { return t.ms < u.ms }

// After tells whether t is later than u.
func (t Time) After(u Time) bool { return t.ms > u.ms }

// Compare orders two times: -1, 0 or +1.
func (t Time) Compare(u Time) int {
	switch {
	case t.ms < u.ms:
		return -1
	case t.ms > u.ms:
		return 1
	}
	return 0
}

// String gives the stored form: fixed-width UTC, or "" for the zero Time.
func (t Time) String() string {
	if t.IsZero() {
		return ""
	}
	return t.Std().Format(layout)
}

// MarshalText writes the stored form.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the stored form.
func (t *Time) UnmarshalText(text []byte) error {
	parsed, err := ParseTime(string(text))
	if err != nil {
		return err
	}
	*t = parsed
	return nil
}
