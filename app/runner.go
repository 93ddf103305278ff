package app

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"aircover/backend/incident"
	"aircover/backend/notify"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

const (
	// tick is the longest the runner goes without a look: timers stand still
	// while the machine sleeps, and the wall clock may be set.
	tick = 15 * time.Second
	// leastWait keeps a look that cannot act from repeating itself at once.
	leastWait = time.Second
	// slept is how far the clock that goes on in sleep gets ahead of the one
	// that does not before it counts as sleep.
	slept = 30 * time.Second
	// deliveryLimit bounds how long the desktop may take over one banner.
	deliveryLimit = 10 * time.Second
)

// nudgeSource is where the runner reads what is going on.
type nudgeSource interface {
	// openIncidents lists the ids of the incidents that are open.
	openIncidents(ctx context.Context) ([]string, error)
	// nudgeInput hands one of them to read, which keeps none of it. The runner
	// itself fills Several.
	nudgeInput(ctx context.Context, id string, read func(nudge.Input)) error
	// overtake records which of an incident's nudges are done by themselves.
	overtake(ctx context.Context, id string, keys []string) error
	// circumstances are the lead's. The runner itself fills Woke.
	circumstances(ctx context.Context) nudge.Options
}

// bannerStore keeps what was shown, so that a restart repeats none.
type bannerStore interface {
	RecordShowing(ctx context.Context, keys []string, shown store.Showing) error
	MarkDelivered(ctx context.Context, keys []string, at incident.Time) error
	MarkConfirmed(ctx context.Context, keys []string, at incident.Time) error
	Banners(ctx context.Context, keys []string) (map[string]store.Banner, error)
	ShowingsSince(ctx context.Context, since incident.Time) ([]store.Showing, error)
	Setting(ctx context.Context, key string) (value string, set bool, err error)
	SetSetting(ctx context.Context, key, value string) error
}

// runnerParts are what a Runner is built from.
type runnerParts struct {
	source nudgeSource
	store  bannerStore
	show   func(ctx context.Context, b notify.Banner) error
	now    func() time.Time
	boot   func() time.Duration // a clock that goes on while the machine sleeps, and that nobody sets
	// pressed is told which action of a banner was pressed, "" for the banner
	// itself. It runs on a goroutine of its own.
	pressed func(incident, key, action string)
	// wakes tells when the machine woke, until ctx ends; nil is a machine that
	// does not tell.
	wakes func(ctx context.Context, woke func())
	// onChange is told what stands, whenever it differs from before; report is
	// told faults. Neither may wait for the runner.
	onChange func(NudgeState)
	report   func(error)
}

// NudgeState is what the app has to say to the lead, over all open incidents.
type NudgeState struct {
	Due  []nudge.Nudge // the most important first
	Next *nudge.Nudge  // what becomes due next; nil is nothing
	// Dismissed counts, by rule, how many of its nudges the lead dismissed in a
	// row.
	Dismissed map[string]int
	// DeliveryProblem says why banners do not reach the desktop; "" when they do.
	DeliveryProblem string
}

// Runner looks at the rules as time passes and as the log grows, and puts
// banners on the desktop within their limits. It computes everything anew from
// the wall clock at every look.
type Runner struct {
	runnerParts
	started time.Time
	cancel  context.CancelFunc
	kick    chan struct{}
	awake   chan struct{}
	landed  chan delivery
	flights sync.WaitGroup
	done    chan struct{}

	tune   sync.Mutex             // is held to change tuning
	tuning atomic.Pointer[tuning] // what the lead set

	mu    sync.Mutex
	state NudgeState

	// What follows belongs to the loop.
	last    moment
	woke    bool // and no banner has caught up since
	flying  bool // a banner is with the desktop
	problem string
	shown   []timedShowing // by this process
	there   standing       // nil is not read yet
	kept    string         // there, as it was stored
}

// moment is one reading of the two clocks that nobody sets.
type moment struct{ awake, boot time.Duration }

// timedShowing is a banner of this process and when that was.
type timedShowing struct {
	store.Showing
	moment
}

// delivery is what became of a banner.
type delivery struct {
	keys   []string
	public bool
	err    error
}

func newRunner(parts runnerParts) *Runner {
	return &Runner{runnerParts: parts, kick: make(chan struct{}, 1), awake: make(chan struct{}, 1), landed: make(chan delivery, 1), done: make(chan struct{})}
}

// Start begins to look. It is called once.
func (r *Runner) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel, r.started = cancel, time.Now()
	r.last = r.moment()
	go r.run(ctx)
	if r.wakes != nil {
		go r.wakes(ctx, r.Woke)
	}
}

// Woke asks for a look at what was missed while the machine slept, however
// short that was. It never waits.
func (r *Runner) Woke() {
	select {
	case r.awake <- struct{}{}:
	default:
	}
}

// Kick asks for a look now: something was stored, or the lead's circumstances
// have changed. It never waits.
func (r *Runner) Kick() {
	select {
	case r.kick <- struct{}{}:
	default:
	}
}

// State gives what stood at the last look.
func (r *Runner) State() NudgeState {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state
}

// Confirm notes that the lead has seen nudges, so that a public promise among
// them is not shown again.
func (r *Runner) Confirm(ctx context.Context, keys []string) error {
	return r.store.MarkConfirmed(ctx, keys, incident.At(r.now()))
}

// Stop ends the looking, and waits for what is under way until ctx ends.
func (r *Runner) Stop(ctx context.Context) error {
	r.cancel()
	ended := make(chan struct{})
	go func() {
		<-r.done
		r.flights.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop the nudges: %w", ctx.Err())
	}
}

func (r *Runner) run(ctx context.Context) {
	defer close(r.done)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.kick:
		case <-r.awake:
			r.woke = true
		case <-timer.C:
		case d := <-r.landed:
			r.land(ctx, d)
		}
		timer.Reset(r.look(ctx))
	}
}

// look computes what stands, shows what may be shown, and gives the time until
// the next look. A fault of the program in it is reported, and the app lives on.
func (r *Runner) look(ctx context.Context) (wait time.Duration) {
	wait = tick
	defer func() {
		if p := recover(); p != nil {
			r.report(fmt.Errorf("the nudges failed: %v", p))
		}
	}()
	r.noticeSleep()
	now := incident.At(r.now())
	state, gone := r.collect(ctx, now)
	r.overtake(ctx, gone)
	next := r.deliver(ctx, now, state.Due)
	state.DeliveryProblem = r.problem
	r.publish(state)
	for _, at := range []incident.Time{next, nextDue(state)} {
		if !at.IsZero() {
			wait = min(wait, max(at.Sub(now), leastWait))
		}
	}
	return wait
}

func nextDue(state NudgeState) incident.Time {
	if state.Next == nil {
		return incident.Time{}
	}
	return state.Next.Due
}

func (r *Runner) moment() moment { return moment{awake: time.Since(r.started), boot: r.boot()} }

// since gives how long ago m was: by the clock that goes on in sleep, and by
// the other where that one can be set back.
func (m moment) since(earlier moment) time.Duration {
	return max(m.boot-earlier.boot, m.awake-earlier.awake)
}

func (r *Runner) noticeSleep() {
	now := r.moment()
	if now.boot-r.last.boot-(now.awake-r.last.awake) > slept {
		r.woke = true
	}
	r.last = now
}
