package comms

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Form is the form in which a text is pasted into a channel.
type Form string

// The forms.
const (
	PlainForm Form = "plain"
	SlackForm Form = "slack"
	HTMLForm  Form = "html"
)

// Channel is a place that takes updates up to a length.
type Channel struct {
	Name  string
	Form  Form
	Limit int    // what fits, in units
	Unit  string // in the plural
	Note  string // the limit in words
	words []string
	count func(text string) Length
}

// Length is how long a text is in a channel.
type Length struct {
	Count, Limit int
	Parts        int // messages that it is split into; at least 1
}

// channels are those whose limits are published. A status page is not among
// them: none of the large services states one for the body of an update.
//
//	Slack  docs.slack.dev, chat.postMessage, "Truncating content"
//	Teams  learn.microsoft.com, "Limits and specifications for Microsoft Teams"
//	SMS    3GPP TS 23.038, section 6.2.1 (alphabet); TS 23.040, section 9.2.3.24.1 (parts)
//	X      docs.x.com, "Counting characters"; twitter-text, config v3
var channels = []Channel{
	{
		Name: "Slack", Form: SlackForm, Limit: 4000, Unit: "characters", words: words("slack chat"),
		Note: "Slack asks for up to 4,000 characters, and cuts at 40,000.", count: countRunes(4000),
	},
	{
		Name: "Teams", Form: HTMLForm, Limit: 28_000, Unit: "bytes", words: words("teams"),
		Note: "Teams takes about 28 kB in a post, its formatting included.", count: countTeams,
	},
	{
		Name: "SMS", Form: PlainForm, Limit: 160, Unit: "characters", words: words("sms"),
		Note: "An SMS holds 160 characters, 153 in each of several; 70 and 67 with characters outside its alphabet.", count: countSMS,
	},
	{
		Name: "X", Form: PlainForm, Limit: 280, Unit: "characters", words: words("x twitter"),
		Note: "A post on X holds 280 characters; a link counts 23, other scripts and emoji two each.", count: countX,
	},
}

// ChannelOf finds the channel that an audience's own words name ("Slack
// #support"); false where its limit is not known.
func ChannelOf(name string) (Channel, bool) {
	for _, word := range nameWord.FindAllString(strings.ToLower(name), -1) {
		for _, c := range channels {
			for _, known := range c.words {
				if word == known {
					return c, true
				}
			}
		}
	}
	return Channel{}, false
}

// Measure counts a text, which is in the channel's form.
func (c Channel) Measure(text string) Length { return c.count(text) }

func countRunes(limit int) func(string) Length {
	return func(text string) Length {
		return Length{Count: utf8.RuneCountInString(text), Limit: limit, Parts: 1}
	}
}

// countTeams counts the bytes of UTF-16, in which Teams measures a message.
func countTeams(text string) Length {
	return Length{Count: 2 * len(utf16.Encode([]rune(text))), Limit: 28_000, Parts: 1}
}

// The characters of an SMS: those of the GSM alphabet, and those that take two
// places in it.
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmTwice = "\f^{}\\[~]|€"
)

// countSMS counts septets, or UTF-16 units where one character is outside the
// GSM alphabet. The limit is that of one message.
func countSMS(text string) Length {
	one, each := 160, 153
	wide := func(r rune) int {
		if strings.ContainsRune(gsmTwice, r) {
			return 2
		}
		return 1
	}
	if strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(gsmBasic, r) && !strings.ContainsRune(gsmTwice, r) }) {
		one, each, wide = 70, 67, utf16.RuneLen
	}
	length := Length{Limit: one, Parts: 1}
	room := each
	for _, r := range text {
		n := wide(r)
		length.Count += n
		if n > room { // a character is never cut in two
			length.Parts++
			room = each
		}
		room -= n
	}
	if length.Count <= one {
		length.Parts = 1
	}
	return length
}

// countX weighs characters as twitter-text does, but for emoji of several
// characters, which count more here than there.
func countX(text string) Length {
	length := Length{Limit: 280, Parts: 1}
	text = linkPattern.ReplaceAllString(text, strings.Repeat("l", 23))
	for _, r := range text {
		switch {
		case r <= 0x10ff, 0x2000 <= r && r <= 0x200d, 0x2010 <= r && r <= 0x201f, 0x2032 <= r && r <= 0x2037:
			length.Count++
		default:
			length.Count += 2
		}
	}
	return length
}
