package store

import (
	"fmt"

	"aircover/backend/incident"
)

// timeColumn reads a stored time from a row.
type timeColumn struct{ t *incident.Time }

// at makes a time the target of a Scan.
func at(t *incident.Time) timeColumn { return timeColumn{t} }

// Scan takes the text of a column.
func (c timeColumn) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a time is stored as text, not as %T", value)
	}
	t, err := incident.ParseTime(text)
	*c.t = t
	return err
}
