// Verifies the audit log with code that none of us wrote: golang.org/x/mod, which checks Go's own module log. It shares
// nothing with the log or with verifier.jar.
//
//	go run verify.go URL KEYFILE [EARLIER]
//
// URL is the log's address, KEYFILE what the authority published (name+id+key), EARLIER a checkpoint that you kept. With
// TOKEN in the environment (role auditor) it reads every entry too. Debian: golang-go, golang-golang-x-mod-dev;
// GO111MODULE=off GOPATH=/usr/share/gocode.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const width = 256 // hashes of a tile (c2sp.org/tlog-tiles)

func main() {
	if len(os.Args) < 3 || len(os.Args) > 4 {
		fmt.Fprintln(os.Stderr, "verify.go URL KEYFILE [EARLIER]")
		os.Exit(2)
	}
	if err := verify(strings.TrimSuffix(os.Args[1], "/"), os.Args[2], os.Args[3:]); err != nil {
		fmt.Println("NOT VERIFIED:", err)
		os.Exit(1)
	}
	fmt.Println("VERIFIED")
}

func verify(url, keyFile string, earlier []string) error {
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		return err
	}
	signed, err := get(url + "/checkpoint")
	if err != nil {
		return err
	}
	tree, err := open(signed, verifier)
	if err != nil {
		return err
	}
	fmt.Printf("checkpoint  %s, %d entries, root %v\n", verifier.Name(), tree.N, tree.Hash)
	hashes := tlog.TileHashReader(tree, log{url})
	if err := entries(url, tree, hashes); err != nil {
		return err
	}
	for _, file := range earlier {
		if err := grown(file, verifier, tree, hashes); err != nil {
			return err
		}
	}
	return nil
}

// entries holds the hash of every entry, and with a token its bytes, against the signed root.
func entries(url string, tree tlog.Tree, hashes tlog.HashReader) error {
	token := os.Getenv("TOKEN")
	for first := int64(0); first < tree.N; first += width {
		count := min(width, tree.N-first)
		indexes := make([]int64, count)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		leaves, err := hashes.ReadHashes(indexes) // every tile on the way up to the root is authenticated
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(tree.N, first, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, first, leaves[0]); err != nil {
			return err
		}
		if token == "" {
			continue
		}
		bundle, err := get(url + "/tile/entries/" + path(first/width, count))
		if err != nil {
			return err
		}
		for i, leaf := range leaves {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("entry %d is cut off", first+int64(i))
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:2+length]) != leaf {
				return fmt.Errorf("entry %d does not hash to its leaf", first+int64(i))
			}
			bundle = bundle[2+length:]
		}
	}
	if token == "" {
		fmt.Printf("hashes      all %d lead to the signed root; the entries themselves want a TOKEN\n", tree.N)
	} else {
		fmt.Printf("entries     all %d hash to the signed root\n", tree.N)
	}
	return nil
}

func grown(file string, verifier note.Verifier, tree tlog.Tree, hashes tlog.HashReader) error {
	kept, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	earlier, err := open(kept, verifier)
	if err != nil {
		return err
	}
	if earlier.N > tree.N {
		return fmt.Errorf("the log has shrunk from %d to %d entries", earlier.N, tree.N)
	}
	if earlier.N > 0 {
		proof, err := tlog.ProveTree(tree.N, earlier.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash); err != nil {
			return fmt.Errorf("the log was rewritten: %v", err)
		}
	}
	fmt.Printf("grown       from %d to %d entries; what was there is unchanged\n", earlier.N, tree.N)
	return nil
}

func open(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("this is no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("the root is no hash")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

// log reads tiles for tlog.TileHashReader, which believes none of them.
type log struct{ url string }

func (log) Height() int { return 8 }

func (l log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		read, err := get(fmt.Sprintf("%s/tile/%d/%s", l.url, tile.L, path(tile.N, int64(tile.W))))
		if err != nil {
			return nil, err
		}
		data[i] = read
	}
	return data, nil
}

func (log) SaveTiles([]tlog.Tile, [][]byte) {}

func path(n, count int64) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	if count < width {
		return fmt.Sprintf("%s.p/%d", text, count)
	}
	return text
}

func get(url string) ([]byte, error) {
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	if token := os.Getenv("TOKEN"); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s", url, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
