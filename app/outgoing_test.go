package app

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
)

func TestEmailIsSavedAsADraft(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout fails for EU cards since 13:50 sev1", "UTC"))(t)
	if err := d.people.SetMe("Ana Ruiz\r\nBcc: evil@example.net"); err != nil {
		t.Fatal(err)
	}
	if err := d.people.SetEmail(d.app.me(), "ana@example.org"); err != nil {
		t.Fatal(err)
	}
	words := "**Checkout fails.** <script>alert(1)</script>\n\nNext update by 14:30 UTC.\n"
	saved := must(d.updates.SaveEmail(id, comms.Page, "", words))(t)
	if saved.Name != "INC-1-page.eml" {
		t.Errorf("saved as %s", saved.Name)
	}
	info, err := os.Stat(saved.Path)
	if err != nil || info.Mode().Perm() != 0o600 || filepath.Dir(saved.Path) != d.app.around.downloads {
		t.Errorf("%s: %v, %v", saved.Path, info.Mode(), err)
	}
	eml, err := os.ReadFile(saved.Path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(eml))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Subject": "Investigating: Checkout fails for EU cards", "X-Unsent": "1", "To": "", "Bcc": "",
		"From": `"Ana Ruiz Bcc: evil@example.net" <ana@example.org>`,
		"Date": d.now().Format(time.RFC1123Z),
	} {
		if got := m.Header.Get(name); !strings.EqualFold(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if !strings.Contains(string(eml), "<strong>Checkout fails.</strong> &lt;script&gt;") || strings.Contains(string(eml), "<html><body>\r\n<script>") {
		t.Errorf("the e-mail is\n%s", eml)
	}
	again := must(d.updates.SaveEmail(id, comms.Page, "", words))(t)
	if again.Name != "INC-1-page-2.eml" {
		t.Errorf("saved again as %s", again.Name)
	}
	for name, err := range map[fault.Code]error{
		fault.NotFound: second(d.updates.SaveEmail(id, "../nobody", "", words)),
		fault.Invalid:  second(d.updates.SaveEmail(id, comms.Page, "", " \n")),
		fault.TooLarge: second(d.updates.SaveEmail(id, comms.Page, "", strings.Repeat("a", comms.MaxUpdate+1))),
	} {
		if fault.CodeOf(err) != name {
			t.Errorf("%v, want %s", err, name)
		}
	}
}

// TestHostileEmails saves what would run in a mail program, to an audience with
// an address, and reads the HTML as a browser does.
func TestHostileEmails(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout fails sev1", "UTC"))(t)
	audiences := &Audiences{d.app}
	for _, form := range must(audiences.Of(id))(t).Audiences {
		if form.ID == comms.Executives {
			form.Channel = "mail to board@example.org"
			must(audiences.Override(id, form))(t)
		}
	}
	for _, words := range []string{
		"<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "<style>*{display:none}</style>", "</body></html><script>alert(1)</script>",
		"![x](https://evil.example/pixel.png)", "\r\n\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>",
		"<base href=//evil.example>\n<form action=//evil.example><input></form>", "a\x00b\x1b[31m\xff",
	} {
		saved := must(d.updates.SaveEmail(id, comms.Executives, "", words))(t)
		eml, err := os.ReadFile(saved.Path)
		if err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(bytes.NewReader(eml))
		if err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		if m.Header.Get("To") != "<board@example.org>" || m.Header.Get("From") != "" {
			t.Errorf("to %q, from %q", m.Header.Get("To"), m.Header.Get("From"))
		}
		requireOnlyText(t, words, htmlPart(t, m))
	}
}

// htmlPart gives the second of two parts.
func htmlPart(t *testing.T, m *mail.Message) string {
	t.Helper()
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(body))
	}
	if len(bodies) != 2 {
		t.Fatalf("%d parts", len(bodies))
	}
	return bodies[1]
}

