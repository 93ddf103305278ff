package comms

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

// strict is an update of 14:25 CET to the status page that promises 14:45.
var strict = LintContext{
	Audience: Page, Public: true, State: Investigating, NeedsNext: true,
	Next: start.Add(minutes(40)), Latest: start.Add(minutes(40)), Now: start.Add(minutes(20)), Zone: "Europe/Berlin",
	MostWords: pageWords, Severity: incident.SEV1,
	People: []string{"Ana Ruiz", "Ben Okafor", "chidi", "Will", "Zoë Müller", "李雷"},
}

// Every line of hits marks with ⟦ ⟧ what the rule has to find, no more and no
// less. It finds nothing in the traps.
func TestRules(t *testing.T) {
	tests := map[string]struct{ hits, traps []string }{
		"no-next-update": {
			hits: []string{
				"We are investigating.⟦⟧", "⟦⟧", "We are investigating since 14:05 CET.⟦⟧\n\n",
				"The next update follows.⟦⟧", "We will update you in 30 minutes.⟦⟧", "We updated the certificate at 14:05 CET.⟦⟧",
				"Next update when we know more. It began at 14:05 CET.⟦⟧",
			},
			traps: []string{
				"Next update by 14:45 CET (13:45 UTC).", "We will post another update by 14:45 CET.", "**Next update:** 14:45 CET",
				"Further updates follow at 14:45 CET at the latest.", "We'll update you again by 2:45 pm CET.", "Next: 14:45 CET",
				"You will hear from us by 13:45Z.", "Next public update at 13:45 UTC.",
			},
		},
		"next-update-past": {
			hits: []string{
				"Next update by ⟦14:20 CET (13:20 UTC)⟧.", "Next update by ⟦15:30 CET⟧.", "Next update by ⟦14:25 CET⟧.",
				"Next update tomorrow at ⟦14:45 CET⟧.", "Next update on 25 November, ⟦14:45 CET⟧.", "Next update by ⟦2:20 pm CET⟧.",
				"Next update by ⟦14:45 UTC⟧.", "Next update by 2026-11-23, ⟦14:45 CET⟧.",
			},
			traps: []string{
				"Next update by 14:45 CET (13:45 UTC).", "Next update by 8:45 am EST.", "Next update today at 14:45 CET.",
				"It began at 14:05 CET. Next update by 14:40 CET.", "Next update on Tue 24 Nov, 14:45 CET (13:45 UTC).",
				"Next update by 13:45Z.", "Next update by 14:45 Nowhere Time.", "Next update by 19:15 IST.",
			},
		},
		"placeholder": {
			hits: []string{
				"Affected: ⟦TBD⟧.", "Next update by ⟦[time]⟧.", "⟦{{.Scope}}⟧ are affected.", "We found ⟦XXX⟧.", "By ⟦??:??⟧ CET",
				"⟦[insert workaround here]⟧", "The ⟦<service name>⟧ is down.", "Next update by ⟦HH:MM⟧ CET.", "⟦[...]⟧ fails.",
				"Impact: ⟦TODO⟧", "⟦${SERVICE}⟧ is slow.", "⟦Lorem ipsum⟧ dolor",
			},
			traps: []string{
				"See [time](https://example.com/time).", "- [x] done\n- [ ] open", "[ERROR] was logged.", "Is it over?", "Size XL and XX.",
				"The todo list of the app does not load.", "See [our status page](https://example.com).", "<b>bold</b>", "A set {1, 2}.",
				"100% of requests", "What? When? Where?", "The [1] footnote",
			},
		},
		"time-without-zone": {
			hits: []string{
				"It began at ⟦14:05⟧.", "Between ⟦14:05⟧ and ⟦14:20⟧ it failed.", "At ⟦3pm⟧ we saw it.", "At ⟦3:20 p.m.⟧ it ended.",
				"Since ⟦9:30⟧ API calls fail.", "From ⟦14:05⟧ to ⟦14:20⟧, then again at 15:00 CET.", "At ⟦14:05:33⟧ it crashed.",
			},
			traps: []string{
				"It began at 14:05 CET.", "Between 14:05 and 14:20 CET it failed.", "14:05–14:20 UTC", "At 2026-11-24T14:05:00Z it began.",
				"At 3 pm Pacific Time.", "At 14:05 UTC+5:30.", "At 14:05+01:00", "It lasted 1:30 hours.", "A ratio of 1:10.", "On 10.0.0.1:44 we",
				"All times are UTC. It began at 14:05.", "See https://example.com/at/14:05 for it.", "A 16:9 screen", "08:05-09:30 CET", "At 14:05 (UTC).",
				"At 9:05 am ET", "From Friday, April 8th 23:00 to Saturday, April 9th 1:00 UTC.", "14:05 UTC to 14:20", "From June 18th, 2024 at 09:34 PM UTC to June 19th, 2024 at 12:53 PM.", "Port :8080, 99:99", "14:20 CET (13:20 UTC)", "14:05 Europe/Berlin",
			},
		},
		"person-or-handle": {
			hits: []string{
				"⟦Ana Ruiz⟧ is on it.", "⟦@ben⟧ looks at it.", "Ask ⟦Ben⟧.", "We thank ⟦chidi⟧ for it.", "⟦Ana⟧'s fix is live.", "Ask ⟦ana ruiz⟧.",
				"⟦Zoë Müller⟧ has it.", "cc ⟦@on-call.team⟧", "(⟦@here⟧)", "Ask ⟦李雷⟧ now.", "We asked ⟦Will⟧ about it.", "Mr ⟦Okafor⟧ said so.",
			},
			traps: []string{
				"Will it work?", "We will fix it.", "Write to help@example.com.", "The banana is fine.", "See https://example.com/@ana/1.",
				"Install @lucide/svelte.", "user@host", "Analysis goes on.", "Benefits apply.", "The anaconda", "5 @ 3", "**Will** this work?",
			},
		},
		"internal-detail": {
			hits: []string{
				"⟦db-prod-01⟧ is down.", "Host ⟦10.0.0.7⟧ is slow.", "See ⟦INC-42⟧.", "See ⟦https://jira.example.com/browse/X⟧.", "On ⟦node3⟧ it fails.",
				"⟦payments.svc.cluster.local⟧ fails.", "See ⟦http://wiki/page⟧.", "At ⟦fe80::1⟧.", "Fixed in ⟦PR #123⟧.", "⟦api-7f9c4d-x2⟧ restarts.",
				"On ⟦http://192.168.1.4/x⟧.", "We restarted ⟦localhost⟧.", "⟦web_worker_12⟧ hangs.",
			},
			traps: []string{
				"In us-east-1 and eu-west-2.", "Version 1.2.3.4 is out.", "UTF-8 and SHA-256.", "CVE-2024-12345 applies.", "HTTP2 and ipv4 work.",
				"See https://status.example.com/incidents/1.", "COVID-19", "14:05:33 CET", "Use the web app.", "UTC-3 or UTC-03:00.", "Node 18 works.",
				"e.g. example.com", "sha256 and base64", "10.5 million", "v2 of the API", "help@node3.example.com", "SEV-1", "A 3-node cluster",
			},
		},
		"blame": {
			hits: []string{
				"It was ⟦human error⟧.", "⟦An engineer failed to⟧ renew it.", "A ⟦mistake by⟧ support.", "⟦Our vendor forgot⟧ to tell us.",
				"⟦Ben failed to⟧ renew it.", "⟦The network team should have⟧ seen it.", "The vendor ⟦is to blame⟧.", "An ⟦error made by an⟧ employee.",
				"A ⟦fat-finger⟧ change.", "⟦Operator error⟧ caused it.", "Nobody is ⟦blamed⟧.", "⟦Chidi accidentally⟧ dropped it.",
			},
			traps: []string{
				"Some jobs failed to start.", "Requests failed to complete.", "Errors caused by the database.", "git blame is slow.", "A page fault.",
				"Fault tolerance works.", "Pages fail by default.", "Mistakes happen.", "Errors by region: see below.", "The user sees an error.",
				"Our team found the cause.", "Users see errors caused by high load.", "We failed to meet our own standard.",
			},
		},
		"eta": {
			hits: []string{
				"⟦ETA⟧ 16:00 CET.", "It ⟦should be fixed by⟧ 16:00 CET.", "We ⟦expect a fix within⟧ an hour.", "Service ⟦will be restored shortly⟧.",
				"The ⟦estimated time to resolution⟧ is 16:00 CET.", "We ⟦will fix this by⟧ 16:00 CET.", "We ⟦hope to have it resolved soon⟧.",
				"It ⟦will be back online in 2⟧ hours.", "⟦Recovery is expected by⟧ 16:00 CET.", "We ⟦expect full recovery in the morning⟧.",
				"Checkout ⟦should be working again within⟧ the hour.", "Everything is ⟦going to be back to normal by⟧ noon.",
			},
			traps: []string{
				"Next update by 16:00 CET.", "It was restored at 14:00 CET.", "The beta works.", "We will provide an update within 30 minutes.",
				"We do not know yet when it will be over.", "It recovered within 10 minutes.", "We have fixed it.", "A fix is being tested.",
				"It should work for cards of other banks.", "Service was fully restored by 14:20 CET.", "We will post the fix to this page.", "Metadata is fine.",
				"We do not have an ETA yet.", "There is no ETA.", "We verify that all systems are back in a working state.", "We will report back shortly.",
			},
		},
		"relative-time": {
			hits: []string{
				"It began ⟦10 minutes ago⟧.", "We will be back ⟦shortly⟧.", "More ⟦in 30 minutes⟧.", "More ⟦within the next hour⟧.", "It failed ⟦yesterday⟧.",
				"We look at it ⟦as soon as possible⟧.", "More ⟦later today⟧.", "It began ⟦an hour ago⟧. Next update by 14:45 CET.", "More ⟦soon⟧.",
				"It failed ⟦this morning⟧.", "More ⟦in 5-10 minutes⟧.", "It ⟦recently⟧ began.",
			},
			traps: []string{
				"In 20 minutes, at 14:45 CET.", "It failed for 30 minutes.", "Every 20 minutes we look.", "As soon as we know more we say so.",
				"A 30 minute outage.", "Tomorrow at 09:30 CET.", "Sooner or later.", "It took an hour to find.", "3 hours of logs", "Minutes matter.",
				"The morning run failed at 06:00 CET.", "Today we learnt a lot.",
			},
		},
		"inconvenience": {
			hits: []string{
				"We apologise for ⟦any inconvenience⟧.", "Sorry for ⟦the inconvenience⟧ caused.", "We regret ⟦this inconvenience⟧.",
				"Apologies for ⟦any inconvenience⟧ this may have caused.", "⟦Any Inconvenience⟧ is regretted.", "Sorry for ⟦all the inconvenience⟧.",
				"⟦The inconvenience⟧ this caused you", "We are sorry for ⟦any possible inconvenience⟧.", "Sorry about ⟦the inconveniences⟧.",
				"Excuse ⟦your inconvenience⟧.", "Sorry for ⟦inconvenience caused⟧.", "Sorry for ⟦the great inconvenience⟧.",
			},
			traps: []string{
				"This is inconvenient.", "An inconvenience store", "Shops could not take cards; we are sorry.", "Any convenience fee is refunded.",
				"No inconvenience.", "It is inconveniently placed.", "The convenience of it", "any incident", "The shop convenience app", "We are sorry.",
				"Any problem", "Inconvenience",
			},
		},
	}
	thin := thinlyExercised(t)
	for _, r := range rules {
		test := tests[r.id]
		var lines []ruleLine
		for _, text := range test.hits {
			lines = append(lines, ruleLine{text: text, ctx: strict, hit: true})
		}
		for _, text := range test.traps {
			lines = append(lines, ruleLine{text: text, ctx: strict})
		}
		lines = append(lines, ruleLines(t, r.id)...)
		least, traps := 12, 0
		if thin[r.id] {
			least = 30
		}
		for _, l := range lines {
			text, want := l.text, []span(nil)
			if l.hit {
				text, want = unmark(l.text)
			} else {
				traps++
			}
			if got := r.find(read(text, l.ctx)); !slices.Equal(got, want) {
				t.Errorf("%s in %q found %q, want %q", r.id, text, quoted(text, got), quoted(text, want))
			}
		}
		if len(lines) < least || 5*traps < 2*len(lines) {
			t.Errorf("%s has %d lines, %d of them traps; the least is %d, and about half", r.id, len(lines), traps, least)
		}
	}
}

