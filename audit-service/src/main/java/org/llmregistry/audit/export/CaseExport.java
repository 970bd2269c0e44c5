package org.llmregistry.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.entry.Entry;

/// A case as one file: each entry with its proof, the checkpoint that it leads to, the keys, and how to verify them.
/// Nothing in it needs us.
///
/// @param parts one for each log that has entries of the case
record CaseExport(String subject, List<Part> parts) {

    /// What one log has.
    ///
    /// @param proofs of the entries, in their order
    record Part(List<Entry> entries, List<String> proofs, Checkpoint checkpoint, String key) {

        /// How the file begins in the names of the log's: like its address.
        private String folder() {
            String name = checkpoint.log().name();
            return name.isEmpty() ? "" : name + "/";
        }

        private String line() {
            return "- %s: %d entries, all that it had of this case when it had %d entries (signed %s)%n"
                    .formatted(checkpoint.log().origin(), entries.size(), checkpoint.size(), checkpoint.signedAt());
        }
    }

    private static final String README = """
            # Entries of %s in the audit log

            %s
            - `log.key`               the keys that the logs are signed with (c2sp.org/signed-note): compare them with those that the authority publishes
            - `checkpoint`            the tree that the proofs lead to (c2sp.org/tlog-checkpoint)
            - `entries/N.json`        the exact bytes that were hashed: entry N of the log
            - `entries/N.tlog-proof`  its proof (c2sp.org/tlog-proof@v1), with the checkpoint

            What lies below a year is of the log of that year.

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
            put(zip, "README.md", README.formatted(subject, lines(Part::line), fileName()));
            put(zip, "log.key", lines(part -> part.key() + "\n"));
            for (Part part : parts) {
                put(zip, part.folder() + "checkpoint", part.checkpoint().note());
                for (int i = 0; i < part.entries().size(); i++) {
                    Entry entry = part.entries().get(i);
                    String name = "%sentries/%d".formatted(part.folder(), entry.index());
                    put(zip, name + ".json", entry.body());
                    put(zip, name + ".tlog-proof", part.proofs().get(i));
                }
            }
        }
    }

    private String lines(Function<Part, String> line) {
        return parts.stream().map(line).collect(Collectors.joining());
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