func requireOnlyText(t *testing.T, words, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (!strings.Contains(" html head body p br pre a ", " "+n.Data+" ") || len(n.Attr) > 0) {
			t.Errorf("%q has <%s %v>", words, n.Data, n.Attr)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestOutgoing(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout fails sev1", "UTC"))(t)
	out := must(d.updates.Outgoing(id, comms.Support, "Identified", "**Payments** <fail>\n"))(t)
	if out.Mailto != "mailto:?subject=Identified%3A%20Checkout%20fails&body=Payments%20%3Cfail%3E" {
		t.Errorf("mailto %q", out.Mailto)
	}
	if l := out.Length; l == nil || l.Channel != "Slack" || l.Count != len("*Payments* &lt;fail&gt;") || l.Limit != 4000 || l.Parts != 1 {
		t.Errorf("length %+v", out.Length)
	}
	out = must(d.updates.Outgoing(id, comms.Page, "", strings.Repeat("word ", 500)))(t)
	if out.Mailto != "" || out.Length != nil || out.Subject != "Investigating: Checkout fails" {
		t.Errorf("%+v", out)
	}
}

func TestPromiseHistory(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout fails sev1", "UTC"))(t)
	if got := must((&Promises{d.app}).History(id))(t); got == nil || len(got) != 0 {
		t.Errorf("before the first: %v", got)
	}
	send := func(words string) {
		t.Helper()
		if err := d.updates.MarkSent(id, comms.Page, "Investigating", words); err != nil {
			t.Fatal(err)
		}
	}
	send("We are looking into it. Next update by 14:10 UTC.")
	d.set(d.now().Add(9 * time.Minute))
	send("We are still looking into it. Next update by 14:20 UTC.")
	d.set(d.now().Add(15 * time.Minute))
	send("We are still looking into it. Next update by 14:40 UTC.")
	records := must((&Promises{d.app}).History(id))(t)
	if len(records) != 1 {
		t.Fatalf("%+v", records)
	}
	r := records[0]
	if r.Summary != "Status page: 3 promises, 1 kept, 1 late by 4 min, 1 open until 14:40 UTC." {
		t.Error(r.Summary)
	}
	if r.Open == nil || r.Open.At != "2026-03-02T14:40:00.000Z" || len(r.Past) != 2 {
		t.Fatalf("%+v", r)
	}
	if late := r.Past[0]; late.End != "late" || late.Seconds != 240 || late.At != "2026-03-02T14:20:00.000Z" {
		t.Errorf("%+v", late)
	}
}

func TestQuestionsAndAnswers(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout fails sev1", "UTC"))(t)
	log := func(line string) string { t.Helper(); return must(d.room.Log(id, line))(t) }
	questions := &Questions{d.app}
	log("workaround: pay by invoice")
	first := log(`q @"Vera Pold" in #exec-bridge when is checkout back?`)
	d.set(d.now().Add(time.Minute))
	other := log("q is there a workaround?")
	d.set(d.now().Add(time.Minute))
	twice := log("q @sales ETA for checkout?")
	view := must(questions.List(id))(t)
	if view.Open != 3 || view.More != 0 || len(view.Rows) != 3 {
		t.Fatalf("%+v", view)
	}
	row := view.Rows[0]
	if row.ID != first || row.By != "Vera Pold" || row.Where != "#exec-bridge" || row.Due != "2026-03-02T14:15:00.000Z" ||
		len(row.Same) != 1 || row.Same[0].ID != twice || row.Same[0].By != "sales" {
		t.Errorf("%+v", row)
	}
	if got := must(questions.Suggest(id, other))(t); len(got) != 1 || got[0].Text != "Workaround: pay by invoice." || got[0].Kind != "fact" {
		t.Errorf("suggested %+v", got)
	}
	if err := d.work.AnswerQuestion(id, first, "Next update at 14:20 UTC."); err != nil {
		t.Fatal(err)
	}
	if got := must(questions.Suggest(id, twice))(t); len(got) == 0 || got[0].Kind != "answer" || got[0].Source != first {
		t.Errorf("suggested %+v", got)
	}
	view = must(questions.List(id))(t)
	if last := view.Rows[2]; view.Open != 2 || last.ID != first || last.Answer != "Next update at 14:20 UTC." || last.Due != "" || last.Answered == "" {
		t.Errorf("%+v", view)
	}
	if _, err := questions.Suggest(id, "nothing"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	requireAskersStayInside(t, d, id)
}

// requireAskersStayInside makes sure that neither a draft for the outside nor
// its subject names who asked, where, or what; and that the lint says so where
// the lead types the name.
func requireAskersStayInside(t *testing.T, d *desk, id string) {
	t.Helper()
	for _, phase := range []incident.Phase{incident.Diagnose, incident.Remediate, incident.Verify} {
		if err := d.room.SetPhase(id, string(phase), ""); err != nil {
			t.Fatal(err)
		}
		for _, audience := range []string{comms.Page, comms.Support} {
			for _, state := range comms.PublicStates {
				draft := must(d.updates.Draft(id, audience, string(state)))(t)
				out := must(d.updates.Outgoing(id, audience, string(state), draft.Text))(t)
				for _, inside := range []string{"Vera", "Pold", "exec-bridge", "ETA"} {
					if strings.Contains(draft.Text+out.Subject, inside) {
						t.Errorf("%s, %s says %s:\n%s", audience, state, inside, draft.Text)
					}
				}
			}
			findings := must(d.write(id, audience, "Identified", "Vera Pold asked. Next update by 14:20 UTC."))(t)
			if err := d.updates.Discard(id, audience); err != nil {
				t.Fatal(err)
			}
			named := false
			for _, f := range findings {
				named = named || f.Rule == "person-or-handle" && f.Start == 0
			}
			if !named {
				t.Errorf("%s: the name of who asked is not marked: %+v", audience, findings)
			}
		}
	}
}
