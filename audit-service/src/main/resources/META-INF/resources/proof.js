// What the page verifies with. Nothing here asks a server: bytes go in, a verdict comes out.
// Trees: RFC 9162, section 2.1. Notes: c2sp.org/signed-note. Cosignatures: c2sp.org/tlog-cosignature. Proofs: c2sp.org/tlog-proof.

const utf8 = new TextEncoder();

export const fromBase64 = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
export const toBase64 = bytes => btoa(String.fromCharCode(...bytes));
const toHex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

export const leafHash = entry => sha256([0], entry);
const node = (left, right) => sha256([1], left, right);

// A key as text: name+id+base64(type, 32 bytes). Type 1 signs notes, type 4 cosigns them.
export async function parseKey(text) {
  const [name, id, base64] = text.trim().split(/\+(.{8})\+/s);
  const typed = fromBase64(base64);
  if (toHex((await sha256(utf8.encode(name + "\n"), typed)).slice(0, 4)) !== id) {
    throw new Error("the key's id does not fit the key");
  }
  return { name, id, type: typed[0],
    key: await crypto.subtle.importKey("raw", typed.slice(1), "Ed25519", false, ["verify"]) };
}

// A note: text, empty line, and a line for each who signed it.
export function parseNote(note) {
  const end = note.lastIndexOf("\n\n") + 1;
  const lines = note.slice(end + 1).split("\n").filter(line => line !== "").map(line => {
    const [dash, name, base64] = line.split(" ");
    if (dash !== "\u2014") {
      throw new Error("a line behind the text is no signature");
    }
    const bytes = fromBase64(base64);
    return { name, id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) };
  });
  return { text: note.slice(0, end), lines };
}

// Lines of keys that nobody knows are passed over; a bad one of this key spoils the note.
export async function verifyNote(note, key) {
  const { text, lines } = parseNote(note);
  const own = lines.filter(line => line.name === key.name && line.id === key.id);
  for (const line of own) {
    if (!await crypto.subtle.verify("Ed25519", key.key, line.signature, utf8.encode(text))) {
      throw new Error("the signature of " + key.name + " does not hold");
    }
  }
  if (own.length === 0) {
    throw new Error(key.name + " has not signed it");
  }
  const [origin, size, root] = text.split("\n");
  if (origin !== key.name) {
    throw new Error("the checkpoint is of " + origin + ", the key of " + key.name);
  }
  return { origin, size: Number(size), root: fromBase64(root) };
}

// When a witness cosigned the note; null when it has not.
export async function cosignedAt(note, witness) {
  const { text, lines } = parseNote(note);
  for (const line of lines.filter(each => each.name === witness.name && each.id === witness.id)) {
    const seconds = new DataView(line.signature.buffer, line.signature.byteOffset).getBigUint64(0);
    const message = utf8.encode("cosignature/v1\ntime " + seconds + "\n" + text);
    if (!await crypto.subtle.verify("Ed25519", witness.key, line.signature.slice(8), message)) {
      throw new Error("the cosignature of " + witness.name + " does not hold");
    }
    return new Date(Number(seconds) * 1000);
  }
  return null;
}

// The way from a leaf up to the root: each step with the hash that it leads to.
export async function climb(leaf, index, size, hashes) {
  if (index >= size) {
    throw new Error("entry " + index + " is outside a tree of " + size + " entries");
  }
  let [position, last, hash] = [index, size - 1, leaf];
  const way = [];
  for (const sibling of hashes) {
    if (last === 0) {
      throw new Error("the proof has too many hashes");
    }
    if (position % 2 === 1 || position === last) {
      hash = await node(sibling, hash);
      way.push({ side: "left", sibling, hash });
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = await node(hash, sibling);
      way.push({ side: "right", sibling, hash });
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) {
    throw new Error("the proof has too few hashes");
  }
  return { hash, way };
}

// An entry by its leaf hash and a file c2sp.org/tlog-proof@v1.
export async function verifyInclusion(leaf, proof, key) {
  const end = proof.indexOf("\n\n");
  const [format, ...rest] = proof.slice(0, end).split("\n").filter(line => !line.startsWith("extra "));
  if (format !== "c2sp.org/tlog-proof@v1" || !rest[0]?.startsWith("index ")) {
    throw new Error("this is no c2sp.org/tlog-proof@v1");
  }
  const index = Number(rest[0].slice("index ".length));
  const tree = await verifyNote(proof.slice(end + 2), key);
  const { hash, way } = await climb(leaf, index, tree.size, rest.slice(1).map(fromBase64));
  if (!same(hash, tree.root)) {
    throw new Error("the entry does not lead to the signed root");
  }
  return { index, tree, way };
}

// That the log of the earlier tree is the beginning of the later one.
export async function verifyConsistency(earlier, later, hashes) {
  if (earlier.size > later.size) {
    throw new Error("the log has shrunk from " + earlier.size + " to " + later.size + " entries");
  }
  if (earlier.size === later.size || earlier.size === 0) {
    if (earlier.size !== 0 && !same(earlier.root, later.root)) {
      throw new Error("two roots for one size: the log was forked");
    }
    return;
  }
  let [position, last] = [earlier.size - 1, later.size - 1];
  while (position % 2 === 1) {
    position = (position - 1) / 2;
    last = Math.floor(last / 2);
  }
  const path = position === 0 ? [earlier.root, ...hashes] : [...hashes];
  if (path.length === 0) {
    throw new Error("the proof has too few hashes");
  }
  let [before, now] = [path[0], path[0]];
  for (const sibling of path.slice(1)) {
    if (last === 0) {
      throw new Error("the proof has too many hashes");
    }
    if (position % 2 === 1 || position === last) {
      [before, now] = [await node(sibling, before), await node(sibling, now)];
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      now = await node(now, sibling);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0 || !same(before, earlier.root) || !same(now, later.root)) {
    throw new Error("the log was rewritten: its beginning is not what was signed before");
  }
}
