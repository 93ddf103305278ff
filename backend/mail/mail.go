// Package mail writes an update as an e-mail that the lead opens in a mail
// program and sends there: as a file, and as a mailto address. It sends nothing.
package mail

import (
	"bytes"
	"encoding/base64"
	netmail "net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"aircover/backend/fault"
)

// Address is a person or a list; an empty Email is nobody.
type Address struct{ Name, Email string }

// Message is an e-mail that was not sent yet.
type Message struct {
	ID       string // unique, of letters, digits and hyphens
	Subject  string
	From, To Address
	Date     time.Time
	Text     string // plain text
	HTML     string // the same, as HTML that is safe to show
}

// Longest texts of a header, in runes: what a mail program shows of a subject,
// and a name.
const (
	maxSubject = 200
	maxName    = 80
)

// Write gives the message as the text of an .eml file: plain text and HTML,
// marked so that mail programs open it as a draft (X-Unsent, which Outlook and
// others read). No header can be added through a title, a name or an address.
// An address that is none is Invalid, with the field "from" or "to".
func Write(m Message) ([]byte, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.Subject(encoded(headerText(m.Subject, maxSubject)))
	msg.SetDateWithValue(m.Date)
	// Left alone, go-mail puts the name of the computer there.
	msg.SetMessageIDWithValue(notInID.ReplaceAllString(m.ID, "") + "@aircover.invalid")
	msg.SetGenHeader("X-Unsent", "1")
	from, err := address("from", m.From)
	if err != nil {
		return nil, err
	}
	to, err := address("to", m.To)
	if err != nil {
		return nil, err
	}
	if from != nil {
		msg.FromMailAddress(from)
	}
	if to != nil {
		msg.ToMailAddress(to)
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, "<!DOCTYPE html>\n<html><body>\n"+m.HTML+"\n</body></html>\n")
	var out bytes.Buffer
	if _, err := msg.WriteTo(&out); err != nil {
		return nil, fault.Wrap(err, fault.Internal, "The e-mail could not be written. The text is unchanged; copy it instead.")
	}
	return out.Bytes(), nil
}

// address gives what stands in the header of a field; nil for nobody.
func address(field string, a Address) (*netmail.Address, error) {
	if a.Email == "" {
		return nil, nil
	}
	if !Valid(a.Email) {
		return nil, fault.Field(field, "This is not an e-mail address. It needs one @ and a domain, such as ada@example.org.")
	}
	return &netmail.Address{Name: headerText(a.Name, maxName), Address: a.Email}, nil
}

// addressForm is the plain form of an address (RFC 5322, dot-atom): no quotes,
// comments or spaces, in which a header could hide, and ASCII, which is all that
// every mail program reads in a header.
var addressForm = regexp.MustCompile("^[A-Za-z0-9.!#$%&'*+/=?^_{|}~`-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$")

// maxAddress is the longest address, in bytes (RFC 5321, section 4.5.3.1.3).
const maxAddress = 254

// Valid tells whether text is one e-mail address and nothing else.
func Valid(text string) bool { return len(text) <= maxAddress && addressForm.MatchString(text) }

var notInID = regexp.MustCompile(`[^A-Za-z0-9-]+`)

// headerText fits text into a header: one line, without control
// characters and those that reorder text.
func headerText(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	// What looks like an encoded word (RFC 2047) would be decoded, line ends
	// and all.
	text = strings.ReplaceAll(text, "=?", "= ?")
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return text
}

// encodedBytes is how much of a text one encoded word holds, so that the first
// still fits behind "Subject: " on a line of 76 (RFC 2047, section 2).
const encodedBytes = 36

// encoded writes text beyond ASCII as encoded words. go-mail's own are so long
// that the first moves to a second line, whose indent some readers keep.
func encoded(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return text
	}
	var words []string
	var word []byte
	flush := func() {
		words = append(words, "=?UTF-8?B?"+base64.StdEncoding.EncodeToString(word)+"?=")
		word = nil
	}
	for _, r := range text {
		if len(word)+utf8.RuneLen(r) > encodedBytes {
			flush()
		}
		word = utf8.AppendRune(word, r)
	}
	flush()
	return strings.Join(words, " ")
}
