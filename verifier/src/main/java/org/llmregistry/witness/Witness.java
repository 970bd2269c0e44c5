package org.llmregistry.witness;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.llmregistry.verifier.Checkpoint;
import org.llmregistry.verifier.Failure;
import org.llmregistry.verifier.Note;
import org.llmregistry.verifier.Text;
import org.llmregistry.verifier.Tree;
import org.llmregistry.verifier.VerifierKey;

/// What a witness does with a checkpoint that it is shown (c2sp.org/tlog-witness, `add-checkpoint`).
final class Witness {

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";
    private static final int MOST_PROOF_LINES = 63;

    private final Ed25519Key key;
    private final Supplier<Map<String, VerifierKey>> logs;
    private final Seen seen;
    private final Clock clock;

    /// @param logs keys of the logs by their origin, at this moment: one may come with a year
    Witness(Ed25519Key key, Supplier<Map<String, VerifierKey>> logs, Seen seen, Clock clock) {
        this.key = key;
        this.logs = logs;
        this.seen = seen;
        this.clock = clock;
    }

    /// What is answered.
    record Answer(int status, String type, String body) {
        static Answer of(int status, String why) {
            return new Answer(status, PLAIN, why + "\n");
        }
    }

    /// What is asked.
    ///
    /// @param note the checkpoint as it was sent
    private record Request(long old, List<byte[]> proof, String note) {
        static Request parse(String body) {
            int end = body.indexOf("\n\n");
            List<String> lines =
                    end < 0 ? List.of() : body.substring(0, end).lines().toList();
            if (lines.isEmpty() || !lines.getFirst().startsWith("old ") || lines.size() > 1 + MOST_PROOF_LINES) {
                throw new Failure("send old SIZE, the proof, an empty line, the checkpoint");
            }
            List<byte[]> proof = lines.stream()
                    .skip(1)
                    .map(line -> Text.hash(line, "a hash of the proof"))
                    .toList();
            return new Request(
                    Text.number(lines.getFirst().substring("old ".length()), "the old size"),
                    proof,
                    body.substring(end + 2));
        }
    }

    /// One at a time: between the look at what was seen and its replacement nobody may come.
    synchronized Answer addCheckpoint(String body) {
        Request request;
        Note note;
        try {
            request = Request.parse(body);
            note = Note.parse(request.note());
        } catch (Failure malformed) {
            return Answer.of(400, malformed.why());
        }
        VerifierKey log = logs.get().get(note.text().lines().findFirst().orElse(""));
        if (log == null) {
            return Answer.of(404, "this log is not known here");
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.signed(request.note(), log);
        } catch (Failure unsigned) {
            return Answer.of(403, unsigned.why());
        }
        return cosign(request, note, log, checkpoint);
    }

    private Answer cosign(Request request, Note note, VerifierKey log, Checkpoint checkpoint) {
        if (request.old() > checkpoint.size()) {
            return Answer.of(400, "the old size is the larger one");
        }
        Optional<Checkpoint> before = seen.newest(log.name()).map(kept -> Checkpoint.signed(kept, log));
        long latest = before.map(Checkpoint::size).orElse(0L);
        if (request.old() != latest) {
            return new Answer(409, SIZE, latest + "\n");
        }
        try {
            byte[] root = before.map(Checkpoint::root).orElseGet(() -> new byte[0]);
            Tree.requireConsistent(latest, root, checkpoint.size(), checkpoint.root(), request.proof());
            if (checkpoint.size() == 0 && !Arrays.equals(checkpoint.root(), Tree.empty())) {
                throw new Failure("an empty tree has another root");
            }
        } catch (Failure inconsistent) {
            return Answer.of(422, inconsistent.why());
        }
        String cosignature = key.cosign(note.text(), clock.instant().getEpochSecond());
        seen.keep(log.name(), request.note() + cosignature);
        return new Answer(200, PLAIN, cosignature);
    }

    /// The newest checkpoint of a log that was cosigned.
    Answer latest(String originHash) {
        return seen.ofHash(originHash)
                .map(note -> new Answer(200, PLAIN, note))
                .orElseGet(() -> Answer.of(404, "nothing of this log was cosigned"));
    }
}
