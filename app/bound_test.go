package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestEveryBoundMethodIsGuarded reads the source: a bound method that can fail
// begins with the guard, since the promise of a call that panics stays pending
// for ever. Startup.Status answers from memory and has no error to give.
func TestEveryBoundMethodIsGuarded(t *testing.T) {
	bound := map[string]bool{}
	for _, one := range (&App{}).Bind() {
		bound[reflect.TypeOf(one).Elem().Name()] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	guarded := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			method, ok := declared.(*ast.FuncDecl)
			if !ok || method.Recv == nil || !method.Name.IsExported() || !bound[receiver(method)] {
				continue
			}
			called := receiver(method) + "." + method.Name.Name
			if called == "Startup.Status" {
				continue
			}
			if !isGuard(method.Body.List[0]) {
				t.Errorf("%s does not begin with: defer caught(&err)", called)
			}
			guarded++
		}
	}
	if guarded < 40 {
		t.Errorf("only %d bound methods were found", guarded)
	}
}

func receiver(method *ast.FuncDecl) string {
	if star, ok := method.Recv.List[0].Type.(*ast.StarExpr); ok {
		return star.X.(*ast.Ident).Name
	}
	return ""
}

func isGuard(first ast.Stmt) bool {
	deferred, ok := first.(*ast.DeferStmt)
	if !ok {
		return false
	}
	called, ok := deferred.Call.Fun.(*ast.Ident)
	return ok && called.Name == "caught"
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
