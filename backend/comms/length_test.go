package comms

import (
	"strings"
	"testing"

	"aircover/backend/incident"
)

func TestLength(t *testing.T) {
	tests := []struct {
		name, channel, text string
		want                Length
	}{
		{"nothing", "SMS", "", Length{0, 160, 1}},
		{"one SMS to the brim", "sms", strings.Repeat("a", 160), Length{160, 160, 1}},
		{"one more makes two", "SMS to on-call", strings.Repeat("a", 161), Length{161, 160, 2}},
		{"two to the brim", "SMS", strings.Repeat("a", 306), Length{306, 160, 2}},
		{"the euro takes two places", "SMS", strings.Repeat("a", 159) + "€", Length{161, 160, 2}},
		{"and is not cut", "SMS", strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152), Length{306, 160, 3}},
		{"a curly quote", "SMS", strings.Repeat("a", 69) + "’", Length{70, 70, 1}},
		{"another one", "SMS", strings.Repeat("a", 70) + "’", Length{71, 70, 2}},
		{"an emoji takes two", "SMS", strings.Repeat("’", 66) + "🙂" + "’", Length{69, 70, 1}},
		{"X", "Twitter", "Checkout fails: https://status.example.com/a-very-long-address-of-an-incident", Length{39, 280, 1}},
		{"X, other scripts", "X @acme", "障害が発生", Length{10, 280, 1}},
		{"X, quotes and dashes", "X", "“a” – b", Length{7, 280, 1}},
		{"Slack counts characters", "Slack #support", "é🙂", Length{2, 4000, 1}},
		{"a chat is Slack", "chat", "abc", Length{3, 4000, 1}},
		{"Teams counts UTF-16", "MS Teams", "a🙂", Length{6, 28_000, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			channel, ok := ChannelOf(tt.channel)
			if !ok {
				t.Fatalf("%q is no channel", tt.channel)
			}
			if got := channel.Measure(tt.text); got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
			if tt.channel != "SMS" && channel.Limit != tt.want.Limit {
				t.Errorf("the limit is said to be %d", channel.Limit)
			}
		})
	}
	for _, name := range []string{"", "status page", "mail", "ops@example.org", "phone", "xbox"} {
		if c, ok := ChannelOf(name); ok {
			t.Errorf("%q is taken for %s", name, c.Name)
		}
	}
}

func TestSubject(t *testing.T) {
	r := declare(t, "Checkout fails for EU cards.", incident.SEV1, "Europe/Berlin")
	subject := func(audience string) string {
		return Subject(&r.inc, &r.cs, audience, Investigating, r.now, []string{"Ben Okri"})
	}
	steps := []struct {
		do   func()
		want map[string]string
	}{
		{func() {}, map[string]string{
			Page: "Investigating: Checkout fails for EU cards", Executives: "SEV1 Investigating: Checkout fails for EU cards",
		}},
		{func() { r.do(r.inc.Retitle(r.stamp(), "db-7.eu.internal is down, says Ben Okri")) }, map[string]string{
			Page: "Investigating: A problem with our service", Executives: "SEV1 Investigating: db-7.eu.internal is down, says Ben Okri",
		}},
		{func() { r.fact(FactSymptom, "Payments fail") }, map[string]string{Support: "Investigating: Payments fail"}},
	}
	for _, step := range steps {
		step.do()
		for audience, want := range step.want {
			if got := subject(audience); got != want {
				t.Errorf("%s: %q, want %q", audience, got, want)
			}
		}
	}
}