// ruleLine is one line of a rule's table: with marks around what is to be
// found, or a trap.
type ruleLine struct {
	text string
	ctx  LintContext
	hit  bool
}

// thinlyExercised tells which rules find less than leastHits in real updates.
func thinlyExercised(t *testing.T) map[string]bool {
	thin := map[string]bool{}
	for _, line := range readLines(t, filepath.Join("testdata", "statuspage-hits.md")) {
		if cells := strings.Split(line, "|"); len(cells) == 7 {
			if n, err := strconv.Atoi(strings.TrimSpace(cells[4])); err == nil {
				thin[strings.TrimSpace(cells[1])] = n < leastHits
			}
		}
	}
	return thin
}

// ruleLines reads the rest of a rule's table: "hit: " or "trap: ", in brackets
// what differs in the context, and the text.
func ruleLines(t *testing.T, id string) []ruleLine {
	path := filepath.Join("testdata", "rules", id+".txt")
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	var lines []ruleLine
	for _, line := range readLines(t, path) {
		kind, text, ok := strings.Cut(line, ":")
		if !ok || kind != "hit" && kind != "trap" {
			t.Fatalf("%s: %q", path, line)
		}
		l := ruleLine{ctx: strict, hit: kind == "hit"}
		l.ctx.Dictionaries = Dictionaries{
			Codenames: []string{"Bluefin", "Project Kestrel", "kestrel-v2", "mothership", "vault7"}, Hosts: []string{"vault7", "corp.example", "bf-primary"},
			Customers: []string{"Acme", "Globex Corporation", "initech", "Müller & Söhne", "Stark"}, Vendors: []string{"Payfast", "Nordic Cables"},
		}
		text = strings.TrimPrefix(text, " ")
		if strings.HasPrefix(text, "[") && strings.Contains(text, "=") {
			var set string
			set, text, _ = strings.Cut(text[1:], "]")
			text = strings.TrimPrefix(text, " ")
			for _, pair := range strings.Split(set, "; ") {
				l.set(t, pair)
			}
		}
		l.text = strings.ReplaceAll(text, `\n`, "\n")
		lines = append(lines, l)
	}
	return lines
}

