package org.llmregistry.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    /// What is signed of it with ML-DSA (c2sp.org/tlog-cosignature, type 0x06).
    byte[] asSignedTree(String signer, long seconds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("subtree/v1\n\0".getBytes(StandardCharsets.UTF_8));
        writeName(bytes, signer);
        writeNumber(bytes, seconds);
        writeName(bytes, origin);
        writeNumber(bytes, 0);
        writeNumber(bytes, size);
        bytes.writeBytes(root);
        return bytes.toByteArray();
    }

    private static void writeName(ByteArrayOutputStream bytes, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 255) {
            throw new Failure("a name has more than 255 bytes");
        }
        bytes.write(utf8.length);
        bytes.writeBytes(utf8);
    }

    private static void writeNumber(ByteArrayOutputStream bytes, long number) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    static Checkpoint parse(String text) {
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
