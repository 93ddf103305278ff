package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
)

// SimilarRow is an incident that has rare words in common with a title.
type SimilarRow struct {
	Row
	Words []string // the words in common, as they stand in the title
}

const (
	// maxSharing bounds how many entries with a word are looked at: the newest.
	maxSharing = 500
	// A word is rare if at most three incidents have it, or one in ten.
	rareIncidents = 3
	rareShare     = 10
)

// commonWords say nothing about what is broken.
var commonWords = map[string]bool{
	"the": true, "and": true, "for": true, "with": true, "from": true, "since": true, "not": true, "are": true, "was": true,
	"all": true, "some": true, "has": true, "have": true, "but": true, "after": true, "before": true, "over": true,
	"down": true, "slow": true, "failing": true, "fails": true, "failed": true, "broken": true, "errors": true, "error": true,
	"issue": true, "issues": true, "problem": true, "problems": true, "incident": true, "outage": true, "customers": true, "users": true,
}

// Similar finds incidents whose entries share rare words with a title, those
// with the most and the rarest words first.
func (s *Store) Similar(ctx context.Context, title string, limit int) ([]SimilarRow, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found, err := s.similar(ctx, title, pageSize(limit))
	return found, storageFault(s.path, err)
}

func (s *Store) similar(ctx context.Context, title string, limit int) ([]SimilarRow, error) {
	var all int // how many incidents; counting them would be slow
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(number), 0) FROM numbers`).Scan(&all); err != nil {
		return nil, err
	}
	shared := map[string][]string{}
	score := map[string]float64{}
	for _, word := range tellingWords(title) {
		ids, err := s.sharing(ctx, word)
		if err != nil {
			return nil, err
		}
		if len(ids) > max(rareIncidents, all/rareShare) {
			continue
		}
		for _, id := range ids {
			shared[id] = append(shared[id], word)
			score[id] += math.Log1p(float64(all) / float64(len(ids)))
		}
	}
	ids := make([]string, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(b, a)) // ids begin with their time: newest first
	})
	var similar []SimilarRow
	for _, id := range ids[:min(len(ids), limit)] {
		row, err := s.row(ctx, id)
		if err != nil {
			return nil, err
		}
		similar = append(similar, SimilarRow{Row: row, Words: shared[id]})
	}
	return similar, nil
}

// tellingWords gives the words of a title that may be rare, each once.
func tellingWords(title string) []string {
	var telling []string
	seen := map[string]bool{}
	if runes := []rune(title); len(runes) > maxQueryRunes {
		title = string(runes[:maxQueryRunes])
	}
	for _, word := range words(title) {
		key := strings.ToLower(word)
		if len([]rune(word)) < 3 || commonWords[key] || seen[key] || len(telling) == maxTerms {
			continue
		}
		seen[key] = true
		telling = append(telling, word)
	}
	return telling
}

// sharing gives the incidents with a word in an entry.
func (s *Store) sharing(ctx context.Context, word string) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT DISTINCT e.incident
		FROM (SELECT rowid AS place FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)
		JOIN events e USING (place)`, phrase(word, ""), maxSharing)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// row gives the list row of one incident.
func (s *Store) row(ctx context.Context, id string) (Row, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+rowColumns+` FROM incidents i JOIN numbers n USING (incident) WHERE i.incident = ?`, id)
	if err != nil {
		return Row{}, err
	}
	defer rows.Close()
	if !rows.Next() {
		return Row{}, rows.Err()
	}
	return scanRow(rows)
}
