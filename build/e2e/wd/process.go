package wd

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Need skips the test where a program is not installed, and fails it in CI or
// with AIRCOVER_E2E=1, where everything must be.
func Need(t testing.TB, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		if os.Getenv("CI") != "" || os.Getenv("AIRCOVER_E2E") == "1" {
			t.Fatalf("%s is not installed; build/setup test installs it", program)
		}
		t.Skipf("%s is not installed; build/setup test installs it", program)
	}
}

// Process is a program that a test started.
type Process struct {
	*exec.Cmd
	Stderr *Buffer
	done   chan struct{}
	err    error
}

// Buffer takes a program's output while it is read.
type Buffer struct {
	mu   sync.Mutex
	data bytes.Buffer
}

// Write appends to the buffer.
func (b *Buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.data.Write(p)
}

func (b *Buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.data.String()
}

// Start starts a program that the end of the test kills.
func Start(t testing.TB, env []string, name string, args ...string) *Process {
	t.Helper()
	p := command(env, name, args...)
	p.begin(t)
	go p.wait()
	return p
}

// startReading is Start, and gives the program's first line of output.
func startReading(t testing.TB, env []string, name string, args ...string) (*Process, string) {
	t.Helper()
	p := command(env, name, args...)
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.begin(t)
	line, err := bufio.NewReader(out).ReadString('\n')
	go p.wait() // only now, since it closes the pipe
	if err != nil {
		t.Fatalf("%s said nothing: %v\n%s", name, err, p.Stderr)
	}
	return p, strings.TrimSpace(line)
}

func command(env []string, name string, args ...string) *Process {
	p := &Process{Cmd: exec.Command(name, args...), Stderr: &Buffer{}, done: make(chan struct{})}
	p.Env = env
	p.Cmd.Stderr = p.Stderr
	// its children may outlive it and hold its output open
	p.WaitDelay = time.Second
	// its own group, so that its children go with it
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	return p
}

func (p *Process) begin(t testing.TB) {
	t.Helper()
	if err := p.Cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
}

func (p *Process) wait() {
	if err := p.Wait(); !errors.Is(err, exec.ErrWaitDelay) {
		p.err = err
	}
	close(p.done)
}

// Kill ends the program and its children at once, as kill -9 does.
func (p *Process) Kill() {
	_ = syscall.Kill(-p.Process.Pid, syscall.SIGKILL)
	<-p.done
}

// Terminate asks the program to end.
func (p *Process) Terminate(t testing.TB) {
	t.Helper()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
}

// Ended waits for the program to end by itself; the error tells how it ended.
func (p *Process) Ended(t testing.TB) error {
	t.Helper()
	select {
	case <-p.done:
		return p.err
	case <-time.After(patience):
		t.Fatalf("%s did not end\n%s", p.Path, p.Stderr)
		return nil
	}
}

// Running says whether the program still runs.
func (p *Process) Running() bool {
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// freePort is a port that nothing listens on now.
func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// Root is the project's folder.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "wails.json")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("wails.json is in no folder above the test")
		}
		dir = parent
	}
}

var builds sync.Map

// built runs a shell script once per test binary, in the project's folder and
// with the path to make as $0, and gives that path.
func built(t testing.TB, output, script string) string {
	t.Helper()
	root := Root(t)
	path := filepath.Join(root, "build", "bin", output)
	build, _ := builds.LoadOrStore(output, sync.OnceValue(func() error {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		cmd := exec.Command("sh", "-c", script, path)
		cmd.Dir = root
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", script, err, text)
		}
		return nil
	}))
	if err := build.(func() error)(); err != nil {
		t.Fatal(err)
	}
	return path
}

// needFrontend makes sure that there is a built page to embed.
func needFrontend(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(Root(t), "frontend", "dist", "index.html")); err != nil {
		if os.Getenv("CI") != "" || os.Getenv("AIRCOVER_E2E") == "1" {
			t.Fatal("the frontend is not built; npm run build in frontend builds it")
		}
		t.Skip("the frontend is not built; npm run build in frontend builds it")
	}
}
