package org.llmregistry.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The command: says what it checked. Exit status 0: it holds; 1: it does not; 2: it was called in a wrong way.
public final class Verify {

    private static final String USAGE = """
            java -jar verifier.jar entry KEY PROOF ENTRY          that an entry is in the log
            java -jar verifier.jar receipts KEY FILE              that the log has what a certificate or a decision tells
            java -jar verifier.jar case KEY ZIP                   that all entries of an exported case are in the log, none left out
            java -jar verifier.jar log KEY FOLDER                 that a copy of the whole log, and of those that follow, is what was signed
            java -jar verifier.jar grown KEY EARLIER LATER PROOF  that the log only grew between two checkpoints
            java -jar verifier.jar witnessed KEY CHECKPOINT POLICY  that enough witnesses have seen the log grow to it

            KEY      name+id+key, as the authority publishes it (GET /checkpoint/key, or /checkpoint/ml-dsa-key);
                     a line for each log, where the file tells of several
            PROOF    c2sp.org/tlog-proof@v1 (GET /entries/{index}/proof); for `grown` GET /log/consistency?from=&to=
            FILE     GET /licences/{number}/certificate or /applications/{id}/decision of the registry, as it came
            ZIP      GET /exports/cases
            FOLDER   checkpoint, tile/0/000, tile/entries/000 and so on (c2sp.org/tlog-tiles); 2027/checkpoint and so on
                     of the log of a later year, whose key the log before it tells
            ENTRY    the bytes of the entry (GET /entries/{index}/leaf)
            EARLIER, LATER, CHECKPOINT  checkpoints that you kept (GET /checkpoint)
            POLICY   whose cosignatures you want (c2sp.org/tlog-policy)

            Reads these files and nothing else; works without a network.""";
    private static final String PROOF = "c2sp.org/tlog-proof@v1\n";
    private static final Pattern HASH = Pattern.compile("\"([A-Za-z0-9+/]{43}=)\"");

    private Verify() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit status
    public static int run(String... args) {
        try {
            if (args.length == 4 && args[0].equals("entry")) {
                entry(keys(args[1]), text(args[2]), Files.readAllBytes(Path.of(args[3])));
            } else if (args.length == 3 && args[0].equals("receipts")) {
                receipts(keys(args[1]), text(args[2]));
            } else if (args.length == 3 && args[0].equals("case")) {
                exported(keys(args[1]), Path.of(args[2]));
            } else if (args.length == 3 && args[0].equals("log")) {
                copies(keys(args[1]), Path.of(args[2]));
            } else if (args.length == 5 && args[0].equals("grown")) {
                Keys keys = keys(args[1]);
                grown(checkpoint(text(args[2]), keys), checkpoint(text(args[3]), keys), text(args[4]));
            } else if (args.length == 4 && args[0].equals("witnessed")) {
                String note = text(args[2]);
                checkpoint(note, keys(args[1]));
                Policy.parse(text(args[3])).requireMet(Note.parse(note));
            } else {
                System.err.println(USAGE);
                return 2;
            }
            System.out.println("VERIFIED");
            return 0;
        } catch (Failure failure) {
            System.out.println("NOT VERIFIED: " + failure.getMessage());
            return 1;
        } catch (IOException unreadable) {
            System.err.println("cannot be read: " + unreadable.getMessage());
            return 2;
        }
    }

    /// A copy that holds.
    private record Copied(Checkpoint checkpoint, VerifierKey key, LogCopy copy) {}

    /// The log of the folder, and those that follow on it, as far as they lie below it.
    private static void copies(Keys keys, Path folder) throws IOException {
        Histories histories = new Histories();
        Copied log = copied(keys, folder, histories);
        Optional<Successor> next = log.copy().successor();
        while (next.isPresent()) {
            Successor successor = next.get();
            System.out.printf("closed      it goes on as %s%n", successor.key().text());
            Path below = folder.resolve(successor.year());
            if (!Files.exists(below.resolve("checkpoint"))) {
                break;
            }
            histories.nextLog();
            Copied later = copied(new Keys(List.of(successor.key())), below, histories);
            successor.requireFollows(later.copy().first(), log.checkpoint(), log.key());
            System.out.printf(
                    "follows     on the %d entries of %s%n",
                    log.checkpoint().size(), log.checkpoint().origin());
            log = later;
            next = log.copy().successor();
        }
        System.out.printf(
                "histories   of %d subjects, each without a gap%s%n",
                histories.subjects(),
                histories.isWhole() ? "" : "; what was in the logs before, which are not here, is not checked");
    }

