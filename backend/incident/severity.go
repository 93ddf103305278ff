package incident

import "strconv"

// Severity is how bad an incident is: SEV1 is the worst, SEV4 the mildest.
// The zero value means "not said".
type Severity int

// The severities.
const (
	SEV1 Severity = 1 + iota
	SEV2
	SEV3
	SEV4
)

// String gives "SEV1" to "SEV4".
func (s Severity) String() string { return "SEV" + strconv.Itoa(int(s)) }

// Valid tells whether s is one of the four severities.
func (s Severity) Valid() bool { return s >= SEV1 && s <= SEV4 }

// Phase is the step of the playbook that an incident is in.
type Phase string

// The phases, in the order of the playbook.
const (
	Identify  Phase = "identify"
	Diagnose  Phase = "diagnose"
	Remediate Phase = "remediate"
	Verify    Phase = "verify"
	Learn     Phase = "learn"
	Closed    Phase = "closed"
)

// Phases lists every phase in the order of the playbook.
var Phases = []Phase{Identify, Diagnose, Remediate, Verify, Learn, Closed}

// Valid tells whether p is one of the phases.
func (p Phase) Valid() bool {
	for _, known := range Phases {
		if p == known {
			return true
		}
	}
	return false
}

// Open tells whether an incident in this phase still counts as going on: its
// promises, needs and check-ins are watched. In learn and closed they are not.
func (p Phase) Open() bool { return p != Learn && p != Closed }

// Role is what a person does in an incident.
type Role string

// The roles. An incident has at most one holder of each but Responder.
const (
	Lead      Role = "incident lead"
	TechLead  Role = "tech lead"
	Comms     Role = "comms"
	Scribe    Role = "scribe"
	Responder Role = "responder"
)

// Roles lists every role, the ones with command first.
var Roles = []Role{Lead, TechLead, Comms, Scribe, Responder}

// Valid tells whether r is one of the roles.
func (r Role) Valid() bool {
	for _, known := range Roles {
		if r == known {
			return true
		}
	}
	return false
}

// NeedKind is what sort of thing a responder lacks.
type NeedKind string

// The kinds of need.
const (
	NeedTime        NeedKind = "time"
	NeedAccess      NeedKind = "access"
	NeedPeople      NeedKind = "people"
	NeedInformation NeedKind = "information"
	NeedRest        NeedKind = "rest"
)

// NeedKinds lists every kind of need.
var NeedKinds = []NeedKind{NeedTime, NeedAccess, NeedPeople, NeedInformation, NeedRest}

// Valid tells whether k is one of the kinds.
func (k NeedKind) Valid() bool {
	for _, known := range NeedKinds {
		if k == known {
			return true
		}
	}
	return false
}
