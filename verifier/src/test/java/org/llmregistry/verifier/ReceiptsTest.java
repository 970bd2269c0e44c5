package org.llmregistry.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.witness.TestLog;

/// A certificate whose licence was granted in the only entry of a log.
class ReceiptsTest {

    private static final String NUMBER = "DEMO-2026-000001-7";
    private static final String MANIFEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String LEAF =
            "{\"event\":{\"data\":{\"manifestDigest\":\"%s\"},\"subject\":\"licences/%s\",\"type\":\"licence.granted\"},\"v\":1}"
                    .formatted(MANIFEST, NUMBER);

    @TempDir
    Path folder;

    @Test
    void a_certificate_proves_what_the_log_has_of_the_licence() throws IOException {
        assertThat(verify(certificate(NUMBER, MANIFEST, LEAF))).isZero();
        assertThat(verify(certificate(NUMBER, MANIFEST, LEAF).replace("—", "\\u2014")))
                .isZero();
        assertThat(verify("{\"receipts\": []}")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "DEMO-2026-000001-7, DEMO-2026-000002-5, the receipt is of another licence: DEMO-2026-000001-7",
        "b0f00a08, b0f00a09, the receipt is of another weights manifest: " + MANIFEST
    })
    void a_certificate_that_says_something_else_is_found(String said, String instead, String fault) {
        String changed = certificate(NUMBER, MANIFEST, LEAF).replace(said, instead);
        assertThatThrownBy(() -> Receipts.requireSame(Receipts.in(changed).getFirst(), changed))
                .isInstanceOf(Failure.class)
                .hasMessage(fault);
    }

    @Test
    void a_leaf_that_the_log_does_not_have_is_found() throws IOException {
        String other = LEAF.replace("000001-7", "000002-5");
        String forged = certificate("DEMO-2026-000002-5", MANIFEST, LEAF)
                .replace(base64(LEAF.getBytes(StandardCharsets.UTF_8)), base64(other.getBytes(StandardCharsets.UTF_8)));
        assertThat(verify(forged)).isOne();
    }

    private int verify(String certificate) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), TestLog.KEY);
        Path file = Files.writeString(folder.resolve("certificate.json"), certificate);
        return Verify.run("receipts", key.toString(), file.toString());
    }

    private static String certificate(String number, String manifest, String leaf) {
        byte[] bytes = leaf.getBytes(StandardCharsets.UTF_8);
        String proof = "c2sp.org/tlog-proof@v1\nindex 0\n\n" + TestLog.checkpoint(TestLog.ORIGIN, 1, Tree.leaf(bytes));
        return """
                {"licence":{"number":"%s","basis":{"manifestDigest":"%s"}},
                 "receipts":[{"index":0,"leaf":"%s","proof":"%s"}]}""".formatted(number, manifest, base64(bytes), proof.replace("\n", "\\n"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
