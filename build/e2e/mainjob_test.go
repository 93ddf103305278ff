package e2e

import (
	"errors"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"aircover/build/e2e/wd"
)

// TestLeadingAnIncident is the main job in Chromium over the real backend, as
// somebody does it who never saw Aircover: declare, log, tell, meet, come back.
func TestLeadingAnIncident(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	serve := wd.StartServe(t, data)
	l := &lead{wd.Chromium(t, serve.URL), t}

	saysWhoTheyAre(l)
	declaresInOneLine(l)
	logsWhatHappens(l)
	takesBackAndMends(l)
	steers(l)
	serve = writesAnUpdateThroughACrash(l, serve)
	copiesAndSends(l)
	syncsOnceADay(l, serve)
	answersASecondMeeting(l)
	quitsAndComesBack(l, serve)
}

func saysWhoTheyAre(l *lead) {
	l.goes("Settings")
	l.enter("Your name", "Ada Lovelace")
	l.holds("Your name", "Ada Lovelace")
	l.goes("Home")
}

func declaresInOneLine(l *lead) {
	since := now(l.t).Add(-20 * time.Minute).Format("15:04")
	l.fill("What is wrong?", "checkout down since "+since+" sev1")
	l.WaitText("began") // the preview says what the line means
	l.WaitText(since)
	l.Keys(wd.Enter)
	l.sees("region", "Status", "SEV1", "checkout down", "00:2", "Identify")
	l.WaitText("INC-1")
	l.sees("list", "Log", "declared SEV1")
	l.sees("list", "People", "Ada Lovelace", "incident lead")
}

func logsWhatHappens(l *lead) {
	l.logs("502 from the gateway")
	l.logs("h the intermediate certificate has expired")
	l.sees("list", "Hypotheses", "the intermediate certificate has expired")
	l.logs("e handshake log of node 3")
	l.logs("d rollback to 4.2")
	l.logs("n access to the CA console for @maria")
	l.sees("list", "Needs", "access to the CA console", "maria")
	l.logs("w payments: found the cert chain")
	l.sees("list", "Workstreams", "payments", "found the cert chain", "heard")
	l.logs("a @ben 10m check the replica")
	l.sees("list", "Tasks", "ben", "check the replica", "left")
	l.logs("q @vp when is it back?")
	l.sees("list", "Questions", "vp", "when is it back?")
	l.logs("i @ben 5m pinged by sales")
	l.sees("list", "Interruptions", "ben", "pinged by sales", "5 min")
	l.logs("-12m the alert fired")
	l.logs(now(l.t).Add(-15*time.Minute).Format("15:04") + " deploy 4.3 went out")
	l.sees("list", "Log",
		"502 from the gateway", "hypothesis the intermediate", "evidence handshake log of node 3", "decision rollback to 4.2",
		"need access to the CA console", "payments: found the cert chain", "ben, 10 min: check the replica",
		"vp asks: when is it back?", "ben interrupted, 5 min: pinged by sales", "the alert fired backdated", "deploy 4.3 went out backdated")
}

func takesBackAndMends(l *lead) {
	l.logs("this belongs to another incident")
	l.Chord(wd.Control, "z")
	l.sees("list", "Log", "this belongs to another incident undone")

	l.logs("carts are affekted too")
	l.Keys(wd.Up)
	l.enter("Correct the entry", "carts are affected too")
	l.sees("list", "Log", "carts are affected too corrected")

	l.logs("the key is sk_live_4242")
	l.onEntry("sk_live_4242", "Redact the entry")
	l.ByRole("group", "Redact")
	l.press("Redact")
	l.sees("list", "Log", "redacted")
	l.misses("list", "Log", "sk_live_4242")
}

func steers(l *lead) {
	l.choose("Identify", "Diagnose")
	l.sees("region", "Status", "Diagnose")
	l.press("SEV1: change the severity")
	l.ByRole("radio", "SEV2").Click()
	l.fill("Why", "half of the cards work again")
	l.press("Change to SEV2")
	l.sees("region", "Status", "SEV2")
	namesTheTechLead(l)
	l.press("Met: access to the CA console")
	l.WaitText("No open need.")
	l.sees("list", "Log", "phase diagnose", "severity SEV2: half of the cards work again", "Ana Ruiz is tech lead", "need met")
}

func namesTheTechLead(l *lead) {
	l.press("Name a tech lead")
	l.fill("Name", "Ana Ruiz")
	l.press("Make tech lead")
	l.sees("list", "People", "Ana Ruiz", "tech lead")
}

func writesAnUpdateThroughACrash(l *lead, serve *wd.Serve) *wd.Serve {
	l.goes("Updates")
	l.press("Edit Scope: How many are affected is not known yet.")
	l.enter("Scope", "Cards that were issued in the EU are affected.")
	l.has("Update for Status page", "Investigating", "Cards that were issued in the EU are affected.")

	l.ByRole("textbox", "Update for Status page").Type("\n\nOrders that were placed before are TBD. We look again at 15:30.")
	l.WaitText("Saved")
	serve.Kill()

	again := wd.StartServe(l.t, serve.Data)
	l.Go(again.URL)
	l.opens()
	l.goes("Updates")
	l.has("Update for Status page", "Cards that were issued in the EU", "Orders that were placed before are TBD. We look again at 15:30.")
	return again
}

