package e2e

import (
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"aircover/build/e2e/wd"
)

// aFullIncident gives every screen something to show.
func aFullIncident(l *lead) {
	l.t.Helper()
	l.goes("Settings")
	l.enter("Your name", "Ada Lovelace")
	l.goes("Home")
	l.declares("search slow since 3 h ago sev3")
	l.logs("w index: rebuilt, latency is back to normal")
	l.choose("Identify", "Verify")
	l.goes("Home")
	began := now(l.t).Add(-47 * time.Minute).Format("15:04")
	l.declares("Checkout fails for EU cards since " + began + " sev1")
	for _, line := range []string{
		"-44m monitoring: 30 % of card payments fail, only cards issued in the EU",
		"-41m h the intermediate certificate of the card gateway has expired",
		"-38m e handshake log of node 3: certificate expired 13:05 UTC",
		"-35m h the new release broke the retry",
		"-33m a @maria 45m order the new intermediate certificate",
		"-30m n access to the CA console for @maria",
		"-27m w Carts: carts are kept, customers can pay later",
		"-24m d no rollback: the release is not the cause",
		"-20m q @vp-sales do we lose orders?",
		"-16m i @ben 5m pinged by sales about a single customer",
		"-12m e 4.3 on a canary fails the same way with the old certificate",
		"-8m w Payments: found, the cert chain; the new certificate is ordered",
		"-4m a @ben 10m check that the old chain is gone from every node",
		"tests with a card of each bank are ready",
	} {
		l.logs(line)
	}
	l.press("Name a tech lead")
	l.fill("Name", "Ben")
	l.press("Make tech lead")
	l.choose("Identify", "Remediate")
	l.sees("list", "People", "tech lead")

	l.goes("Updates")
	l.press("Edit Scope: How many are affected is not known yet.")
	l.enter("Scope", "cards issued in the EU, about 30 % of payments")
	l.has("Update for Status page", "about 30 % of payments")
	l.press("Mark as sent")
	l.sees("region", "Sent to Status page", "next promised for")
	l.goes("Sync")
	l.press("Set the sync")
	l.WaitText("Nobody has been told yet.")
	l.enter("Somebody wants a meeting", "VP wants a call at 15:00, 30 min, all engineers")
	l.ByRole("button", "Answer with an update")
}

// screens goes from screen to screen.
func screens(l *lead) iter.Seq2[string, func()] {
	return func(yield func(string, func()) bool) {
		_ = yield("Sync", func() { l.goes("Sync"); l.ByRole("button", "Answer with an update") }) &&
			yield("Updates", func() { l.goes("Updates"); l.ByRole("region", "Facts") }) &&
			yield("Room", func() { l.goes("Room"); l.ByRole("region", "Status") }) &&
			yield("Settings", func() { l.goes("Settings"); l.ByRole("textbox", "E-mail of Ada Lovelace") }) &&
			yield("Home", func() { l.goes("Home"); l.ByRole("list", "Active incidents") })
	}
}

// TestShots takes pictures of every screen into build/out/shots, and the one of
// the README, with AIRCOVER_SHOTS=1.
func TestShots(t *testing.T) {
	if os.Getenv("AIRCOVER_SHOTS") != "1" {
		t.Skip("AIRCOVER_SHOTS=1 takes pictures of every screen")
	}
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}
	aFullIncident(l)
	for name, show := range screens(l) {
		l.Page(1280, 800)
		show()
		if name == "Room" {
			l.Prefer("light")
			l.settles()
			path := filepath.Join(wd.Root(t), "build", "readme", "room.png")
			l.Screenshot(path)
			shrink(t, path)
		}
		for _, size := range []struct {
			name          string
			width, height int
		}{{"1280", 1280, 800}, {"1920", 1920, 1080}} {
			l.Page(size.width, size.height)
			for _, scheme := range []string{"light", "dark"} {
				l.Prefer(scheme)
				l.settles()
				l.Screenshot(filepath.Join(wd.Root(t), "build", "out", "shots", name+"-"+size.name+"-"+scheme+".png"))
			}
		}
	}
}

// settles waits until the page was drawn again and nothing moves.
func (l *lead) settles() {
	l.t.Helper()
	l.Run(nil, `return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
		.then(() => Promise.all(document.getAnimations().map(a => a.finished))).then(() => null)`)
}

// shrink writes a PNG again with fewer colours, of which a screen has few, as
// small as PNG can.
func shrink(t *testing.T, path string) {
	t.Helper()
	if said, err := exec.Command("convert", path, "-strip", "+dither", "-colors", "192", "-define", "png:compression-level=9", "png8:"+path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}