func (l *ruleLine) set(t *testing.T, pair string) {
	name, value, _ := strings.Cut(pair, "=")
	switch name {
	case "last":
		l.ctx.LastState = PublicState(value)
	case "state":
		l.ctx.State = PublicState(value)
	case "was":
		l.ctx.LastText = value
	case "confirmed":
		l.ctx.Confirmed = value == "yes"
	case "other":
		l.ctx.Others = []Other{{Name: "Executives", Text: value, At: l.ctx.Now}}
	case "oldseverity":
		l.ctx.Others = []Other{{Name: "Executives", Text: value, At: l.ctx.Now, OldSeverity: true, OldImpact: true}}
	case "oldimpact":
		l.ctx.Others = []Other{{Name: "Executives", Text: value, At: l.ctx.Now, OldImpact: true}}
	default:
		t.Fatalf("no context is called %q", name)
	}
}

// unmark takes the marks out of a text and gives what they marked.
func unmark(marked string) (string, []span) {
	var text strings.Builder
	var at []span
	for _, r := range marked {
		switch r {
		case '⟦':
			at = append(at, span{start: text.Len()})
		case '⟧':
			at[len(at)-1].end = text.Len()
		default:
			text.WriteRune(r)
		}
	}
	return text.String(), at
}

func quoted(text string, at []span) []string {
	out := []string{}
	for _, s := range at {
		out = append(out, text[s.start:s.end])
	}
	return out
}

