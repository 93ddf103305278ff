package app

// Window is the app itself: where its data is, and how to end it.
type Window struct{ app *App }

// AboutView says where the data of this laptop is.
type AboutView struct {
	Data      string `json:"data"`
	Downloads string `json:"downloads"`
	Version   string `json:"version"`
}

// Version is the version of this program.
const Version = "0.1.0"

// About says where the data is.
func (w *Window) About() (view AboutView, err error) {
	defer caught(&err)
	return AboutView{Data: w.app.dir, Downloads: w.app.around.downloads, Version: Version}, nil
}

// Hide takes the window off the screen; a second start of the app, or a nudge
// that is clicked, brings it back.
func (w *Window) Hide() (err error) {
	defer caught(&err)
	w.app.host.Hide()
	return nil
}

// Quit ends the app. What was acknowledged is stored.
func (w *Window) Quit() (err error) {
	defer caught(&err)
	w.app.host.Quit()
	return nil
}
