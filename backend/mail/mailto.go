package mail

import (
	"fmt"
	"strings"
)

// MaxMailto is the longest mailto address that is passed on, in bytes. RFC 6068
// names no limit; Windows hands a mail program 2,048 bytes (2,083 at most) and
// cuts or drops the rest, so that an update would lose its end unseen.
const MaxMailto = 2000

// Mailto gives the address that opens a mail program with the text filled in
// (RFC 6068). It is false, and the address is empty, where the text is too long
// for that: the .eml file takes it whole.
func Mailto(to, subject, body string) (string, bool) {
	if len(body) > MaxMailto {
		return "", false
	}
	if !Valid(to) {
		to = ""
	}
	body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\n", "\r\n") // section 5
	address := "mailto:" + percent(to, "@") +
		"?subject=" + percent(headerText(subject, maxSubject), "") + "&body=" + percent(strings.TrimSpace(body), "")
	if len(address) > MaxMailto {
		return "", false
	}
	return address, true
}

// percent encodes everything but RFC 3986's unreserved characters and those in
// plain. A plus sign is encoded too: some programs read it as a space.
func percent(text, plain string) string {
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~"+plain, c) >= 0 {
			out.WriteByte(c)
			continue
		}
		fmt.Fprintf(&out, "%%%02X", c)
	}
	return out.String()
}
