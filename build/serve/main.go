// Command serve offers Aircover to a browser on this machine: the same bound
// structs as the window's, over loopback HTTP.
//
// It prints one line, the address with a token that works once.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"aircover/app"
	"aircover/frontend"
)

func main() {
	data := flag.String("data", app.DefaultDir(), "the `folder` that holds the data")
	dist := flag.String("dist", "", "the `folder` of the built frontend, instead of the one built in")
	port := flag.Int("port", 0, "the `port` on 127.0.0.1; 0 takes a free one")
	flag.Parse()
	if err := run(*data, *dist, *port); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(data, dist string, port int) error {
	app.Private()
	dir, err := filepath.Abs(data)
	if err != nil {
		return err
	}
	files, err := openDist(dist)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	host := newBrowser(stop)
	// a failure to open is for the page to say
	a, _ := app.Open(dir, host)
	gate := newGate(listener.Addr().String())
	server := &http.Server{
		Handler:           gate.guard(app.Policy(app.BrowserOrigins, routes(a, host, files))),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	fmt.Println(gate.entrance())
	serveErr := serveUntil(ctx, server, listener)
	return errors.Join(serveErr, a.Close())
}

// openDist gives the built frontend, from a folder or from the binary.
func openDist(dir string) (fs.FS, error) {
	var files fs.FS
	if dir != "" {
		files = os.DirFS(dir)
	} else {
		built, err := fs.Sub(frontend.Dist, "dist")
		if err != nil {
			return nil, err
		}
		files = built
	}
	if _, err := fs.Stat(files, "index.html"); err != nil {
		return nil, errors.New("the frontend is not built: run ./build/run, or npm run build in frontend")
	}
	return files, nil
}

func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// calls under way may finish; event streams end with ctx
	grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return server.Shutdown(grace)
}

func routes(a *app.App, host *browser, files fs.FS) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /api/{struct}/{method}", newCaller(a.Bind(), a.FormatError))
	mux.Handle("GET /api/events", host)
	mux.Handle("GET /", http.FileServerFS(files))
	return mux
}
