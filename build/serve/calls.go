package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"runtime/debug"

	"aircover/backend/fault"
)

// bodyLimit bounds the arguments of one call, in bytes. It is far over what
// any method takes, so that the method can say its own limit.
const bodyLimit = 16 << 20

// caller runs the methods of the bound structs by name.
type caller struct {
	methods map[string]reflect.Value
	format  func(error) any
}

var errorType = reflect.TypeFor[error]()

func newCaller(bound []any, format func(error) any) *caller {
	c := &caller{methods: map[string]reflect.Value{}, format: format}
	for _, target := range bound {
		value := reflect.ValueOf(target)
		name := value.Type().Elem().Name()
		for i := range value.NumMethod() {
			c.methods[name+"/"+value.Type().Method(i).Name] = value.Method(i)
		}
	}
	return c
}

// ServeHTTP takes a JSON array of arguments and answers with the method's
// result as JSON, or with the error form and a status of 400 or above.
func (c *caller) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	result, err := c.run(w, r)
	var body []byte
	if err == nil {
		body, err = json.Marshal(result)
	}
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(status(err))
		_, _ = fmt.Fprint(w, c.format(err))
		return
	}
	_, _ = w.Write(body)
}

func (c *caller) run(w http.ResponseWriter, r *http.Request) (any, error) {
	name := r.PathValue("struct") + "/" + r.PathValue("method")
	method, ok := c.methods[name]
	if !ok {
		return nil, fault.New(fault.NotFound, "There is no method %s.", name)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, fault.New(fault.TooLarge, "This is over %d MB, more than Aircover takes at once.", bodyLimit>>20)
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "The call did not arrive whole.")
	}
	args, err := arguments(method.Type(), body)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "The arguments of %s do not fit: %v.", name, err)
	}
	return call(method, args)
}

// arguments decodes the JSON array body into what the method takes.
func arguments(method reflect.Type, body []byte) ([]reflect.Value, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, err
	}
	if len(raw) != method.NumIn() {
		return nil, fmt.Errorf("%d given, %d taken", len(raw), method.NumIn())
	}
	args := make([]reflect.Value, len(raw))
	for i, text := range raw {
		arg := reflect.New(method.In(i))
		if err := json.Unmarshal(text, arg.Interface()); err != nil {
			return nil, err
		}
		args[i] = arg.Elem()
	}
	return args, nil
}

// call gives the method's first result and its error; a panic is an error.
func call(method reflect.Value, args []reflect.Value) (result any, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
		}
	}()
	for _, out := range method.Call(args) {
		if out.Type() == errorType {
			err, _ = out.Interface().(error)
		} else if result == nil {
			result = out.Interface()
		}
	}
	return result, err
}

func status(err error) int {
	switch fault.CodeOf(err) {
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict, fault.InUse, fault.Newer:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Unusable:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}
