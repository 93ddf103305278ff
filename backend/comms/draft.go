package comms

import (
	"regexp"
	"strings"

	"aircover/backend/incident"
)

// Draft is an update that nobody has read yet.
type Draft struct {
	Text     string // Markdown
	State    PublicState
	Occasion Occasion
	Next     incident.Time // the time that it promises; zero where none
	Why      string        // why this time
	Problem  string        // why the user's template was not used; "" is none
}

var blankLines = regexp.MustCompile(`\n{3,}`)

// tidy takes out the blank lines that absent parts leave behind.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.TrimSpace(blankLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n")) + "\n"
}
