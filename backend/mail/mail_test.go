package mail

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/textproto"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"aircover/backend/fault"

	"github.com/google/go-cmp/cmp"
)

// seen is what a reader saw of an e-mail.
type seen struct {
	Headers  []string `json:"headers"` // their names, sorted
	Subject  string   `json:"subject"`
	FromName string   `json:"fromName"`
	From     string   `json:"from"`
	ToName   string   `json:"toName"`
	To       string   `json:"to"`
	Date     string   `json:"date"` // RFC 3339 in UTC
	Unsent   string   `json:"unsent"`
	Kinds    []string `json:"kinds"` // of the parts, the whole first
	Text     string   `json:"text"`
	HTML     string   `json:"html"`
}

var morning = time.Date(2026, 11, 24, 9, 5, 0, 0, time.FixedZone("CET", 3600))

func message() Message {
	return Message{
		ID: "0193-abc", Subject: "Investigating: Checkout fails", Date: morning,
		From: Address{"Ana Ruiz", "ana@example.org"}, To: Address{"Board", "board@example.org"},
		Text: "Card payments fail.\n\nNext update by 15:20 CET (14:20 UTC).\n",
		HTML: "<p>Card payments fail.</p>\n<p>Next update by 15:20 CET (14:20 UTC).</p>",
	}
}

var plainHeaders = []string{"content-type", "date", "from", "message-id", "mime-version", "subject", "to", "x-unsent"}

func TestMessagesAreReadBack(t *testing.T) {
	inject := "x\r\nBcc: evil@example.net\r\n\r\n<script>alert(1)</script>"
	flat := "x Bcc: evil@example.net <script>alert(1)</script>"
	tests := []struct {
		name   string
		change func(m *Message)
		want   func(s *seen)
	}{
		{"plain", func(*Message) {}, func(*seen) {}},
		{"nobody is named", func(m *Message) { m.From, m.To = Address{"Ana", ""}, Address{} }, func(s *seen) {
			s.Headers = []string{"content-type", "date", "message-id", "mime-version", "subject", "x-unsent"}
			s.FromName, s.From, s.ToName, s.To = "", "", "", ""
		}},
		{"a header in the subject", func(m *Message) { m.Subject = inject }, func(s *seen) { s.Subject = flat }},
		{"one in a name", func(m *Message) { m.From.Name, m.To.Name = inject, inject }, func(s *seen) { s.FromName, s.ToName = flat, flat }},
		{"an address in a name", func(m *Message) { m.From.Name = `a" <evil@example.net>, "b` }, func(s *seen) {
			s.FromName = `a" <evil@example.net>, "b`
		}},
		{"one in the id", func(m *Message) { m.ID = inject }, func(*seen) {}},
		{"bare line ends and control characters", func(m *Message) { m.Subject = "a\rb\nc\x00d\x1b[31m\u2028e\u202etxt\u0085f" }, func(s *seen) {
			s.Subject = "a b cd[31m etxt f"
		}},
		{"other scripts", func(m *Message) {
			m.Subject, m.From.Name = "Störung – 障害 🙂 "+strings.Repeat("ä", 90), "Zoë Łuk"
		}, func(s *seen) {
			s.Subject, s.FromName = "Störung – 障害 🙂 "+strings.Repeat("ä", 90), "Zoë Łuk"
		}},
		{"an encoded word as text", func(m *Message) {
			m.Subject = "=?utf-8?q?=0D=0ABcc:_evil@example.net?="
			m.From.Name, m.To.Name = m.Subject, m.Subject+"ä"
		}, func(s *seen) {
			s.Subject = "= ?utf-8?q?=0D=0ABcc:_evil@example.net?="
			s.FromName, s.ToName = s.Subject, s.Subject+"ä"
		}},
		{"a long subject", func(m *Message) { m.Subject = strings.Repeat("word ", 100) }, func(s *seen) {
			s.Subject = strings.Repeat("word ", 39) + "word…"
		}},
		{"text that looks like the format", func(m *Message) {
			m.Text = "From a\n.\n--boundary--\n=20 = \t \nContent-Type: text/html\n\nä" + strings.Repeat("x", 3000) + "\n"
			m.HTML = "<p>" + strings.Repeat("é ", 2000) + "</p>"
		}, func(s *seen) {
			s.Text = "From a\n.\n--boundary--\n=20 = \t \nContent-Type: text/html\n\nä" + strings.Repeat("x", 3000) + "\n"
			s.HTML = "<!DOCTYPE html>\n<html><body>\n<p>" + strings.Repeat("é ", 2000) + "</p>\n</body></html>\n"
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := message()
			tt.change(&m)
			eml, err := Write(m)
			if err != nil {
				t.Fatal(err)
			}
			requireLines(t, eml)
			want := seen{
				Headers: plainHeaders, Subject: message().Subject, FromName: "Ana Ruiz", From: "ana@example.org", ToName: "Board", To: "board@example.org",
				Date: "2026-11-24T08:05:00Z", Unsent: "1", Kinds: []string{"multipart/alternative", "text/plain", "text/html"},
				Text: message().Text, HTML: "<!DOCTYPE html>\n<html><body>\n" + message().HTML + "\n</body></html>\n",
			}
			tt.want(&want)
			if diff := cmp.Diff(want, readInGo(t, eml)); diff != "" {
				t.Errorf("net/mail (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want, readInPython(t, eml)); diff != "" {
				t.Errorf("Python's email (-want +got):\n%s", diff)
			}
		})
	}
}

// requireLines makes sure that lines end in CRLF, are not too long (RFC 5322,
// section 2.1.1), and that only the seven bits of ASCII are used.
func requireLines(t *testing.T, eml []byte) {
	t.Helper()
	for line := range bytes.SplitSeq(bytes.TrimSuffix(eml, []byte("\r\n")), []byte("\r\n")) {
		if len(line) > 998 || bytes.ContainsAny(line, "\r\n\x00") || bytes.ContainsFunc(line, func(r rune) bool { return r > 0x7e }) {
			t.Errorf("the line %.120q", line)
		}
	}
}

func readInGo(t *testing.T, eml []byte) seen {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(eml))
	if err != nil {
		t.Fatal(err)
	}
	s := seen{Unsent: m.Header.Get("X-Unsent")}
	for _, name := range plainHeaders {
		if values := m.Header[textproto.CanonicalMIMEHeaderKey(name)]; len(values) == 1 {
			s.Headers = append(s.Headers, name)
		}
	}
	if len(s.Headers) != len(m.Header) {
		t.Errorf("headers: %v", m.Header)
	}
	words := mime.WordDecoder{}
	if s.Subject, err = words.DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Error(err)
	}
	for field, to := range map[string][2]*string{"From": {&s.FromName, &s.From}, "To": {&s.ToName, &s.To}} {
		if m.Header.Get(field) == "" {
			continue
		}
		all, err := m.Header.AddressList(field)
		if err != nil || len(all) != 1 {
			t.Fatalf("%s: %v, %v", field, all, err)
		}
		*to[0], *to[1] = all[0].Name, all[0].Address
	}
	date, err := m.Header.Date()
	if err != nil {
		t.Error(err)
	}
	s.Date = date.UTC().Format(time.RFC3339)
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	s.Kinds = []string{kind}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return s
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			t.Error(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Error(err)
		}
		text := strings.ReplaceAll(string(body), "\r\n", "\n")
		s.Kinds = append(s.Kinds, kind)
		if kind == "text/plain" {
			s.Text = text
		} else {
			s.HTML = text
		}
	}
}

