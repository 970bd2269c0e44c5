package org.llmregistry.verifier;

import java.util.List;

/// A tree that the log signed (c2sp.org/tlog-checkpoint).
public record Checkpoint(String origin, long size, byte[] root) {

    /// Reads a checkpoint that the key has signed. Lines of other keys are passed over.
    public static Checkpoint signed(String note, VerifierKey key) {
        Note parsed = Note.parse(note);
        if (!parsed.isSignedBy(key)) {
            throw new Failure("%s has not signed the checkpoint".formatted(key.name()));
        }
        Checkpoint checkpoint = parse(parsed.text());
        if (!checkpoint.origin().equals(key.name())) {
            throw new Failure("the checkpoint is of %s, the key of %s".formatted(checkpoint.origin(), key.name()));
        }
        return checkpoint;
    }

    private static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3) {
            throw new Failure("the checkpoint lacks its origin, size or root");
        }
        return new Checkpoint(
                lines.getFirst(),
                Text.number(lines.get(1), "the size of the tree"),
                Text.hash(lines.get(2), "the root of the tree"));
    }
}
