package app

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestEveryBoundMethodIsGuarded calls every bound method on a struct without
// an app behind it, which panics inside: the promise of a call whose panic is
// not turned into an error stays pending for ever.
func TestEveryBoundMethodIsGuarded(t *testing.T) {
	calls := 0
	for _, bound := range (&App{}).Bind() {
		kind := reflect.TypeOf(bound).Elem()
		if kind.Name() == "Startup" {
			continue // answers from memory, and has no error to give
		}
		empty := reflect.New(kind)
		for i := range empty.NumMethod() {
			method := empty.Method(i)
			name := kind.Name() + "." + empty.Type().Method(i).Name
			var args []reflect.Value
			for in := range method.Type().Ins() {
				args = append(args, reflect.Zero(in))
			}
			answers := method.Call(args)
			last := answers[len(answers)-1]
			if last.Type() != reflect.TypeFor[error]() {
				t.Errorf("%s has no error to give", name)
				continue
			}
			err, _ := last.Interface().(error)
			if err == nil || !strings.Contains(err.Error(), "panic") {
				// a check of the arguments may come first
				t.Logf("%s answers %v", name, err)
			}
			calls++
		}
	}
	if calls < 40 {
		t.Errorf("only %d bound methods were tried", calls)
	}
}

// TestAFailedStartAnswersEverywhere makes sure that with a data folder that
// cannot be opened every call says so, instead of failing on its own.
func TestAFailedStartAnswersEverywhere(t *testing.T) {
	blocked := t.TempDir() + "/file"
	if err := os.WriteFile(blocked, []byte("not a folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := Open(blocked, &recordingHost{})
	if err == nil {
		t.Fatal("a file was opened as a data folder")
	}
	defer a.Close()
	for _, bound := range a.Bind() {
		value := reflect.ValueOf(bound)
		switch value.Type().Elem().Name() {
		case "Startup", "Window":
			continue
		}
		for i := range value.NumMethod() {
			name := value.Type().String() + "." + value.Type().Method(i).Name
			var args []reflect.Value
			for in := range value.Method(i).Type().Ins() {
				args = append(args, reflect.Zero(in))
			}
			answers := value.Method(i).Call(args)
			got, _ := answers[len(answers)-1].Interface().(error)
			if got != nil && strings.Contains(got.Error(), "panic") {
				t.Errorf("%s panics: %.300v", name, got)
			}
		}
	}
}