const pythonReader = `
import email, email.policy, json, sys
from datetime import timezone
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
bad = [d for p in m.walk() for d in p.defects] + [d for h in m.values() for d in getattr(h, 'defects', [])]
if bad: sys.exit('defects: %r' % bad)
one = lambda h: m[h].addresses[0] if m[h] and len(m[h].addresses) == 1 else None
named = lambda h: one(h).display_name if one(h) else ''
spec = lambda h: one(h).addr_spec if one(h) else ''
part = lambda kind: m.get_body((kind,)).get_content().replace('\r\n', '\n')
json.dump({'headers': sorted(k.lower() for k in m.keys()), 'subject': str(m['Subject']), 'fromName': named('From'), 'from': spec('From'),
  'toName': named('To'), 'to': spec('To'), 'date': m['Date'].datetime.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
  'unsent': str(m['X-Unsent']), 'kinds': [p.get_content_type() for p in m.walk()], 'text': part('plain'), 'html': part('html')}, sys.stdout)
`

// readInPython reads with a program that shares no code with what wrote it.
func readInPython(t *testing.T, eml []byte) seen {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") != "" || os.Getenv("AIRCOVER_E2E") == "1" {
			t.Fatal("python3 is not installed; build/setup test installs it")
		}
		t.Skip("python3 is not installed; build/setup test installs it")
	}
	cmd := exec.Command(python, "-I", "-c", pythonReader)
	cmd.Stdin = bytes.NewReader(eml)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, errs.Bytes(), eml)
	}
	var s seen
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatIsNoAddress(t *testing.T) {
	for _, email := range []string{
		"ana", "@example.org", "ana@", "ana@localhost", "a b@example.org", "ana@example.org\r\nBcc: evil@example.net", "ana@example.org\n",
		"<ana@example.org>", "Ana <ana@example.org>", `"a\r\nb"@example.org`, "a@b.c,d@e.f", "a@b.c;d@e.f", "ana@example..org", "ana@-example.org",
		"ana@example.org?bcc=evil@example.net", "ana@exam ple.org", "a\x00@example.org", "a@exämple.de", strings.Repeat("a", 250) + "@b.cd",
	} {
		if Valid(email) {
			t.Errorf("%q is taken for an address", email)
		}
		for _, change := range []func(*Message){func(m *Message) { m.From.Email = email }, func(m *Message) { m.To.Email = email }} {
			m := message()
			change(&m)
			if eml, err := Write(m); fault.CodeOf(err) != fault.Invalid || eml != nil {
				t.Errorf("%q: %v", email, err)
			}
		}
	}
	for _, email := range []string{"ana@example.org", "a.b+c@mail.example.co.uk", "a@xn--exmple-cua.de", "o'neil@example.org"} {
		if !Valid(email) {
			t.Errorf("%q is refused", email)
		}
	}
}

