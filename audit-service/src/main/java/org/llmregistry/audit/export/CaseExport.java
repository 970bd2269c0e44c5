package org.llmregistry.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.entry.Entry;

/// A case as one file: each entry with its proof, the checkpoint that they lead to, the key, and how to verify them.
/// Nothing in it needs us.
///
/// @param proofs of the entries, in their order
record CaseExport(String subject, List<Entry> entries, List<String> proofs, Checkpoint checkpoint, String key) {

    private static final String README = """
            # Entries of %s in the audit log

            %d entries, all that the log had of this case when it had %d entries (signed %s).

            - `entries/N.json`        the exact bytes that were hashed: entry N of the log
            - `entries/N.tlog-proof`  its proof (c2sp.org/tlog-proof@v1), with the checkpoint
            - `checkpoint`            the tree that the proofs lead to (c2sp.org/tlog-checkpoint)
            - `log.key`               the key that signed it (c2sp.org/signed-note): compare it with the one that the authority publishes

            With the verifier, which needs a JDK and no network:

                java -jar verifier.jar case log.key %s

            It checks the signature, that each entry is in the signed tree, and that no event of a subject is missing between its first
            and its newest one here. One entry alone: `java -jar verifier.jar entry log.key entries/N.tlog-proof entries/N.json`. Every
            tool for these formats does the same; the leaf hash is SHA-256 over a zero byte and the bytes of `entries/N.json` (RFC 6962).
            """;

    String fileName() {
        return subject.replace('/', '-') + ".zip";
    }

    void write(OutputStream output) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(output)) {
            put(
                    zip,
                    "README.md",
                    README.formatted(subject, entries.size(), checkpoint.size(), checkpoint.signedAt(), fileName()));
            put(zip, "log.key", key + "\n");
            put(zip, "checkpoint", checkpoint.note());
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                put(zip, "entries/%d.json".formatted(entry.index()), entry.body());
                put(zip, "entries/%d.tlog-proof".formatted(entry.index()), proofs.get(i));
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        put(zip, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
