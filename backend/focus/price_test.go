package focus

import "testing"

func TestPrice(t *testing.T) {
	for _, c := range []struct {
		people, minutes, resumption int
		total                       int
		sentence                    string
	}{
		{5, 30, DefaultResumption, 225, "30 min × 5 costs 3 h 45"}, // the playbook: 30×5 + 15×5
		{1, 15, 15, 30, "15 min × 1 costs 30 min"},
		{4, 60, 0, 240, "60 min × 4 costs 4 h"},
		{5, 10, 3, 65, "10 min × 5 costs 1 h 05"},
		{0, 30, 15, 0, "30 min × 0 costs 0 min"},
		{-1, -30, -15, 0, "0 min × 0 costs 0 min"},
	} {
		got := Price(c.people, c.minutes, c.resumption)
		if got.Total != c.total || got.Meeting+got.Resumption != got.Total || got.String() != c.sentence {
			t.Errorf("Price(%d, %d, %d) = %+v, %q, want %d, %q", c.people, c.minutes, c.resumption, got, got.String(), c.total, c.sentence)
		}
	}
}
