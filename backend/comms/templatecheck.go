package comms

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// MaxTemplate is how long a template may be, in bytes.
const MaxTemplate = 20_000

// FieldHelp is one field that a template may use.
type FieldHelp struct {
	Name, Meaning string
	Kind          FieldKind
}

// FieldKind is what a field holds.
type FieldKind string

// The kinds of fields.
const (
	TextField FieldKind = "text"
	YesOrNo   FieldKind = "yes or no" // for {{if}}
	ListField FieldKind = "list"      // for {{range}}
)

// Fields lists what a template may use. Every text is worded for its audience.
var Fields = []FieldHelp{
	{"State", "Investigating, Identified, Monitoring or Resolved.", TextField},
	{"Severity", "SEV1 to SEV4.", TextField},
	{"Phase", "The phase of the work inside.", TextField},
	{"Title", "The symptom in a few words; a plain one outside where it cannot be said there.", TextField},
	{"Began", "When the impact began, with the zone.", TextField},
	{"BeganAt", "The same behind a verb: “at 14:05 CET”.", TextField},
	{"Ended", "When it was over; empty while it goes on.", TextField},
	{"LastSent", "When this audience was told last; empty if never.", TextField},
	{"Next", "The time that this update promises; empty where none is.", TextField},
	{"Public", "Whether this update is worded for the outside.", YesOrNo},
	{"CauseKnown", "Whether a hypothesis is supported.", YesOrNo},
	{"Back", "That the state goes back, as a sentence; empty where it does not.", TextField},
	{"Lead", "The incident lead; empty outside.", TextField},
	{"TechLead", "The tech lead; empty outside.", TextField},
	{"Impact", "The impact as a sentence, or that it is being measured.", TextField},
	{"Scope", "Who is affected, or that it is not known yet.", TextField},
	{"Works", "What still works, or that it is not confirmed yet.", TextField},
	{"Workaround", "The workaround, or that none is known.", TextField},
	{"Decision", "The decision that is waited for.", TextField},
	{"HasDecision", "Whether a decision is waited for.", YesOrNo},
	{"Recovered", "That it works again; empty while the incident is open.", TextField},
	{"Data", "What it means for data, or that this is being checked.", TextField},
	{"Known", "What is known, one sentence each; outside only in your words, once a cause may be named.", ListField},
	{"Unknown", "What is not known; empty outside.", ListField},
	{"Doing", "What is being done, with owners; empty outside.", ListField},
	{"Needs", "The open needs; empty outside.", ListField},
	{"Timeline", "What happened, with times and without causes; empty outside.", ListField},
	{"New", "What was learned since the last update; empty outside.", ListField},
}

// functions are what a template may call: none of them makes text.
var functions = []string{"eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "len"}

// CheckTemplate tells whether a text can be used as a template. Faults:
// Invalid, with the field template, in a sentence that names the line.
func CheckTemplate(text string) error {
	if len(text) > MaxTemplate {
		return fault.Field("template", "This template is %d kB; the most is %d kB.", len(text)/1000, MaxTemplate/1000)
	}
	if strings.TrimSpace(text) == "" {
		return fault.Field("template", "The template is empty. Write it, or restore the default.")
	}
	t, err := parseTemplate(text)
	if err != nil {
		return templateFault(err)
	}
	for _, v := range []view{{}, sampleView()} {
		if _, err := fillIn(t, v); err != nil {
			return templateFault(err)
		}
	}
	return nil
}

// parseTemplate reads a template that uses the fields of the view, conditions
// and lists, and nothing else: a list is never inside another one, so that
// the work is bounded by its length.
func parseTemplate(text string) (*template.Template, error) {
	t, err := template.New("t").Parse(text)
	if err != nil {
		return nil, err
	}
	c := checker{tree: t.Tree}
	if len(t.Templates()) > 1 {
		return nil, errors.New("template: t:1: a template cannot define another one")
	}
	if t.Tree == nil {
		return nil, errors.New("template: t:1: there is nothing in it")
	}
	c.node(t.Root, false)
	return t, c.err
}

// checker walks through a template and keeps the first mistake.
type checker struct {
	tree *parse.Tree
	err  error
}

func (c *checker) wrong(n parse.Node, message string) {
	if c.err == nil {
		at, _ := c.tree.ErrorContext(n)
		c.err = errors.New("template: " + at + ": " + message)
	}
}

func (c *checker) node(n parse.Node, inList bool) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				c.node(child, inList)
			}
		}
	case *parse.ActionNode:
		c.pipe(n.Pipe)
	case *parse.IfNode:
		c.branch(&n.BranchNode, inList)
	case *parse.WithNode:
		c.branch(&n.BranchNode, inList)
	case *parse.RangeNode:
		c.list(n, inList)
	case *parse.TextNode, *parse.CommentNode, *parse.BreakNode, *parse.ContinueNode:
	default:
		c.wrong(n, "this cannot be used here: "+n.String())
	}
}