    private static Copied copied(Keys keys, Path folder, Histories histories) throws IOException {
        String note = Files.readString(folder.resolve("checkpoint"));
        Checkpoint checkpoint = checkpoint(note, keys);
        LogCopy copy = LogCopy.requireWhole(folder, checkpoint, histories);
        System.out.printf("entries     all %d hash to the signed root, by way of every tile%n", checkpoint.size());
        return new Copied(checkpoint, keys.of(note), copy);
    }

    private static void exported(Keys keys, Path file) throws IOException {
        CaseExport exported = CaseExport.read(file);
        String year = null;
        String host = null;
        for (CaseExport.Place place : exported.entries().keySet()) {
            Included included = included(keys, exported.proof(place), exported.entry(place));
            host = place.requireHost(included.checkpoint().origin(), host);
            if (included.index() != place.index()) {
                throw new Failure(
                        "the proof of entry %d is one of entry %d".formatted(place.index(), included.index()));
            }
            if (!place.year().equals(year)) {
                print(included.checkpoint(), included.key());
                year = place.year();
            }
            System.out.printf(
                    "included    entry %d, by %d hashes up to a signed root%n", place.index(), included.hashes());
        }
        System.out.printf(
                "histories   of %d subjects, each without a gap from its first event on%n",
                exported.requireHistories());
    }

    private static void entry(Keys keys, String proof, byte[] entry) {
        Included included = included(keys, proof, entry);
        print(included.checkpoint(), included.key());
        System.out.printf(
                "entry       %d bytes, leaf hash %s%n",
                entry.length, Base64.getEncoder().encodeToString(Tree.leaf(entry)));
        System.out.printf(
                "included    as entry %d, by %d hashes up to the signed root%n", included.index(), included.hashes());
    }

    /// An entry that is in a signed tree.
    private record Included(Checkpoint checkpoint, VerifierKey key, long index, int hashes) {}

    private static Included included(Keys keys, String proof, byte[] entry) {
        int end = proof.indexOf("\n\n");
        if (!proof.startsWith(PROOF) || end < 0) {
            throw new Failure("the proof is no c2sp.org/tlog-proof@v1");
        }
        String note = proof.substring(end + 2);
        VerifierKey key = keys.of(note);
        Checkpoint checkpoint = Checkpoint.signed(note, key);
        List<String> lines = proof.substring(PROOF.length(), end)
                .lines()
                .filter(line -> !line.startsWith("extra "))
                .toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
            throw new Failure("the proof names no index");
        }
        long index = Text.number(lines.getFirst().substring("index ".length()), "the index");
        List<byte[]> hashes = lines.stream()
                .skip(1)
                .map(line -> Text.hash(line, "a hash of the proof"))
                .toList();
        Tree.requireIncluded(Tree.leaf(entry), index, checkpoint.size(), hashes, checkpoint.root());
        return new Included(checkpoint, key, index, hashes.size());
    }

    private static void receipts(Keys keys, String json) {
        for (Receipts.Receipt receipt : Receipts.in(json)) {
            entry(keys, receipt.proof(), receipt.leaf());
            Receipts.requireSame(receipt, json);
            System.out.println("event       " + receipt.text());
        }
    }

    private static void grown(Checkpoint earlier, Checkpoint later, String proof) {
        List<byte[]> hashes = HASH.matcher(proof)
                .results()
                .map((MatchResult found) -> Text.hash(found.group(1), "a hash of the proof"))
                .toList();
        Tree.requireConsistent(earlier.size(), earlier.root(), later.size(), later.root(), hashes);
        System.out.printf(
                "grown       from %d to %d entries, by %d hashes; what was there is unchanged%n",
                earlier.size(), later.size(), hashes.size());
    }

    private static Checkpoint checkpoint(String note, Keys keys) {
        VerifierKey key = keys.of(note);
        Checkpoint checkpoint = Checkpoint.signed(note, key);
        print(checkpoint, key);
        return checkpoint;
    }

    private static void print(Checkpoint checkpoint, VerifierKey key) {
        System.out.printf(
                "checkpoint  %s, %d entries, root %s%n",
                checkpoint.origin(), checkpoint.size(), Base64.getEncoder().encodeToString(checkpoint.root()));
        System.out.printf("signed      by %s, %s key %s%n", key.name(), key.type().algorithm, key.id());
    }

    private static Keys keys(String file) throws IOException {
        return Keys.parse(text(file));
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
