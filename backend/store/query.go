package store

import (
	"strings"
	"unicode"
)

// Bounds of what is searched for: more words make a query slow, not better.
const (
	maxQueryRunes = 400
	maxTerms      = 16
)

// matchExpression turns what a person typed into an FTS5 expression: every
// word must begin a word of the entry, a "quoted phrase" must stand there as
// it is. The operators of FTS5 mean nothing. A single letter, which would
// begin a large part of all words, is left out. "" means that nothing is left
// to look for.
func matchExpression(query string) string {
	if runes := []rune(query); len(runes) > maxQueryRunes {
		query = string(runes[:maxQueryRunes])
	}
	var terms []string
	for i, part := range strings.Split(query, `"`) {
		if quoted := i%2 == 1; quoted {
			terms = append(terms, phrase(part, ""))
			continue
		}
		for _, field := range strings.Fields(part) {
			terms = append(terms, phrase(field, "*"))
		}
	}
	kept := terms[:0]
	for _, term := range terms {
		if term != "" && len(kept) < maxTerms {
			kept = append(kept, term)
		}
	}
	return strings.Join(kept, " AND ")
}

// phrase quotes the words of a text for FTS5: they must follow each other.
// With the ending * the last may be a beginning, unless it is a single letter.
func phrase(text, ending string) string {
	words := words(text)
	for ending != "" && len(words) > 0 && len([]rune(words[len(words)-1])) < 2 {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) == 1 && len([]rune(words[0])) < 2 {
		return ""
	}
	return `"` + strings.Join(words, " ") + `"` + ending
}

// words splits a text much as the index does: at whatever is no letter, digit
// or mark on one. Neither " nor NUL gets through.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToValidUTF8(text, " "), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}
