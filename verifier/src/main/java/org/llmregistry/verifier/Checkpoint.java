package org.llmregistry.verifier;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A tree that the log signed (c2sp.org/tlog-checkpoint).
record Checkpoint(String origin, long size, byte[] root) {

    private static final int MOST_SIGNATURES = 100;

    /// Reads a checkpoint that the key has signed. Lines of other keys are passed over.
    static Checkpoint signed(String note, VerifierKey key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new Failure("the checkpoint has no signature");
        }
        String text = note.substring(0, end + 1);
        List<String> lines = note.substring(end + 2).lines().toList();
        if (lines.size() > MOST_SIGNATURES) {
            throw new Failure("the checkpoint has more than %d signatures".formatted(MOST_SIGNATURES));
        }
        boolean signed = false;
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            if (parts.length != 3 || !parts[0].equals("\u2014")) {
                throw new Failure("a line behind the checkpoint is no signature");
            }
            byte[] signature = Text.base64(parts[2], "a signature");
            if (parts[1].equals(key.name())
                    && signature.length > 4
                    && HexFormat.of().formatHex(signature, 0, 4).equals(key.id())) {
                if (!key.signed(text, Arrays.copyOfRange(signature, 4, signature.length))) {
                    throw new Failure("the signature of %s does not hold".formatted(key.name()));
                }
                signed = true;
            }
        }
        if (!signed) {
            throw new Failure("%s has not signed the checkpoint".formatted(key.name()));
        }
        return parse(text, key);
    }

    private static Checkpoint parse(String text, VerifierKey key) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3) {
            throw new Failure("the checkpoint lacks its origin, size or root");
        }
        if (!lines.getFirst().equals(key.name())) {
            throw new Failure("the checkpoint is of %s, the key of %s".formatted(lines.getFirst(), key.name()));
        }
        return new Checkpoint(
                lines.getFirst(),
                Text.number(lines.get(1), "the size of the tree"),
                Text.hash(lines.get(2), "the root of the tree"));
    }
}