func TestMailto(t *testing.T) {
	tests := []struct{ name, to, subject, body, want string }{
		{
			"plain", "board@example.org", "Checkout fails", "One.\nTwo.\r\nThree.\n",
			"mailto:board@example.org?subject=Checkout%20fails&body=One.%0D%0ATwo.%0D%0AThree.",
		},
		{"nobody", "", "a", "b", "mailto:?subject=a&body=b"},
		{"what would begin another field", "", "a&cc=evil@example.net#x", "b?c=d&bcc=e+f%0A", "mailto:?subject=a%26cc%3Devil%40example.net%23x&body=b%3Fc%3Dd%26bcc%3De%2Bf%250A"},
		{"a header in the subject", "", "a\r\nBcc: evil@example.net", "b", "mailto:?subject=a%20Bcc%3A%20evil%40example.net&body=b"},
		{"no address", "a@example.org?bcc=evil@example.net", "a", "b", "mailto:?subject=a&body=b"},
		{"other scripts", "", "ä", "障\U0001F642", "mailto:?subject=%C3%A4&body=%E9%9A%9C%F0%9F%99%82"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Mailto(tt.to, tt.subject, tt.body)
			if got != tt.want || !ok {
				t.Fatalf("%s, %t, want %s", got, ok, tt.want)
			}
			u, err := url.Parse(got)
			if err != nil {
				t.Fatal(err)
			}
			fields, err := url.ParseQuery(u.RawQuery)
			if err != nil || len(fields) != 2 || len(fields["subject"]) != 1 || len(fields["body"]) != 1 {
				t.Errorf("fields: %q, %v", fields, err)
			}
			body := strings.TrimSpace(strings.ReplaceAll(tt.body, "\r\n", "\n"))
			if read := strings.ReplaceAll(fields.Get("body"), "\r\n", "\n"); read != body {
				t.Errorf("the body %q is read as %q", body, read)
			}
		})
	}
	fixed := len("mailto:?subject=a&body=")
	for body, want := range map[string]bool{
		strings.Repeat("b", MaxMailto-fixed): true, strings.Repeat("b", MaxMailto-fixed+1): false,
		strings.Repeat(" b", 600): false, strings.Repeat("b", 1_000_000): false,
	} {
		if got, ok := Mailto("", "a", body); ok != want || len(got) > MaxMailto || ok == (got == "") {
			t.Errorf("%d bytes: %t, an address of %d bytes", len(body), ok, len(got))
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("a\r\nBcc: b", "c\nd", "e@example.org", "f\r\n.\r\n--", "<p>")
	f.Fuzz(func(t *testing.T, subject, name, email, text, html string) {
		m := Message{ID: "1", Subject: subject, From: Address{name, email}, To: Address{name, email}, Date: morning, Text: text, HTML: html}
		eml, err := Write(m)
		if err != nil {
			return
		}
		read, err := netmail.ReadMessage(bytes.NewReader(eml))
		if err != nil {
			t.Fatalf("%v: %q", err, eml)
		}
		for name, values := range read.Header {
			if !strings.Contains(strings.Join(plainHeaders, " "), strings.ToLower(name)) || len(values) != 1 {
				t.Errorf("%s: %q", name, values)
			}
		}
	})
}
