// Package fault is the one error form of Aircover: a code for the program, a
// sentence for the person, and the fields that the sentence is about.
package fault

import (
	"errors"
	"fmt"
)

// Code says what kind of failure it is, so that callers can decide without
// reading the sentence.
type Code string

// The codes. Anything that carries none of them is Internal.
const (
	Invalid  Code = "invalid"     // the input cannot be taken as it is; Fields say where
	NotFound Code = "not_found"   // what was named does not exist (any more)
	Conflict Code = "conflict"    // the state has moved on, or forbids it
	TooLarge Code = "too_large"   // the input is over a stated size
	Newer    Code = "newer"       // written by a newer version of Aircover
	Damaged  Code = "damaged"     // stored data is not what was written
	Storage  Code = "storage"     // disk full, read-only, not writable, I/O error
	Unusable Code = "unavailable" // something outside the app does not answer
	InUse    Code = "in_use"      // another Aircover has the data folder open
	Internal Code = "internal"    // a fault of the program itself
)

// Error is a failure with its code, its sentence, the input fields it is
// about (name to sentence), and the cause, if any.
type Error struct {
	Code    Code
	Message string
	Fields  map[string]string
	Cause   error
}

// Error gives the sentence, and the cause behind it for the log.
func (e *Error) Error() string {
	if e.Cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.Cause.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// New makes an error from a code and a sentence.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Wrap is New with the error that caused it.
func Wrap(cause error, code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Cause: cause}
}

// Field makes an Invalid error about one input field.
func Field(name, format string, args ...any) *Error {
	message := fmt.Sprintf(format, args...)
	return &Error{Code: Invalid, Message: message, Fields: map[string]string{name: message}}
}

// CodeOf gives the code of the first fault in err's chain: "" for nil,
// Internal where there is none.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
