// Reads from the log, shows what proof.js says of it.
import { cosignedAt, fromBase64, leafHash, parseKey, parseNote, toBase64, verifyConsistency, verifyInclusion, verifyNote } from "./proof.js";

const SEEN = "audit-log-seen"; // and the log's name: what this browser saw last, its own anchor
let log = { path: "/" }; // the one that is shown: there is one for each year
const below = path => (log.path === "/" ? "" : log.path) + path;
const seen = () => SEEN + (log.path === "/" ? "" : log.path);
const element = id => document.getElementById(id);
const number = value => value.toLocaleString("en");

async function read(path, as = "text") {
  const answer = await fetch(path, { cache: "no-cache" });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? path + " answered " + answer.status);
  }
  return answer[as]();
}

function verdict(id, good, text) {
  element(id).className = "verdict " + (good ? "good" : "bad");
  element(id).textContent = text;
}

function add(parent, name, text, attributes = {}) {
  const child = parent.namespaceURI.endsWith("svg") || name === "svg"
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => child.setAttribute(key, value));
  child.textContent = text;
  return parent.appendChild(child);
}

function showLogs(logs) {
  const wanted = new URLSearchParams(location.search).get("log");
  log = logs.find(each => each.path === wanted) ?? logs.at(-1);
  const select = element("logs");
  for (const each of logs) {
    const name = each.origin + (each.standing === "CLOSED" ? " (closed " + each.closedAt.slice(0, 10) + ")" : "");
    add(select, "option", name, each === log ? { value: each.path, selected: "" } : { value: each.path });
  }
  select.addEventListener("change", () => { location.search = "?log=" + encodeURIComponent(select.value); });
}

async function showCheckpoint(note, key) {
  const tree = await verifyNote(note, key);
  element("size").textContent = number(tree.size);
  element("root").textContent = toBase64(tree.root);
  element("note").textContent = note;
  verdict("signed", true, "The signature holds: " + key.name + " has signed these " + number(tree.size) + " entries.");
  return tree;
}

async function showGrowthSinceLastVisit(note, tree, key) {
  const before = localStorage.getItem(seen());
  try {
    if (before === null) {
      verdict("grown", true, "This browser remembers the checkpoint from now on, and compares the next time.");
    } else {
      const earlier = await verifyNote(before, key);
      const proof = earlier.size < tree.size
        ? (await read(below("/log/consistency?from=" + earlier.size + "&to=" + tree.size), "json")).hashes.map(fromBase64) : [];
      await verifyConsistency(earlier, tree, proof);
      verdict("grown", true, "Nothing was changed since this browser last looked, at " + number(earlier.size) + " entries.");
    }
    localStorage.setItem(seen(), note);
  } catch (failure) {
    verdict("grown", false, failure.message + ". What this browser saw before stays remembered.");
  }
}

async function showWitnesses(note, policy) {
  const list = element("witnesses");
  const witnesses = policy.split("\n").map(line => line.trim().split(/\s+/)).filter(words => words[0] === "witness");
  for (const [, name, text] of witnesses) {
    try {
      const at = await cosignedAt(note, await parseKey(text));
      add(list, "li", name + (at === null ? " has not cosigned this checkpoint" : " cosigned it at " + at.toISOString()));
    } catch (failure) {
      add(list, "li", name + ": " + failure.message, { class: "verdict bad" });
    }
  }
  if (witnesses.length === 0) {
    add(list, "li", "This log has no witnesses. Compare checkpoints with others, or keep your own.");
  }
}

function showGrowth(points) {
  const [width, height, edge] = [720, 220, 46];
  const figure = element("growth");
  if (points.length < 2) {
    figure.textContent = "One checkpoint so far.";
    return;
  }
  const [first, last] = [Date.parse(points[0].signedAt), Date.parse(points.at(-1).signedAt)];
  const largest = points.at(-1).size;
  const x = point => edge + (Date.parse(point.signedAt) - first) / Math.max(1, last - first) * (width - 2 * edge);
  const y = point => height - 30 - point.size / Math.max(1, largest) * (height - 60);
  const chart = add(figure, "svg", "", { viewBox: "0 0 " + width + " " + height, role: "img", "aria-label":
    "From " + number(points[0].size) + " to " + number(largest) + " entries" });
  add(chart, "path", "", { class: "curve", d: "M" + points.map(point => x(point) + " " + y(point)).join("L") });
  const day = time => new Date(time).toISOString().slice(0, 16).replace("T", " ");
  add(chart, "text", day(first), { class: "tick", x: edge, y: height - 8 });
  add(chart, "text", day(last), { class: "tick", x: width - edge, y: height - 8, "text-anchor": "end" });
  add(chart, "text", number(largest), { class: "tick", x: width - edge, y: y(points.at(-1)) - 8, "text-anchor": "end" });
  add(figure, "figcaption", "Entries by the time of the checkpoint (UTC).");
}