func TestFixes(t *testing.T) {
	tests := []struct{ name, text, rule, want string }{
		{"add the time", "We look at it. \n", "no-next-update", "We look at it.\n\nNext update by 14:45 CET (13:45 UTC).\n"},
		{"to nothing", "", "no-next-update", "Next update by 14:45 CET (13:45 UTC).\n"},
		{"set the time", "Next update by 14:00 CET (13:00 UTC).", "next-update-past", "Next update by 14:45 CET (13:45 UTC)."},
		{"zone", "🛒 fails since 14:05.", "time-without-zone", "🛒 fails since 14:05 CET."},
		{"person", "Ana Ruiz has it.", "person-or-handle", "Our team has it."},
		{"handle", "We asked @ben.", "person-or-handle", "We asked our team."},
		{"estimate", "It fails. We expect a fix within an hour. We look.", "eta", "It fails. We look."},
		{"secret", "Use AKIAQYLPMN5HHHFPZAM2 for it.", "secret", "Use [removed] for it."},
		{"mailbox", "Write to ana@example.com.", "mail-address", "Write to our support."},
		{"back", "Checkout fails.", "moved-back", "Reopened: we had reported this as Resolved. Checkout fails."},
		{"customer", "Acme sees it.", "customer-name", "A customer sees it."},
		{"last line", "It fails.\nWe apologise for any inconvenience.\n", "inconvenience", "It fails.\n\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx := strict
			ctx.LastState, ctx.Dictionaries = Resolved, Dictionaries{Customers: []string{"Acme"}}
			for _, f := range Lint(tt.text, ctx) {
				if f.Rule != tt.rule {
					continue
				}
				if f.Fix == nil {
					t.Fatal("no fix")
				}
				got := apply(tt.text, *f.Fix)
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Fatal(diff)
				}
				for _, again := range Lint(got, ctx) {
					if again.Rule == tt.rule {
						t.Errorf("the fixed text is still found: %q", got)
					}
				}
				return
			}
			t.Fatal("not found")
		})
	}
}

