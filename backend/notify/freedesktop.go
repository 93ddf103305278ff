package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"
	"sync"

	"github.com/godbus/dbus/v5"
)

// The names of the Desktop Notifications Specification 1.2.
const (
	busName  = "org.freedesktop.Notifications"
	busPath  = "/org/freedesktop/Notifications"
	byClick  = "default" // the action of a click on the notification itself
	forever  = int32(0)  // expire timeouts
	asUsual  = int32(-1)
	normal   = byte(1) // urgencies
	critical = byte(2)
)

const (
	// maxButtons is how many actions a banner shows.
	maxButtons = 2
	// maxShown bounds the memory of a daemon that never tells what it closed.
	maxShown = 64
	// iconSide is the longest side of the picture that goes out with every
	// banner, in pixels.
	iconSide = 64
)

// freedesktop shows banners with buttons on the session bus, and those that the
// bus does not take through another Sender. It is used by one call of send at a
// time.
type freedesktop struct {
	appName string
	icon    *picture
	plain   Sender
	daemon  string // its name on the bus

	mu      sync.Mutex
	conn    *dbus.Conn // nil before the first banner and after the bus went away
	buttons *bool      // the daemon has them; nil is not known
	shown   []onScreen // oldest first
}

// onScreen is a banner as the daemon knows it.
type onScreen struct {
	id      uint32
	key     string
	pressed func(string)
}

// picture is the image-data hint of the specification.
type picture struct {
	Width, Height, Stride int32
	Alpha                 bool
	Bits, Channels        int32
	Data                  []byte
}

func newFreedesktop(appName string, icon []byte, plain Sender) *freedesktop {
	return &freedesktop{appName: appName, icon: smallPicture(icon), plain: plain, daemon: busName}
}

// errPlain says that this desktop takes plain banners only, if any.
var errPlain = errors.New("no buttons on this desktop")

func (f *freedesktop) send(ctx context.Context, b Banner) error {
	err := f.sendButtons(ctx, b)
	if err == nil || ctx.Err() != nil {
		return err
	}
	if plainErr := f.plain(ctx, b); plainErr != nil {
		return fmt.Errorf("%w; plain: %w", err, plainErr)
	}
	return nil
}

// sendButtons shows a banner on the bus. A bus or a daemon that went away since
// the last banner is looked for once more.
func (f *freedesktop) sendButtons(ctx context.Context, b Banner) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	reused := f.conn != nil
	err := f.notify(ctx, b)
	if err == nil || !reused || ctx.Err() != nil || errors.Is(err, errPlain) {
		return err
	}
	f.drop()
	return f.notify(ctx, b)
}

func (f *freedesktop) notify(ctx context.Context, b Banner) error {
	if err := f.connect(ctx); err != nil {
		return err
	}
	daemon := f.conn.Object(f.daemon, busPath)
	if f.buttons == nil {
		var can []string
		if err := daemon.CallWithContext(ctx, busName+".GetCapabilities", 0).Store(&can); err != nil {
			return err
		}
		has := slices.Contains(can, "actions")
		f.buttons = &has
	}
	if !*f.buttons {
		return errPlain
	}
	actions := []string{byClick, "Open"}
	for _, a := range b.Actions[:min(len(b.Actions), maxButtons)] {
		actions = append(actions, a.ID, a.Label)
	}
	expires := asUsual
	if b.Critical {
		expires = forever
	}
	var id uint32
	call := daemon.CallWithContext(ctx, busName+".Notify", 0, f.appName, f.idOf(b.Key), "",
		b.Title, markup.Replace(b.Body), actions, f.hints(b), expires)
	if err := call.Store(&id); err != nil {
		return err
	}
	f.forget(id)
	f.shown = append(f.shown, onScreen{id, b.Key, b.Pressed})
	if len(f.shown) > maxShown {
		f.shown = slices.Delete(f.shown, 0, 1)
	}
	return nil
}

