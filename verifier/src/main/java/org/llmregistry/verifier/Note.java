package org.llmregistry.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A text with the lines of who signed it (c2sp.org/signed-note).
public record Note(String text, List<Line> lines) {

    private static final int MOST_SIGNATURES = 100;
    private static final int ID_BYTES = 4;

    /// @param signature behind the key's id
    public record Line(String name, String id, byte[] signature) {}

    public static Note parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new Failure("the checkpoint has no signature");
        }
        List<String> signatures = note.substring(end + 2).lines().toList();
        if (signatures.size() > MOST_SIGNATURES) {
            throw new Failure("the checkpoint has more than %d signatures".formatted(MOST_SIGNATURES));
        }
        List<Line> lines = new ArrayList<>();
        for (String line : signatures) {
            String[] parts = line.split(" ", 3);
            if (parts.length != 3 || !parts[0].equals("\u2014")) {
                throw new Failure("a line behind the checkpoint is no signature");
            }
            byte[] signature = Text.base64(parts[2], "a signature");
            if (signature.length > ID_BYTES) {
                lines.add(new Line(
                        parts[1],
                        HexFormat.of().formatHex(signature, 0, ID_BYTES),
                        Arrays.copyOfRange(signature, ID_BYTES, signature.length)));
            }
        }
        return new Note(note.substring(0, end + 1), lines);
    }

    /// Lines of other keys are passed over; a line of this key that does not hold spoils the note.
    public boolean isSignedBy(VerifierKey log) {
        boolean signed = false;
        for (Line line : linesOf(log)) {
            if (!isSignature(log, line.signature())) {
                throw new Failure("the signature of %s does not hold".formatted(log.name()));
            }
            signed = true;
        }
        return signed;
    }

    private boolean isSignature(VerifierKey log, byte[] signature) {
        return switch (log.type()) {
            case SIGNATURE -> log.signed(text.getBytes(StandardCharsets.UTF_8), signature);
            case TREE ->
                signature.length > Long.BYTES
                        && log.signed(
                                Checkpoint.parse(text)
                                        .asSignedTree(
                                                log.name(),
                                                ByteBuffer.wrap(signature).getLong()),
                                Arrays.copyOfRange(signature, Long.BYTES, signature.length));
            case COSIGNATURE -> throw new Failure("the key of %s is that of a witness".formatted(log.name()));
        };
    }

    /// When the witness cosigned it last; empty when it has not.
    public Optional<Instant> cosignedBy(VerifierKey witness) {
        require(witness, VerifierKey.Type.COSIGNATURE);
        Instant newest = null;
        for (Line line : linesOf(witness)) {
            if (line.signature().length != Long.BYTES + 64) {
                throw new Failure("the cosignature of %s has another length".formatted(witness.name()));
            }
            long seconds = ByteBuffer.wrap(line.signature()).getLong();
            byte[] signature = Arrays.copyOfRange(line.signature(), Long.BYTES, line.signature().length);
            if (!witness.signed(cosigned(text, seconds), signature)) {
                throw new Failure("the cosignature of %s does not hold".formatted(witness.name()));
            }
            Instant at = Instant.ofEpochSecond(seconds);
            newest = newest == null || at.isAfter(newest) ? at : newest;
        }
        return Optional.ofNullable(newest);
    }

    /// What a witness signs (c2sp.org/tlog-cosignature, type 0x04).
    public static byte[] cosigned(String text, long seconds) {
        return "cosignature/v1\ntime %d\n%s".formatted(seconds, text).getBytes(StandardCharsets.UTF_8);
    }

    private static void require(VerifierKey key, VerifierKey.Type type) {
        if (key.type() != type) {
            throw new Failure("the key of %s is of another type".formatted(key.name()));
        }
    }

    private List<Line> linesOf(VerifierKey key) {
        return lines.stream()
                .filter(line -> line.name().equals(key.name()) && line.id().equals(key.id()))
                .toList();
    }
}