func (c *checker) branch(n *parse.BranchNode, inList bool) {
	c.pipe(n.Pipe)
	c.node(n.List, inList)
	if n.ElseList != nil {
		c.node(n.ElseList, inList)
	}
}

func (c *checker) list(n *parse.RangeNode, inList bool) {
	if inList {
		c.wrong(n, "a list cannot be inside another one")
	}
	c.pipe(n.Pipe)
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 1 || !isList(n.Pipe.Cmds[0].Args[0]) {
		c.wrong(n, "range needs a list, such as .Known")
	}
	c.node(n.List, true)
	if n.ElseList != nil {
		c.node(n.ElseList, inList)
	}
}

func isList(n parse.Node) bool {
	name := ""
	switch n := n.(type) {
	case *parse.FieldNode:
		name = n.Ident[0]
	case *parse.VariableNode:
		name = n.Ident[len(n.Ident)-1]
	}
	at := slices.IndexFunc(Fields, func(f FieldHelp) bool { return f.Name == name })
	return at >= 0 && Fields[at].Kind == ListField
}

func (c *checker) pipe(p *parse.PipeNode) {
	for _, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			c.argument(arg)
		}
	}
}

func (c *checker) argument(n parse.Node) {
	switch n := n.(type) {
	case *parse.FieldNode:
		c.field(n, n.Ident)
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			c.field(n, n.Ident[1:])
		}
	case *parse.IdentifierNode:
		if !slices.Contains(functions, n.Ident) {
			c.wrong(n, n.Ident+" is not available here")
		}
	case *parse.PipeNode:
		c.pipe(n)
	case *parse.DotNode, *parse.StringNode, *parse.NumberNode, *parse.BoolNode:
	default:
		c.wrong(n, "this cannot be used here: "+n.String())
	}
}

func (c *checker) field(n parse.Node, path []string) {
	known := slices.ContainsFunc(Fields, func(f FieldHelp) bool { return f.Name == path[0] })
	if len(path) > 1 || !known {
		c.wrong(n, "there is no field ."+strings.Join(path, "."))
	}
}

// fillIn fills in a template. The text has at most MaxUpdate bytes.
func fillIn(t *template.Template, v view) (string, error) {
	var text bounded
	err := t.Execute(&text, v)
	return tidy(text.String()), err
}

func writeOwn(own string, v view) (string, error) {
	if err := CheckTemplate(own); err != nil {
		return "", err
	}
	t, err := parseTemplate(own)
	if err != nil {
		return "", templateFault(err)
	}
	text, err := fillIn(t, v)
	if err != nil {
		return "", templateFault(err)
	}
	return text, nil
}

type bounded struct{ strings.Builder }

var errTooLong = errors.New("the update would be too long")

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > MaxUpdate {
		return 0, errTooLong
	}
	return b.Builder.Write(p)
}

// located is how the template package says where a mistake is.
var located = regexp.MustCompile(`^template: t:(\d+)(?::\d+)?: (?:executing "t" at <(.*?)>: )?(.*)$`)

// templateFault says what is wrong in which line.
func templateFault(err error) error {
	const most = 300
	if errors.Is(err, errTooLong) {
		return fault.Field("template", "With this template the update would be over %d kB. Shorten it.", MaxUpdate/1000)
	}
	words := incident.CleanLine(err.Error(), most)
	if m := located.FindStringSubmatch(words); m != nil {
		words = "Line " + m[1] + ": " + m[3]
		if m[2] != "" {
			words += " (" + m[2] + ")"
		}
	}
	return fault.Field("template", "%s", sentence(words))
}

// sampleView has something in every field, so that every part of a template is
// tried.
func sampleView() view {
	var v view
	fields := reflect.ValueOf(&v).Elem()
	for i := range fields.NumField() {
		switch f := fields.Field(i); f.Kind() {
		case reflect.String:
			f.SetString("x")
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Slice:
			f.Set(reflect.ValueOf([]string{"x", "y"}))
		default:
			f.SetInt(1)
		}
	}
	return v
}
