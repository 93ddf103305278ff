package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readSlack reads mrkdwn as Slack does ("Escaping text", docs.slack.dev): three
// entities and nothing else begins with an ampersand; what is between angle
// brackets is a link, and a mention or a command where it begins with @, # or !.
// It gives what a person sees.
func readSlack(text string) (string, error) {
	var out strings.Builder
	for i := 0; i < len(text); {
		switch rest := text[i:]; rest[0] {
		case '&':
			n := 0
			for entity, char := range map[string]string{"&amp;": "&", "&lt;": "<", "&gt;": ">"} {
				if strings.HasPrefix(rest, entity) {
					out.WriteString(char)
					n = len(entity)
				}
			}
			if n == 0 {
				return "", fmt.Errorf("a bare & in %.40q", rest)
			}
			i += n
		case '<':
			end := strings.IndexByte(rest, '>')
			if end < 0 {
				return "", fmt.Errorf("a bare < in %.40q", rest)
			}
			to, label, labelled := strings.Cut(rest[1:end], "|")
			if !slackLink.MatchString(to) || strings.ContainsAny(label, "<|\n") {
				return "", fmt.Errorf("no link: %q", rest[:end+1])
			}
			if !labelled {
				label = strings.ReplaceAll(to, "&amp;", "&")
			}
			seen, err := readSlack(label)
			if err != nil && labelled {
				return "", err
			}
			out.WriteString(seen)
			i += end + 1
		case '>':
			// At the start of a line it is a quote, which only a quote may write.
			if i > 0 && text[i-1] != '\n' && !strings.HasPrefix(rest, "> ") && !strings.HasPrefix(rest, ">\n") && len(rest) > 1 {
				return "", fmt.Errorf("a bare > in %.40q", text[max(0, i-10):])
			}
			i++
		default:
			out.WriteByte(rest[0])
			i++
		}
	}
	return out.String(), nil
}

var (
	slackLink = regexp.MustCompile(`^(?:https?://|mailto:)[^\s<>|"]+$`)
	slackPing = regexp.MustCompile(`@(?:here|channel|everyone)`)
	seenWords = regexp.MustCompile(`[\pL\pN]+`)
	addresses = regexp.MustCompile(`(?:https?://|mailto:|www\.)\S+|[\w.]+@[\w.]+\w|\([^()\s]*[/@][^()\s]*\)`)
)

// wordsSeen lists the words of a text outside its addresses, which Slack shows
// elsewhere than plain text does.
func wordsSeen(text string) string {
	return strings.Join(seenWords.FindAllString(addresses.ReplaceAllString(text, " "), -1), " ")
}

func TestSlackIsReadBack(t *testing.T) {
	everything, err := os.ReadFile(filepath.Join("testdata", "everything.md"))
	if err != nil {
		t.Fatal(err)
	}
	texts := append([]string{
		string(everything), "a & b < c > d", "&amp; &lt;!here&gt; &lt;@U123&gt;", "<!here> <!channel|x> <@U123> <#C123|general> <!subteam^S1>",
		"@here @channel, @everyone", "[<!here>](https://a.example)", "[a|b](https://a.example/?a=1&b=2|c)", "`<!here>` and ```\n<!here> & @here\n```",
		"<https://a.example|evil>", "> <!here>\n> & quoted", "*bold* _it_ ~no~ **<@U1>**", "1 < 2 && 3 > 2",
	}, hostile...)
	for _, md := range texts {
		slack := Slack(md)
		seen, err := readSlack(slack)
		if err != nil {
			t.Errorf("Slack(%.200q) = %.300q: %v", md, slack, err)
			continue
		}
		if slackPing.MatchString(slack) {
			t.Errorf("Slack(%.200q) pings: %.300q", md, slack)
		}
		if got, want := wordsSeen(seen), wordsSeen(Plain(md)); got != want {
			t.Errorf("of %.200q a person sees\n%.400q in Slack, and\n%.400q as plain text", md, got, want)
		}
	}
}

func FuzzSlackIsReadBack(f *testing.F) {
	for _, md := range hostile {
		f.Add(md)
	}
	f.Add("<!here> & @here")
	f.Fuzz(func(t *testing.T, md string) {
		slack := Slack(md)
		if _, err := readSlack(slack); err != nil || slackPing.MatchString(slack) {
			t.Errorf("Slack(%q) = %q: %v", md, slack, err)
		}
	})
}
