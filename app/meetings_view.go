package app

// SyncView is the screen of the daily sync and of what would be a meeting
// besides it.
type SyncView struct {
	ID       string         `json:"id"`
	Number   string         `json:"number"`
	Title    string         `json:"title"`
	Sync     *SeriesView    `json:"sync"`
	Plan     SyncInput      `json:"plan"`    // what setting it would propose
	Invited  []AttendeeView `json:"invited"` // whom the plan invites, with their roles
	Requests []RequestView  `json:"requests"`
	People   []PersonView   `json:"people"` // on the incident, with their addresses
}

// SyncInput is what the lead can say about the sync.
type SyncInput struct {
	Date    string   `json:"date"` // first day, 2006-01-02
	Wall    string   `json:"wall"` // 15:04 on the wall clock of the zone
	Zone    string   `json:"zone"` // IANA
	Minutes int      `json:"minutes"`
	Link    string   `json:"link"`
	People  []string `json:"people"`
}

// SeriesView is the daily sync as it stands.
type SeriesView struct {
	Date        string           `json:"date"`
	Wall        string           `json:"wall"`
	Zone        string           `json:"zone"`
	Minutes     int              `json:"minutes"`
	Link        string           `json:"link"`
	Sequence    int              `json:"sequence"`
	People      []AttendeeView   `json:"people"`
	Agenda      []string         `json:"agenda"`
	EndsOn      string           `json:"endsOn"` // last day, "" while open
	Cancelled   bool             `json:"cancelled"`
	Description string           `json:"description"`
	Days        []OccurrenceView `json:"days"` // the next seven
	Skipped     []string         `json:"skipped"`
}

// AttendeeView is one person in the sync.
type AttendeeView struct {
	Name     string `json:"name"`
	Email    string `json:"email"`
	Role     string `json:"role"`
	Optional bool   `json:"optional"`
}

// OccurrenceView is one meeting of the sync.
type OccurrenceView struct {
	Date    string `json:"date"` // its day in the series, 2006-01-02
	Start   string `json:"start"`
	Minutes int    `json:"minutes"`
	Wall    string `json:"wall"`
	Zone    string `json:"zone"`
	Moved   bool   `json:"moved"`
}

// RequestView is a meeting that somebody asked for.
type RequestView struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Minutes int    `json:"minutes"`
	People  int    `json:"people"`
	Price   string `json:"price"` // "30 min × 5 costs 3 h 45"
	Asked   string `json:"asked"`
	Outcome string `json:"outcome"` // "" while open
	Because string `json:"because"`
}

// SavedFile is a file that was written for the lead.
type SavedFile struct {
	Name string `json:"name"`
	Path string `json:"path"`
}
