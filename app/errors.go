package app

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"aircover/backend/fault"
)

// ErrorView is the form in which every error reaches the frontend.
type ErrorView struct {
	Code    fault.Code        `json:"code"`
	Message string            `json:"message"`
	Fields  map[string]string `json:"fields"`
	// Ref is the reference of the log line about an internal error, else empty.
	Ref string `json:"ref"`
}

// FormatError gives err as the JSON text of an ErrorView. It is text because
// the window's runtime wraps a rejection in a JavaScript Error, which keeps
// nothing but a string.
func (a *App) FormatError(err error) any {
	text, marshalErr := json.Marshal(a.view(err))
	if marshalErr != nil {
		return marshalErr.Error()
	}
	return string(text)
}

// view gives a fault as it is. An error that carries no code is logged under a
// short reference, and the person gets that reference instead of its text.
func (a *App) view(err error) ErrorView {
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Code != fault.Internal {
		fields := e.Fields
		if fields == nil {
			fields = map[string]string{}
		}
		return ErrorView{Code: e.Code, Message: e.Message, Fields: fields}
	}
	ref := rand.Text()[:6]
	a.log.Load().write(ref, err)
	return ErrorView{
		Code:    fault.Internal,
		Message: fmt.Sprintf("Something in Aircover failed. What was saved is safe. The log file has more under %s.", ref),
		Fields:  map[string]string{},
		Ref:     ref,
	}
}

// caught turns a panic into an error. Every bound method defers it, because
// the window leaves the promise of a call that panicked pending for ever.
func caught(err *error) {
	if reason := recover(); reason != nil {
		*err = fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
	}
}
