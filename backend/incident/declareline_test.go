package incident

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestParseDeclare(t *testing.T) {
	tests := []struct {
		line  string
		title string
		sev   Severity
		began string // UTC; "" is now
		flag  string // "future", "dayback"
	}{
		{"checkout down since 14:05 sev1", "checkout down", SEV1, "2026-11-20T13:05:00Z", ""},
		{"checkout down", "checkout down", 0, "", ""},
		{"Checkout DOWN", "Checkout DOWN", 0, "", ""},
		{"  checkout   down  ", "checkout down", 0, "", ""},
		// Severities.
		{"sev1 checkout down", "checkout down", SEV1, "", ""},
		{"SEV-2 checkout down", "checkout down", SEV2, "", ""},
		{"checkout sev 3 down", "checkout down", SEV3, "", ""},
		{"checkout down Sev4", "checkout down", SEV4, "", ""},
		{"checkout down severity 2", "checkout down", SEV2, "", ""},
		{"checkout down p1", "checkout down", SEV1, "", ""},
		{"P3: search is slow", "search is slow", SEV3, "", ""},
		{"[SEV1] checkout down", "checkout down", SEV1, "", ""},
		{"(sev2) checkout down", "checkout down", SEV2, "", ""},
		{"checkout down (sev2)", "checkout down", SEV2, "", ""},
		{"checkout down #sev2", "checkout down", SEV2, "", ""},
		{"SEV1 - checkout down", "checkout down", SEV1, "", ""},
		{"SEV1 – checkout down", "checkout down", SEV1, "", ""},
		{"checkout down, sev1", "checkout down", SEV1, "", ""},
		{"checkout down, sev1, since 14:05", "checkout down", SEV1, "2026-11-20T13:05:00Z", ""},
		{"sev3 checkout down sev1", "checkout down", SEV1, "", ""},
		{"sev1 checkout down sev3", "checkout down", SEV1, "", ""},
		{"checkout down sev2/sev1", "checkout down", SEV1, "", ""},
		{"checkout down sev1 or 2", "checkout down", SEV1, "", ""},
		{"checkout down sev3-2", "checkout down", SEV2, "", ""},
		{"checkout down sev0", "checkout down", SEV1, "", ""},
		{"checkout down P0!", "checkout down", SEV1, "", ""},
		// Beginnings.
		{"checkout down from 14:05", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down at 14:05", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down started 14:05", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down, started at 2pm", "checkout down", 0, "2026-11-20T13:00:00Z", ""},
		{"checkout down, began 14:05.", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down it began at 14:05", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"since 14:05 checkout is down", "checkout is down", 0, "2026-11-20T13:05:00Z", ""},
		{"Since 14:05: checkout is down", "checkout is down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down (since 14:05) for EU", "checkout down for EU", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down since about 14:05", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down since ~14:05", "checkout down", 0, "2026-11-20T13:05:00Z", ""},
		{"checkout down since 14:05 UTC sev2", "checkout down", SEV2, "2026-11-20T14:05:00Z", ""},
		{"checkout down since 9:05 America/New_York", "checkout down", 0, "2026-11-20T14:05:00Z", ""},
		{"checkout down since 16:05+02:00", "checkout down", 0, "2026-11-20T14:05:00Z", ""},
		{"checkout down since yesterday 23:50", "checkout down", 0, "2026-11-19T22:50:00Z", ""},
		{"checkout down since 23:50 yesterday", "checkout down", 0, "2026-11-19T22:50:00Z", ""},
		{"checkout down since 23:50", "checkout down", 0, "2026-11-19T22:50:00Z", "dayback"},
		{"checkout down since monday 9:00 p2", "checkout down", SEV2, "2026-11-16T08:00:00Z", ""},
		{"checkout down since 2026-11-19T14:05Z", "checkout down", 0, "2026-11-19T14:05:00Z", ""},
		{"checkout down since 2026-11-19 14:05 sev1", "checkout down", SEV1, "2026-11-19T13:05:00Z", ""},
		{"checkout down from today 18:00", "checkout down", 0, "2026-11-20T14:10:00Z", "future"},
		{"checkout down since noon", "checkout down", 0, "2026-11-20T11:00:00Z", ""},
		{"checkout down since 20 min", "checkout down", 0, "2026-11-20T13:50:00Z", ""},
		{"checkout down since 2h sev1", "checkout down", SEV1, "2026-11-20T12:10:00Z", ""},
		{"checkout down since 12 min ago", "checkout down", 0, "2026-11-20T13:58:00Z", ""},
		{"checkout down, started an hour ago", "checkout down", 0, "2026-11-20T13:10:00Z", ""},
		{"checkout down 12 min ago", "checkout down", 0, "2026-11-20T13:58:00Z", ""},
		{"checkout down 12 min ago sev1", "checkout down", SEV1, "2026-11-20T13:58:00Z", ""},
		{"-12m checkout down", "checkout down", 0, "2026-11-20T13:58:00Z", ""},
		{"checkout down -12m sev1", "checkout down", SEV1, "2026-11-20T13:58:00Z", ""},
		// A range tells the beginning, and stays.
		{"errors from 14:05 to 14:20", "errors from 14:05 to 14:20", 0, "2026-11-20T13:05:00Z", ""},
		{"errors since 14:05 - 3 nodes down", "errors - 3 nodes down", 0, "2026-11-20T13:05:00Z", ""},
		// The first of two.
		{"down since 14:05 worse since 14:08", "down worse since 14:08", 0, "2026-11-20T13:05:00Z", ""},
		// What only looks alike.
		{"error 404 since deploy", "error 404 since deploy", 0, "", ""},
		{"v14:05 rollout stuck", "v14:05 rollout stuck", 0, "", ""},
		{"since v14:05 nothing works", "since v14:05 nothing works", 0, "", ""},
		{"sevilla office offline", "sevilla office offline", 0, "", ""},
		{"sev5 is no severity", "sev5 is no severity", 0, "", ""},
		{"sev10 is none", "sev10 is none", 0, "", ""},
		{"sev1ish trouble", "sev1ish trouble", 0, "", ""},
		{"p2p sync broken", "p2p sync broken", 0, "", ""},
		{"p3.2xlarge nodes die", "p3.2xlarge nodes die", 0, "", ""},
		{"S3 uploads fail", "S3 uploads fail", 0, "", ""},
		{"http1 works, http2 fails", "http1 works, http2 fails", 0, "", ""},
		{"15:00 batch fails", "15:00 batch fails", 0, "", ""},
		{"the 14:05 batch fails", "the 14:05 batch fails", 0, "", ""},
		{"batch fails daily at 14:05", "batch fails daily at 14:05", 0, "", ""},
		{"batch fails every night at 02:00", "batch fails every night at 02:00", 0, "", ""},
		{"stuck at 99%", "stuck at 99%", 0, "", ""},
		{"stuck at 3", "stuck at 3", 0, "", ""},
		{"memory leaks at 10m per second", "memory leaks at 10m per second", 0, "", ""},
		{"checkout slow since yesterday", "checkout slow since yesterday", 0, "", ""},
		{"since 25:00 nothing", "since 25:00 nothing", 0, "", ""},
		{"ratio 14:05 since 3", "ratio 14:05 since 3", 0, "", ""},
		{"logs 12 min ago were fine, now errors", "logs 12 min ago were fine, now errors", 0, "", ""},
		{"offset -12m drift alert", "offset -12m drift alert", 0, "", ""},
		{"attach files from 14:05.zip fail", "attach files from 14:05.zip fail", 0, "", ""},
		{"- checkout down", "- checkout down", 0, "", ""},
		// Nothing left.
		{"", "Incident", 0, "", ""},
		{"   ", "Incident", 0, "", ""},
		{"sev1", "Incident", SEV1, "", ""},
		{"sev1 since 14:05", "Incident", SEV1, "2026-11-20T13:05:00Z", ""},
		{"-12m", "Incident", 0, "2026-11-20T13:58:00Z", ""},
		{"sev1 - !", "Incident", SEV1, "", ""},
		// Hostile and foreign.
		{"check\x00out\x1b[31m down sev1", "checkout[31m down", SEV1, "", ""},
		{"checkout\r\ndown\tsev1", "checkout down", SEV1, "", ""},
		{"\u202echeckout down\u202c sev1", "checkout down", SEV1, "", ""},
		{"结账 失败 since 14:05 sev1", "结账 失败", SEV1, "2026-11-20T13:05:00Z", ""},
		{"<b>checkout</b> & cart down", "<b>checkout</b> & cart down", 0, "", ""},
		{"İİİ down since 14:05", "İİİ down", 0, "2026-11-20T13:05:00Z", ""},
		{"check\xffout down", "check\ufffdout down", 0, "", ""},
	}
	loc, now := zoneOf(t, "Europe/Berlin"), momentOf(t, tableNow)
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			got := ParseDeclare(tt.line, now, loc)
			if got.Title != tt.title || got.TitleCut {
				t.Errorf("title %q (cut %v), want %q", got.Title, got.TitleCut, tt.title)
			}
			if got.Severity != tt.sev || got.SeveritySaid != (tt.sev != 0) {
				t.Errorf("severity %d (said %v), want %d", got.Severity, got.SeveritySaid, tt.sev)
			}
			if got.BeganSaid != (tt.began != "") || tt.began == "" && !got.Began.IsZero() ||
				tt.began != "" && !got.Began.Equal(momentOf(t, tt.began)) {
				t.Errorf("began %v (said %v), want %q", got.Began.UTC(), got.BeganSaid, tt.began)
			}
			if got.Future != (tt.flag == "future") || got.DayBack != (tt.flag == "dayback") {
				t.Errorf("future %v, day back %v; want %q", got.Future, got.DayBack, tt.flag)
			}
		})
	}
}

