package incident

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"aircover/backend/fault"

	"github.com/google/go-cmp/cmp"
)

func TestParseLine(t *testing.T) {
	at := func(utc string, line LogLine) LogLine {
		line.Occurred = momentOf(t, utc)
		return line
	}
	note := func(text string) LogLine { return LogLine{Kind: LineNote, Text: text} }
	tests := []struct {
		line string
		want LogLine
	}{
		// Notes.
		{"checkout is back", note("checkout is back")},
		{"  checkout is back \n", note("checkout is back")},
		{"I think it is the cert", note("I think it is the cert")},
		{"i think it is the cert", note("i think it is the cert")},
		{"a database is down", note("a database is down")},
		{"a", note("a")},
		{"i", note("i")},
		{"x marks it", note("x marks it")},
		{"hello", note("hello")},
		{"H maybe the cert", note("H maybe the cert")},
		{"e.g. node 3", note("e.g. node 3")},
		{"n=5 requests failed", note("n=5 requests failed")},
		{"d: drive full", note("d: drive full")},
		{"@maria is on it", note("@maria is on it")},
		{`\h is the key for help`, note("h is the key for help")},
		{`\ 14:05 is when the batch runs`, note("14:05 is when the batch runs")},
		{`"d rollback" was what he said`, note(`"d rollback" was what he said`)},
		{"'14:05' in the log", note("'14:05' in the log")},
		{"> h quoted", note("> h quoted")},
		{"- 14:05 in a list", note("- 14:05 in a list")},
		{"first\n\n  second", note("first\n\n  second")},
		{"    indented := true\n    pasted()", note("    indented := true\n    pasted()")},
		{"14:05-14:10 errors", note("14:05-14:10 errors")},
		{"404 on every page", note("404 on every page")},
		{"12m rows lost", note("12m rows lost")},
		{"noon is the deadline", note("noon is the deadline")},
		{"14:05:01 up\n14:05:09 down", note("14:05:01 up\n14:05:09 down")},
		// Backdated.
		{"-12m pager went off", at("2026-11-20T13:58:00Z", note("pager went off"))},
		{"12 min ago pager went off", at("2026-11-20T13:58:00Z", note("pager went off"))},
		{"an hour ago: deploy", at("2026-11-20T13:10:00Z", note("deploy"))},
		{"14:05 pager went off", at("2026-11-20T13:05:00Z", note("pager went off"))},
		{"14:05: pager went off", at("2026-11-20T13:05:00Z", note("pager went off"))},
		{"14:05 - pager went off", at("2026-11-20T13:05:00Z", note("pager went off"))},
		{"14:05, pager went off", at("2026-11-20T13:05:00Z", note("pager went off"))},
		{"14:05 UTC pager went off", at("2026-11-20T14:05:00Z", note("pager went off"))},
		{"14:05 utc pager", at("2026-11-20T14:05:00Z", note("pager"))},
		{"14:05 ist down", at("2026-11-20T13:05:00Z", note("ist down"))},
		{"2pm pager went off", at("2026-11-20T13:00:00Z", note("pager went off"))},
		{"yesterday 23:50 deploy", at("2026-11-19T22:50:00Z", note("deploy"))},
		{"2026-11-19T14:05:06Z deploy", at("2026-11-19T14:05:06Z", note("deploy"))},
		{"14:05 yesterday's deploy looked fine", at("2026-11-20T13:05:00Z", note("yesterday's deploy looked fine"))},
		{"14:05 - 14:20 errors peaked", at("2026-11-20T13:05:00Z", note("14:05 - 14:20 errors peaked"))},
		{"14:05 first line\nsecond line", at("2026-11-20T13:05:00Z", note("first line\nsecond line"))},
		{"-12m h maybe the cert", at("2026-11-20T13:58:00Z", LogLine{Kind: LineHypothesis, Text: "maybe the cert"})},
		{"14:05 d rollback", at("2026-11-20T13:05:00Z", LogLine{Kind: LineDecision, Text: "rollback", Rollback: true})},
		{`-12m \h was pressed`, at("2026-11-20T13:58:00Z", note("h was pressed"))},
		{"23:50 deploy", LogLine{Kind: LineNote, Text: "deploy", Occurred: momentOf(t, "2026-11-19T22:50:00Z"), DayBack: true}},
		{"today 18:00 batch", LogLine{Kind: LineNote, Text: "batch", Occurred: momentOf(t, tableNow), Future: true}},
		// Prefixes.
		{"h maybe the cert", LogLine{Kind: LineHypothesis, Text: "maybe the cert"}},
		{"h   maybe the cert", LogLine{Kind: LineHypothesis, Text: "maybe the cert"}},
		{"e handshake log of node 3", LogLine{Kind: LineEvidence, Text: "handshake log of node 3"}},
		{"e trace:\n  at a()\n  at b()", LogLine{Kind: LineEvidence, Text: "trace:\n  at a()\n  at b()"}},
		{"d keep the old cert", LogLine{Kind: LineDecision, Text: "keep the old cert"}},
		{"d rollback to 4.2", LogLine{Kind: LineDecision, Text: "rollback to 4.2", Rollback: true}},
		{"d Roll back now", LogLine{Kind: LineDecision, Text: "Roll back now", Rollback: true}},
		{"d rolling back", LogLine{Kind: LineDecision, Text: "rolling back", Rollback: true}},
		{"d rollback not needed", LogLine{Kind: LineDecision, Text: "rollback not needed"}},
		{"d rollback: no", LogLine{Kind: LineDecision, Text: "rollback: no"}},
		{"d rollback notice to all", LogLine{Kind: LineDecision, Text: "rollback notice to all", Rollback: true}},
		{"d no rollback", LogLine{Kind: LineDecision, Text: "no rollback"}},
		{"d rollbacks are off", LogLine{Kind: LineDecision, Text: "rollbacks are off"}},
		{"w cert reissued", LogLine{Kind: LineWhere, Text: "cert reissued"}},
		{"w payments: cert reissued", LogLine{Kind: LineWhere, Workstream: "payments", Text: "cert reissued"}},
		{"w Payments EU: cert reissued", LogLine{Kind: LineWhere, Workstream: "Payments EU", Text: "cert reissued"}},
		{`w "eu payments": cert reissued`, LogLine{Kind: LineWhere, Workstream: "eu payments", Text: "cert reissued"}},
		{"w found it now: the cert", LogLine{Kind: LineWhere, Text: "found it now: the cert"}},
		{"w see https://example.com", LogLine{Kind: LineWhere, Text: "see https://example.com"}},
		{"w 14:30: cert reissued", LogLine{Kind: LineWhere, Text: "14:30: cert reissued"}},
		{"q when is it back?", LogLine{Kind: LineQuestion, Text: "when is it back?"}},
		{"q @vp when is it back?", LogLine{Kind: LineQuestion, Who: "vp", Text: "when is it back?"}},
		{"q @vp in #exec-bridge when is it back?", LogLine{Kind: LineQuestion, Who: "vp", Where: "#exec-bridge", Text: "when is it back?"}},
		{`q @vp, in "the board call": when is it back?`, LogLine{Kind: LineQuestion, Who: "vp", Where: "the board call", Text: "when is it back?"}},
		{"q In #support-eu, is data lost?", LogLine{Kind: LineQuestion, Where: "#support-eu", Text: "is data lost?"}},
		{"q @vp in Europe, is it down too?", LogLine{Kind: LineQuestion, Who: "vp", Text: "in Europe, is it down too?"}},
		{"q @vp in #exec", LogLine{Kind: LineQuestion, Who: "vp", Text: "in #exec"}},
		{"q is the alert in #ops real?", LogLine{Kind: LineQuestion, Text: "is the alert in #ops real?"}},
		{`q @"Ana Ruiz" when is it back?`, LogLine{Kind: LineQuestion, Who: "Ana Ruiz", Text: "when is it back?"}},
		// Tasks.
		{"a @ben 10m check the replica", LogLine{Kind: LineTask, Who: "ben", Minutes: 10, Text: "check the replica"}},
		{"a @ben check the replica", LogLine{Kind: LineTask, Who: "ben", Text: "check the replica"}},
		{"a @ben: 1h check the replica", LogLine{Kind: LineTask, Who: "ben", Minutes: 60, Text: "check the replica"}},
		{"a @ben 90 min check", LogLine{Kind: LineTask, Who: "ben", Minutes: 90, Text: "check"}},
		{"a @ben 1h30m check", LogLine{Kind: LineTask, Who: "ben", Minutes: 90, Text: "check"}},
		{"a @ben 1 h 30 min check", LogLine{Kind: LineTask, Who: "ben", Minutes: 90, Text: "check"}},
		{"a @ben (20m) check", LogLine{Kind: LineTask, Who: "ben", Minutes: 20, Text: "check"}},
		{"a @ben 30s check", LogLine{Kind: LineTask, Who: "ben", Minutes: 1, Text: "check"}},
		{"a @ben 10 nodes to check", LogLine{Kind: LineTask, Who: "ben", Text: "10 nodes to check"}},
		{"a @jörg.müller-weiß 5m check", LogLine{Kind: LineTask, Who: "jörg.müller-weiß", Minutes: 5, Text: "check"}},
		{`a @"Ana Ruiz" 10m check`, LogLine{Kind: LineTask, Who: "Ana Ruiz", Minutes: 10, Text: "check"}},
		{"a someone 10m check", LogLine{Kind: LineTask, Minutes: 10, Text: "check"}},
		{"a someonelse check", note("a someonelse check")},
		{"a @ check", note("a @ check")},
		{"-5m a @ben 10m check", at("2026-11-20T14:05:00Z", LogLine{Kind: LineTask, Who: "ben", Minutes: 10, Text: "check"})},
		// Interruptions.
		{"i @ben 5m pinged by sales", LogLine{Kind: LineInterruption, Who: "ben", Minutes: 5, Text: "pinged by sales"}},
		{"i @ben pinged by sales", LogLine{Kind: LineInterruption, Who: "ben", Text: "pinged by sales"}},
		{"i @ben", LogLine{Kind: LineInterruption, Who: "ben", Text: "interrupted"}},
		// Needs.
		{"n access to the CA console for @maria", LogLine{Kind: LineNeed, Who: "maria", NeedKind: NeedAccess, Text: "access to the CA console"}},
		{"n @maria: access to the CA console", LogLine{Kind: LineNeed, Who: "maria", NeedKind: NeedAccess, Text: "access to the CA console"}},
		{"n for @maria someone with access", LogLine{Kind: LineNeed, NeedKind: NeedPeople, Text: "for @maria someone with access", Who: "maria"}},
		{"n 2 hours without meetings", LogLine{Kind: LineNeed, NeedKind: NeedTime, Text: "2 hours without meetings"}},
		{"n a DBA", LogLine{Kind: LineNeed, NeedKind: NeedPeople, Text: "a DBA"}},
		{"n lunch for the team", LogLine{Kind: LineNeed, NeedKind: NeedRest, Text: "lunch for the team"}},
		{"n logs of node 3", LogLine{Kind: LineNeed, NeedKind: NeedInformation, Text: "logs of node 3"}},
		{"n the last release", LogLine{Kind: LineNeed, NeedKind: NeedInformation, Text: "the last release"}},
		// Hostile.
		{"pager\x00 went\x1b off", note("pager went off")},
		{"h \u202emaybe\u202c", LogLine{Kind: LineHypothesis, Text: "maybe"}},
		{"<script>alert(1)</script>", note("<script>alert(1)</script>")},
		{"one\r\ntwo\rthree", note("one\ntwo\nthree")},
	}
	loc, now := zoneOf(t, "Europe/Berlin"), momentOf(t, tableNow)
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			got, err := ParseLine(tt.line, now, loc)
			if err != nil {
				t.Fatalf("ParseLine: %v", err)
			}
			got.Occurred = got.Occurred.UTC()
			tt.want.Occurred = tt.want.Occurred.UTC()
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("ParseLine(%q) (-want +got):\n%s", tt.line, diff)
			}
		})
	}
}