func (f *freedesktop) hints(b Banner) map[string]dbus.Variant {
	urgency := normal
	if b.Critical {
		urgency = critical
	}
	hints := map[string]dbus.Variant{"urgency": dbus.MakeVariant(urgency), "desktop-entry": dbus.MakeVariant("aircover")}
	if b.Sound {
		hints["sound-name"] = dbus.MakeVariant("message-new-instant")
	} else {
		hints["suppress-sound"] = dbus.MakeVariant(true)
	}
	if f.icon != nil {
		hints["image-data"] = dbus.MakeVariant(*f.icon)
	}
	return hints
}

// idOf gives the notification that one with the same key takes the place of; 0
// is none.
func (f *freedesktop) idOf(key string) uint32 {
	for _, s := range f.shown {
		if s.key == key {
			return s.id
		}
	}
	return 0
}

func (f *freedesktop) forget(id uint32) {
	f.shown = slices.DeleteFunc(f.shown, func(s onScreen) bool { return s.id == id })
}

// connect finds the session bus, and listens to what the daemon tells.
func (f *freedesktop) connect(ctx context.Context) error {
	if f.conn != nil && f.conn.Connected() {
		return nil
	}
	f.drop()
	conn, err := dial(ctx)
	if err != nil {
		return err
	}
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchSender(f.daemon), dbus.WithMatchInterface(busName)},
		{dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, f.daemon)},
	} {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			return errors.Join(err, conn.Close())
		}
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	f.conn = conn
	go f.listen(conn, signals)
	return nil
}

// dial opens a connection to the session bus, and gives up when ctx ends.
func dial(ctx context.Context) (*dbus.Conn, error) {
	life, end := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, end)
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(life))
	if err != nil {
		end()
		return nil, err
	}
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if !stop() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// drop lets go of the bus, and of what its daemon knew.
func (f *freedesktop) drop() {
	if f.conn != nil {
		_ = f.conn.Close() // it is of no use any more
	}
	f.conn, f.buttons, f.shown = nil, nil, nil
}

// listen follows the signals of one connection until it ends.
func (f *freedesktop) listen(conn *dbus.Conn, signals <-chan *dbus.Signal) {
	for s := range signals {
		f.hear(conn, s)
	}
}

func (f *freedesktop) hear(conn *dbus.Conn, s *dbus.Signal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn != conn {
		return
	}
	switch s.Name {
	case "org.freedesktop.DBus.NameOwnerChanged":
		// another daemon knows nothing of the one before
		f.buttons, f.shown = nil, nil
	case busName + ".NotificationClosed":
		var id, reason uint32
		if dbus.Store(s.Body, &id, &reason) == nil {
			f.forget(id)
		}
	case busName + ".ActionInvoked":
		var id uint32
		var action string
		if dbus.Store(s.Body, &id, &action) == nil {
			f.press(id, action)
		}
	}
}

func (f *freedesktop) press(id uint32, action string) {
	i := slices.IndexFunc(f.shown, func(s onScreen) bool { return s.id == id })
	if i < 0 || f.shown[i].pressed == nil {
		return
	}
	if action == byClick {
		action = ""
	}
	go f.shown[i].pressed(action)
}

// smallPicture reads a PNG and gives it at iconSide; nil where it cannot be read.
func smallPicture(source []byte) *picture {
	full, err := png.Decode(bytes.NewReader(source))
	if err != nil {
		return nil
	}
	from := full.Bounds()
	shrink := max(1, (max(from.Dx(), from.Dy())+iconSide-1)/iconSide)
	small := image.NewNRGBA(image.Rect(0, 0, max(from.Dx()/shrink, 1), max(from.Dy()/shrink, 1)))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			small.Set(x, y, full.At(from.Min.X+x*shrink, from.Min.Y+y*shrink))
		}
	}
	return &picture{
		Width: int32(small.Rect.Dx()), Height: int32(small.Rect.Dy()), Stride: int32(small.Stride),
		Alpha: true, Bits: 8, Channels: 4, Data: small.Pix,
	}
}