func TestParseDeclareCutsLongTitlesAtAWord(t *testing.T) {
	got := ParseDeclare(strings.Repeat("checkout ", 60)+"sev1", momentOf(t, tableNow), zoneOf(t, "UTC"))
	if !got.TitleCut || !strings.HasSuffix(got.Title, "checkout…") || utf8.RuneCountInString(got.Title) > MaxTitle {
		t.Errorf("title %q, cut %v", got.Title, got.TitleCut)
	}
	if got.Severity != SEV1 {
		t.Errorf("severity %d, want SEV1", got.Severity)
	}
	got = ParseDeclare(strings.Repeat("x", 300), momentOf(t, tableNow), zoneOf(t, "UTC"))
	if want := strings.Repeat("x", MaxTitle-1) + "…"; got.Title != want {
		t.Errorf("a title without spaces became %q", got.Title)
	}
}

func FuzzParseDeclare(f *testing.F) {
	for _, seed := range []string{
		"checkout down since 14:05 sev1", "(sev2) at 9:05 ET", "from 14:05 to 14:20", "-12m p0/p1", "every day at 2pm", "[sev1] since since 20 min",
	} {
		f.Add(seed)
	}
	loc, now := zoneOf(f, "Europe/Berlin"), momentOf(f, tableNow)
	f.Fuzz(func(t *testing.T, line string) {
		got := ParseDeclare(line, now, loc)
		if got.Title == "" || utf8.RuneCountInString(got.Title) > MaxTitle || !utf8.ValidString(got.Title) {
			t.Errorf("title %q", got.Title)
		}
		if strings.IndexFunc(got.Title, unicode.IsControl) >= 0 {
			t.Errorf("title %q has control characters", got.Title)
		}
		if got.Severity < 0 || got.Severity > SEV4 || got.SeveritySaid != (got.Severity != 0) {
			t.Errorf("severity %d", got.Severity)
		}
		if got.Began.After(now) || got.BeganSaid == got.Began.IsZero() {
			t.Errorf("began %v, said %v", got.Began, got.BeganSaid)
		}
	})
}
