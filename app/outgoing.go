package app

import (
	"slices"
	"strings"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/mail"
	"aircover/backend/markdown"
	"aircover/backend/store"
)

// OutgoingView is what an update becomes where the lead takes it.
type OutgoingView struct {
	Subject string `json:"subject"` // by mail
	To      string `json:"to"`      // the audience's address; "" where its channel is none
	// Mailto opens a mail program with the update filled in; "" where the text
	// is too long for that, and the e-mail has to be saved as a file.
	Mailto string      `json:"mailto"`
	Length *LengthView `json:"length"` // null where the channel's limit is not known
}

// LengthView is how long an update is in its audience's channel.
type LengthView struct {
	Channel string `json:"channel"` // "SMS"
	Count   int    `json:"count"`
	Limit   int    `json:"limit"`
	Unit    string `json:"unit"`  // "characters", "bytes"
	Parts   int    `json:"parts"` // messages that it is split into
	Note    string `json:"note"`  // the limit in words
}

// outgoing is an update on its way out.
type outgoing struct {
	number, subject, to string
	channel             string
}

// Outgoing says what a text becomes for an audience: its subject, the mailto
// address, its length in the channel. An empty state is the one that fits.
func (u *Updates) Outgoing(id, audience, state, words string) (view OutgoingView, err error) {
	defer caught(&err)
	out, err := u.outgoing(id, audience, state, words)
	if err != nil {
		return view, err
	}
	view = OutgoingView{Subject: out.subject, To: out.to, Length: lengthView(out.channel, words)}
	view.Mailto, _ = mail.Mailto(out.to, out.subject, markdown.Plain(words))
	return view, nil
}

// SaveEmail writes an update into the downloads folder as an .eml file, which a
// mail program opens as a draft.
func (u *Updates) SaveEmail(id, audience, state, words string) (saved SavedFile, err error) {
	defer caught(&err)
	a := u.app
	out, err := u.outgoing(id, audience, state, words)
	if err != nil {
		return saved, err
	}
	if strings.TrimSpace(words) == "" {
		return saved, fault.Field("text", "The update is empty. Write it first.")
	}
	me, err := a.person(a.me())
	if err != nil {
		return saved, err
	}
	from := mail.Address{Name: me.Name, Email: me.Email}
	if !mail.Valid(from.Email) {
		from = mail.Address{} // the mail program puts its own account there
	}
	data, err := mail.Write(mail.Message{
		ID: newID(), Subject: out.subject, Date: a.now(), From: from, To: mail.Address{Email: out.to},
		Text: markdown.Plain(words) + "\n", HTML: markdown.HTML(words),
	})
	if err != nil {
		return saved, err
	}
	return saveDownload(a.around.downloads, out.number+"-"+audience+".eml", data)
}

func (u *Updates) outgoing(id, audience, state, words string) (out outgoing, err error) {
	if len(words) > comms.MaxUpdate {
		return out, fault.New(fault.TooLarge, "This update is %d kB; it can hold up to %d kB. Shorten it.", len(words)/1000, comms.MaxUpdate/1000)
	}
	a := u.app
	names, err := a.names()
	if err != nil {
		return out, err
	}
	err = a.read(id, func(r *store.Room) error {
		to := r.Comms.Audience(audience)
		if to == nil {
			return fault.New(fault.NotFound, "This incident has no audience of this name.")
		}
		w := writing{room: r, now: incident.At(a.now())}
		public := w.state(comms.PublicState(state))
		out = outgoing{
			number: number(r.Number), channel: to.Channel,
			subject: comms.Subject(&r.Incident, &r.Comms, audience, public, w.now, names),
		}
		if words := strings.Fields(to.Channel); slices.ContainsFunc(words, mail.Valid) {
			out.to = words[slices.IndexFunc(words, mail.Valid)]
		}
		return nil
	})
	return out, err
}

// lengthView measures a text in the form in which it is pasted.
func lengthView(channel, words string) *LengthView {
	c, ok := comms.ChannelOf(channel)
	if !ok {
		return nil
	}
	text := markdown.Plain(words)
	switch c.Form {
	case comms.SlackForm:
		text = markdown.Slack(words)
	case comms.HTMLForm:
		text = markdown.HTML(words)
	}
	length := c.Measure(text)
	return &LengthView{Channel: c.Name, Count: length.Count, Limit: length.Limit, Unit: c.Unit, Parts: length.Parts, Note: c.Note}
}