func TestParseLineRefuses(t *testing.T) {
	tests := []struct {
		name, line string
		code       fault.Code
		message    string
	}{
		{"empty", "", fault.Invalid, "Type what happened first."},
		{"spaces", " \n\t ", fault.Invalid, "Type what happened first."},
		{"control characters", "\x00\x1b", fault.Invalid, "Type what happened first."},
		{"only a backslash", `\`, fault.Invalid, "Type what happened first."},
		{"only a time", "-12m", fault.Invalid, "Add what happened behind the time."},
		{"only a clock time", "14:05", fault.Invalid, "Add what happened behind the time."},
		{"only h", "h", fault.Invalid, "Add the hypothesis behind h: why isn't it working?"},
		{"only d, backdated", "-5m d ", fault.Invalid, "Add what was decided behind d."},
		{"task without text", "a @ben 10m", fault.Invalid, "Add what is to be done behind the name."},
		{"question without text", "q @vp", fault.Invalid, "Add the question behind q."},
		{"workstream without text", "w payments:", fault.Invalid, "Add where things are at behind w."},
		{"need without text", "n for @maria", fault.Invalid, "Add what is needed behind n."},
		{
			"too large", strings.Repeat("x", 1_234_567), fault.TooLarge,
			"That is 1.3 MB; a log line holds up to 1 MB. It was not taken; it is still in your clipboard.",
		},
		{
			"a byte too large", strings.Repeat("x", MaxLine+1), fault.TooLarge,
			"That is 1.1 MB; a log line holds up to 1 MB. It was not taken; it is still in your clipboard.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseLine(tt.line, momentOf(t, tableNow), zoneOf(t, "Europe/Berlin"))
			if err == nil || fault.CodeOf(err) != tt.code || err.Error() != tt.message {
				t.Errorf("error %q (%s), want %q (%s)", err, fault.CodeOf(err), tt.message, tt.code)
			}
		})
	}
}

func TestParseLineTakesAMegabyte(t *testing.T) {
	line := "e " + strings.Repeat("line of a trace\n", MaxLine/16-1) + "end"
	got, err := ParseLine(line, momentOf(t, tableNow), zoneOf(t, "Europe/Berlin"))
	if err != nil || got.Kind != LineEvidence || got.Text != line[2:] {
		t.Errorf("a long paste came back as a %s of %d bytes, %v", got.Kind, len(got.Text), err)
	}
}

func TestCleanText(t *testing.T) {
	tests := []struct {
		name, text string
		limit      int
		want       string
	}{
		{"plain", "checkout is down", 100, "checkout is down"},
		{"line ends", "a\r\nb\rc\u2028d\u0085e", 100, "a\nb\nc\nd\ne"},
		{"controls", "a\x00b\x07c\x1bd\x7fe\u009ff", 100, "abcdef"},
		{"tab and line feed stay", "a\tb\nc", 100, "a\tb\nc"},
		{"bidi overrides", "\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2067g\u2068h\u2069", 100, "abcdefgh"},
		{"marks and joiners stay", "a\u200fb\u200dc", 100, "a\u200fb\u200dc"},
		{"byte order mark", "\ufeffa", 100, "a"},
		{"broken UTF-8", "a\xffb\xc3", 100, "a\ufffdb\ufffd"},
		{"multi-byte", "结账🙂", 3, "结账🙂"},
		{"cut", "结账🙂失败", 3, "结账…"},
		{"cut to nothing", "abc", 0, ""},
		{"cut to one", "abc", 1, "…"},
		{"space around", "\n\n  a  \n", 100, "a"},
		{"indent of a paste", "\n\n  a\n  b\n", 100, "  a\n  b"},
		{"only space", " \n ", 100, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := CleanText(tt.text, tt.limit); got != tt.want {
				t.Errorf("CleanText(%q, %d) = %q, want %q", tt.text, tt.limit, got, tt.want)
			}
		})
	}
	if got, want := CleanLine(" a\r\n\tb  \x00c ", 100), "a b c"; got != want {
		t.Errorf("CleanLine gave %q, want %q", got, want)
	}
	if got, want := CleanLine("abc def", 4), "abc…"; got != want {
		t.Errorf("CleanLine gave %q, want %q", got, want)
	}
}

func FuzzParseLine(f *testing.F) {
	for _, seed := range []string{
		"-12m h maybe the cert", "14:05 d rollback", "a @ben 1h30m check", `i @"Ana Ruiz" 5m x`, "n access for @maria",
		"w Payments EU: done", "q @vp when?", `\ 14:05`, "14:05:01 a\n14:05:02 b", "    a\nb", "a @\u00a010m",
	} {
		f.Add(seed)
	}
	loc, now := zoneOf(f, "Europe/Berlin"), momentOf(f, tableNow)
	f.Fuzz(func(t *testing.T, line string) {
		got, err := ParseLine(line, now, loc)
		if err != nil {
			if code := fault.CodeOf(err); code != fault.Invalid && code != fault.TooLarge {
				t.Errorf("ParseLine(%q): %v (%s)", line, err, code)
			}
			return
		}
		if strings.TrimSpace(got.Text) == "" || got.Kind == "" || got.Minutes < 0 || got.Occurred.After(now) {
			t.Errorf("ParseLine(%q) = %+v", line, got)
		}
		for _, text := range []string{got.Text, got.Who, got.Workstream} {
			if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
				return reorders(r) || unicode.IsControl(r) && r != '\n' && r != '\t'
			}) {
				t.Errorf("ParseLine(%q) kept %q", line, text)
			}
		}
		if utf8.RuneCountInString(got.Who) > MaxName || utf8.RuneCountInString(got.Workstream) > MaxName {
			t.Errorf("ParseLine(%q) names %q, %q", line, got.Who, got.Workstream)
		}
		if (got.NeedKind != "") != (got.Kind == LineNeed) || got.NeedKind != "" && !got.NeedKind.Valid() {
			t.Errorf("ParseLine(%q) is a %s with the kind of need %q", line, got.Kind, got.NeedKind)
		}
	})
}