func copiesAndSends(l *lead) {
	l.sees("region", "Wording for Status page", "A placeholder is left", "Name the zone of this time")
	draft := l.ByRole("textbox", "Update for Status page")
	draft.Click()
	l.nextFinding("TBD")
	l.Keys("safe")
	l.has("Update for Status page", "Orders that were placed before are safe.")
	l.misses("region", "Wording for Status page", "A placeholder is left")
	l.nextFinding("15:30")
	l.Chord(wd.Control, ".")
	l.has("Update for Status page", "We look again at 15:30 CE") // CET, or CEST in summer
	l.misses("region", "Wording for Status page", "Name the zone of this time")

	l.choose("Copy as", "Plain text")
	l.copied("text/plain", "Investigating: checkout down\n", "Orders that were placed before are safe.")
	l.choose("Copy as", "Slack")
	l.copied("text/plain", "*Investigating:* checkout down\n")
	l.choose("Copy as", "Formatted, for mail and documents")
	l.copied("text/html", "<strong>Investigating:</strong> checkout down", "<p>")

	next := regexp.MustCompile(`Next update by (\d\d:\d\d)`).FindStringSubmatch(draft.Value())
	if next == nil {
		l.t.Fatalf("the draft promises nothing: %s", draft.Value())
	}
	l.press("Mark as sent") // notes do not hold it up
	l.sees("region", "Sent to Status page", "Investigating", "next promised for "+next[1])
	l.goes("Room")
	l.sees("region", "Status", "Page", next[1])
	before := l.part("region", "Status")
	l.until("region", "Status", func(shown string) error {
		if shown == before {
			return errors.New("the countdown stands still: " + shown)
		}
		return nil
	})
	l.sees("list", "Log", "Orders that were placed before are safe.")
}

func syncsOnceADay(l *lead, serve *wd.Serve) {
	l.goes("Sync")
	l.fill("Time", "25:99")
	l.press("Set the sync")
	l.told("Time", "25:99")
	l.fill("Time", "16:45")
	l.enter("E-mail of Ada Lovelace", "ada@example.org")
	l.enter("E-mail of Ana Ruiz", "ana@example.org")
	l.press("Set the sync")
	l.WaitText("Nobody has been told yet.")

	day := func(n int) string { return now(l.t).AddDate(0, 0, n).Format("Mon 2 Jan") }
	var saved calendars
	saved.save(l, serve.Downloads, "Save the invitation (.ics)")
	saved.save(l, serve.Downloads, "Save for import (.ics)")
	l.press("Skip " + day(2))
	saved.save(l, serve.Downloads, "Save the skipped day (.ics)")
	l.press("Move " + day(3))
	l.fill("Time", "09:30")
	l.press("Move")
	l.WaitText("is moved to")
	saved.save(l, serve.Downloads, "Save the move (.ics)")
	l.press("Change")
	l.fill("Length", "10")
	l.press("Change the sync")
	saved.save(l, serve.Downloads, "Save the update (.ics)")
	l.choose("More for "+day(5), "End the sync after this day")
	saved.save(l, serve.Downloads, "Save the end (.ics)")
	l.WaitText("to " + day(5))
	saved.validate(l.t)
}

func answersASecondMeeting(l *lead) {
	l.choose("More for the sync", "Set another sync")
	l.fill("Time", "11:00")
	l.press("Set the sync")
	l.WaitText("another sync at 11:00")
	l.WaitText("costs")
	l.press("Answer with an update")
	l.ByRole("region", "Facts") // where the update is written
	l.goes("Sync")
	l.WaitText("answered with an update")
}

func quitsAndComesBack(l *lead, serve *wd.Serve) {
	l.does("Quit Aircover")
	l.WaitText("INC-1 is open, and nobody is prompted once Aircover has ended.")
	l.does("Quit Aircover")
	if err := serve.Ended(l.t); err != nil {
		l.t.Errorf("it ended with %v\n%s", err, serve.Stderr)
	}
	again := wd.StartServe(l.t, serve.Data)
	l.Go(again.URL)
	l.sees("list", "Active incidents", "SEV2", "INC-1", "checkout down", "Diagnose", "Status page")

	l.fill("Search", "handshake")
	l.sees("list", "Search results", "handshake log of node 3")
	l.fill("Search", "sk_live_4242")
	l.WaitText("Nothing found.")
	l.fill("Search", "")

	l.opens()
	l.sees("region", "Status", "SEV2", "Diagnose", "Page", "Sync")
	l.sees("list", "Log", "carts are affected too", "redacted", "Ana Ruiz is tech lead", "Orders that were placed before are safe.")
	l.sees("list", "Workstreams", "payments", "found the cert chain")
	l.goes("Updates")
	l.ByRole("region", "Facts")
	l.Keys("1") // the first audience
	l.sees("region", "Sent to Status page", "Investigating")
	l.goes("Sync")
	l.WaitText("optional for engineers")
	l.WaitText("answered with an update")
}