// The hash of an entry, from the public tile of level 0.
async function publicLeaf(index, size) {
  const n = Math.floor(index / 256);
  const width = Math.min(256, size - n * 256);
  const groups = String(n).padStart(Math.ceil(String(n).length / 3) * 3, "0").match(/.{3}/g);
  const path = groups.map((group, i) => (i < groups.length - 1 ? "x" : "") + group).join("/");
  const tile = new Uint8Array(await read(below("/tile/0/" + path + (width < 256 ? ".p/" + width : "")), "arrayBuffer"));
  return tile.slice(index % 256 * 32, index % 256 * 32 + 32);
}

async function lookUp(event, key) {
  event.preventDefault();
  element("entry-way").replaceChildren();
  try {
    const index = Number(element("index").value);
    const proof = await read(below("/entries/" + index + "/proof"));
    const size = Number(parseNote(proof.slice(proof.indexOf("\n\n") + 2)).text.split("\n")[1]);
    const file = element("leaf").files[0];
    const leaf = file ? await leafHash(new Uint8Array(await file.arrayBuffer())) : await publicLeaf(index, size);
    const { tree, way } = await verifyInclusion(leaf, proof, key);
    verdict("entry-verdict", true, "VERIFIED: " + (file ? "these bytes are" : "the log has") + " entry " + number(index) + " of "
      + number(tree.size) + ", by " + way.length + " hashes up to the signed root.");
    add(element("entry-way"), "li", "leaf " + toBase64(leaf));
    way.forEach(step => add(element("entry-way"), "li", "with " + toBase64(step.sibling) + " on the " + step.side + ": " + toBase64(step.hash)));
  } catch (failure) {
    verdict("entry-verdict", false, "NOT VERIFIED: " + failure.message + ".");
  }
}

async function verifyReceipts(event, keys) {
  event.preventDefault();
  const events = element("receipt-events");
  events.replaceChildren();
  try {
    const told = JSON.parse(await element("receipt").files[0].text());
    const receipts = told.receipts ?? (told.receipt ? [told.receipt] : []);
    if (receipts.length === 0) {
      throw new Error("the file has no receipt");
    }
    for (const { leaf, proof } of receipts) {
      const bytes = fromBase64(leaf);
      const origin = proof.slice(proof.indexOf("\n\n") + 2).split("\n")[0];
      const key = keys.find(each => each.name === origin);
      if (key === undefined) {
        throw new Error("there is no log " + origin);
      }
      const { index } = await verifyInclusion(await leafHash(bytes), proof, key);
      const { event: { subject, type, time, data } } = JSON.parse(new TextDecoder().decode(bytes));
      if (told.number !== undefined && subject !== "licences/" + told.number) {
        throw new Error("the receipt is of another licence: " + subject);
      }
      if (told.manifestDigest !== undefined && data.manifestDigest !== undefined && data.manifestDigest !== told.manifestDigest) {
        throw new Error("the receipt is of another weights manifest");
      }
      add(events, "p", "Entry " + number(index) + " of " + origin + ": " + type + " of " + subject + " at " + time);
    }
    verdict("receipt-verdict", true, "VERIFIED: the log has " + receipts.length + " event(s) of this file, unchanged.");
  } catch (failure) {
    verdict("receipt-verdict", false, "NOT VERIFIED: " + failure.message + ".");
  }
}

function showCommands() {
  element("shell").textContent = [
    "curl -sf " + location.origin + below("/checkpoint/key") + " > log.key",
    "curl -sf " + location.origin + below("/checkpoint") + " > earlier        # keep it where nobody here can reach it",
    "java -jar verifier.jar receipts log.key certificate.json",
    "",
    "curl -sf " + location.origin + below("/checkpoint") + " > later          # another day",
    "curl -sf \"" + location.origin + below("/log/consistency") + "?from=$(sed -n 2p earlier)&to=$(sed -n 2p later)\" > grown.json",
    "java -jar verifier.jar grown log.key earlier later grown.json",
  ].join("\n");
}

try {
  const logs = (await read("/logs", "json")).filter(each => each.standing !== "NEXT");
  showLogs(logs);
  showCommands();
  element("key").textContent = log.key;
  const keys = await Promise.all(logs.map(each => parseKey(each.key)));
  const key = keys[logs.indexOf(log)];
  element("entry-form").addEventListener("submit", event => lookUp(event, key));
  element("receipt-form").addEventListener("submit", event => verifyReceipts(event, keys));
  const note = await read(below("/checkpoint"));
  const tree = await showCheckpoint(note, key);
  await showGrowthSinceLastVisit(note, tree, key);
  await showWitnesses(note, await read("/checkpoint/witnesses"));
  showGrowth(await read(below("/log/growth"), "json"));
} catch (failure) {
  verdict("signed", false, failure.message + ".");
}
