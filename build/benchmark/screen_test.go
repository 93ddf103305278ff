package benchmark

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
)

// screen is a connection to an X display, for looking at it without starting a
// program for every look. It speaks the two requests of the X11 protocol that
// this takes (X Window System Protocol, version 11: connection setup, GetImage).
type screen struct {
	conn net.Conn
	in   *bufio.Reader
	root uint32
}

// area is a rectangle in pixels of the screen.
type area struct{ x, y, width, height uint16 }

// The parts of the protocol's messages, in bytes.
const (
	setupFixed   = 32 // what the setup's answer begins with, behind its own 8
	formatLength = 8
	answerFixed  = 32
)

// openScreen connects to a display such as ":7" that asks for no password.
func openScreen(display string) (*screen, error) {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(display, ":"))
	if err != nil {
		return nil, err
	}
	s := &screen{conn: conn, in: bufio.NewReader(conn)}
	if err := s.setup(); err != nil {
		return nil, fmt.Errorf("connect to display %s: %w", display, err)
	}
	return s, nil
}

func (s *screen) setup() error {
	// little-endian, protocol 11.0, no authorization
	if _, err := s.conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	begin := make([]byte, 8)
	if _, err := io.ReadFull(s.in, begin); err != nil {
		return err
	}
	rest := make([]byte, 4*int(binary.LittleEndian.Uint16(begin[6:])))
	if _, err := io.ReadFull(s.in, rest); err != nil {
		return err
	}
	if begin[0] != 1 {
		return fmt.Errorf("the display refuses: %q", rest)
	}
	vendor := (int(binary.LittleEndian.Uint16(rest[16:])) + 3) &^ 3
	formats := formatLength * int(rest[21])
	s.root = binary.LittleEndian.Uint32(rest[setupFixed+vendor+formats:])
	return nil
}

// colours tells how many colours there are in an area, and stops counting at enough.
func (s *screen) colours(a area, enough int) (int, error) {
	const getImage, zPixmap, words = 73, 2, 5
	request := []byte{getImage, zPixmap, words, 0}
	request = binary.LittleEndian.AppendUint32(request, s.root)
	for _, number := range []uint16{a.x, a.y, a.width, a.height} {
		request = binary.LittleEndian.AppendUint16(request, number)
	}
	request = binary.LittleEndian.AppendUint32(request, 0xffffff) // all planes
	if _, err := s.conn.Write(request); err != nil {
		return 0, err
	}
	pixels, err := s.answer()
	if err != nil {
		return 0, err
	}
	seen := map[uint32]bool{}
	for at := 0; at+4 <= len(pixels) && len(seen) < enough; at += 4 {
		seen[binary.LittleEndian.Uint32(pixels[at:])] = true
	}
	return len(seen), nil
}

// answer gives what follows the fixed part of the next answer.
func (s *screen) answer() ([]byte, error) {
	fixed := make([]byte, answerFixed)
	for {
		if _, err := io.ReadFull(s.in, fixed); err != nil {
			return nil, err
		}
		switch fixed[0] {
		case 0:
			return nil, fmt.Errorf("the display answers with error %d", fixed[1])
		case 1:
			data := make([]byte, 4*int(binary.LittleEndian.Uint32(fixed[4:])))
			_, err := io.ReadFull(s.in, data)
			return data, err
		}
		// an event, which is of no interest here
	}
}

func (s *screen) close() error { return s.conn.Close() }
