package app

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// watchWakes calls woke when logind says that the machine woke, until ctx
// ends. Without a system bus it ends at once: the clocks tell, a little later.
func watchWakes(ctx context.Context, woke func()) {
	bus, err := dbus.SystemBusPrivate(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer bus.Close() //nolint:errcheck // nothing is written to it
	if bus.Auth(nil) != nil || bus.Hello() != nil {
		return
	}
	signals := make(chan *dbus.Signal, 4)
	bus.Signal(signals)
	err = bus.AddMatchSignalContext(ctx, dbus.WithMatchSender("org.freedesktop.login1"),
		dbus.WithMatchInterface("org.freedesktop.login1.Manager"), dbus.WithMatchMember("PrepareForSleep"))
	if err != nil {
		return
	}
	for s := range signals { // closed with the bus, which ctx closes
		var begins bool
		if s.Name == "org.freedesktop.login1.Manager.PrepareForSleep" && dbus.Store(s.Body, &begins) == nil && !begins {
			woke()
		}
	}
}