// apply does what the editor does: it counts in UTF-16 code units.
func apply(text string, fix Fix) string {
	units := utf16.Encode([]rune(text))
	return string(utf16.Decode(units[:fix.Start])) + fix.Text + string(utf16.Decode(units[fix.End:]))
}

func TestLintScope(t *testing.T) {
	text := "@ben says it should be fixed by 16:00 CET."
	internal := strict
	internal.Public, internal.NeedsNext = false, false
	if got := Lint(text, internal); len(got) != 0 {
		t.Errorf("an internal note was marked: %v", got)
	}
	var got []Finding
	for _, f := range Lint(text, strict) {
		if f.Severity == LintError {
			got = append(got, f)
		}
	}
	if !slices.IsSortedFunc(got, func(a, b Finding) int { return a.Start - b.Start }) || len(got) != 3 {
		t.Errorf("findings %v", got)
	}
	long := strings.Repeat("é", MaxLint) + " TBD"
	for _, f := range Lint(long, strict) {
		if f.Rule == "placeholder" {
			t.Error("text over the bound was judged")
		}
	}
}

// endless are parts of which a text without sentence ends is made: what is
// looked for around each place must not be read again for all of them.
var endless = []string{
	"14:05 ", "next update by 14:05 ", "we expect a fix ", "it might be ", "due to ", "no leak ", "since 14:05 XYZ ", "25 % of requests fail ", "Ana ", "@a ", "[time", "a-1-",
	"api_key=8f3kd92jf8s7dkw93jfk2ls0dk3mf9a ", "token ", "key: ", "http://a.b/", "1.1.1.1 ", "a:", "exposed data ", "-----BEGIN PRIVATE KEY-----", "data ", "Acme ", "CDN ", "fully ", "in 5 ", "🛒", "\n",
}

func FuzzLint(f *testing.F) {
	for _, seed := range []string{"", "Next update by 14:45 CET (13:45 UTC).", "@ana 10.0.0.1 [..] 🛒 14:05–15:00", "\xff\xfe 3 pm\n\nTBD", "Next update 31 Feb 25:00 UTC+99:99"} {
		f.Add(seed)
	}
	for _, part := range endless {
		f.Add(strings.Repeat(part, 40))
	}
	f.Fuzz(func(t *testing.T, text string) {
		length := len(utf16.Encode([]rune(text)))
		last := 0
		for _, found := range Lint(text, strict) {
			if found.Start < last || found.End < found.Start || found.End > length {
				t.Fatalf("%+v of %d units", found, length)
			}
			if fix := found.Fix; fix != nil && (fix.Start < 0 || fix.End < fix.Start || fix.End > length) {
				t.Fatalf("%+v of %d units", fix, length)
			}
			last = found.Start
		}
	})
}
