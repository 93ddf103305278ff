package store

import (
	"context"
	"database/sql"
	"strings"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Person is somebody in the directory, which is local to this laptop.
type Person struct {
	Name  string
	Email string
	Zone  string        // IANA; "" is not known
	Seen  incident.Time // when the name was last used
}

// personKey makes one person of "Ana Ruiz" and "ana ruiz".
func personKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// RememberPeople puts names into the directory as they are used. A name that
// is there keeps its spelling.
func (s *Store) RememberPeople(ctx context.Context, names []string, seen incident.Time) error {
	return s.localTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if personKey(name) == "" {
				continue
			}
			_, err := tx.ExecContext(ctx, `
				INSERT INTO people (key, name, email, zone, seen) VALUES (?, ?, '', '', ?)
				ON CONFLICT (key) DO UPDATE SET seen = max(seen, excluded.seen)`,
				personKey(name), strings.TrimSpace(name), seen.String())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// SavePerson writes what is known about a person.
func (s *Store) SavePerson(ctx context.Context, p Person) error {
	if personKey(p.Name) == "" {
		return fault.Field("name", "Type a name first.")
	}
	return s.local(ctx, `
		INSERT INTO people (key, name, email, zone, seen) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET name = excluded.name, email = excluded.email, zone = excluded.zone,
			seen = max(seen, excluded.seen)`,
		personKey(p.Name), strings.TrimSpace(p.Name), p.Email, p.Zone, p.Seen.String())
}

// People gives those with a name of which some word begins with prefix, the
// one used last first. An empty prefix fits everybody.
func (s *Store) People(ctx context.Context, prefix string, limit int) ([]Person, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	pattern := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(personKey(prefix)) + "%"
	rows, err := s.read.QueryContext(ctx, `
		SELECT name, email, zone, seen FROM people
		WHERE key LIKE ?1 ESCAPE '\' OR key LIKE '% ' || ?1 ESCAPE '\'
		ORDER BY seen DESC, key LIMIT ?2`, pattern, pageSize(limit))
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	defer rows.Close()
	var people []Person
	for rows.Next() {
		var p Person
		if err := rows.Scan(&p.Name, &p.Email, &p.Zone, at(&p.Seen)); err != nil {
			return nil, storageFault(s.path, err)
		}
		people = append(people, p)
	}
	return people, storageFault(s.path, rows.Err())
}

// ForgetPerson takes a name out of the directory.
func (s *Store) ForgetPerson(ctx context.Context, name string) error {
	return s.local(ctx, `DELETE FROM people WHERE key = ?`, personKey(name))
}
