package org.llmregistry.registry.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.content.HeapGrowth;

@RegistryServiceTest
class LargeDocumentTest {

    private static final int MEBIBYTES = 1_024;
    private static final int SAMPLE_EVERY = 128;

    /// Nobody holds the document: it is made while it is sent and again while it comes back.
    @Test
    void one_gibibyte_goes_up_and_down_within_32_mebibytes_of_heap() throws Exception {
        UUID vendor = Given.registeredVendor();
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) 'x');
        MessageDigest digest = Digests.newSha256();
        for (int i = 0; i < MEBIBYTES; i++) {
            digest.update(numbered(mebibyte, i));
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        HeapGrowth heap = new HeapGrowth();

        HttpURLConnection up = connect(vendor, sha256, "PUT");
        up.setRequestProperty("Content-Type", "application/octet-stream");
        up.setRequestProperty("If-None-Match", "*");
        up.setFixedLengthStreamingMode((long) MEBIBYTES << 20);
        up.setDoOutput(true);
        try (OutputStream body = up.getOutputStream()) {
            for (int i = 0; i < MEBIBYTES; i++) {
                body.write(numbered(mebibyte, i));
                if (i % SAMPLE_EVERY == 0) {
                    heap.sample();
                }
            }
        }
        assertThat(up.getResponseCode()).isEqualTo(201);
        heap.sample();

        HttpURLConnection down = connect(vendor, sha256, "GET");
        assertThat(down.getHeaderField("Content-Length")).isEqualTo("1073741824");
        try (InputStream body = down.getInputStream()) {
            for (int i = 0; i < MEBIBYTES; i++) {
                assertThat(Arrays.equals(body.readNBytes(1 << 20), numbered(mebibyte, i)))
                        .isTrue();
                if (i % SAMPLE_EVERY == 0) {
                    heap.sample();
                }
            }
            assertThat(body.read()).isEqualTo(-1);
        }
        assertThat(heap.mebibytes()).as("growth in MiB").isLessThanOrEqualTo(32);
    }

    private static byte[] numbered(byte[] mebibyte, int number) {
        byte[] label = "%8d\n".formatted(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(label, 0, mebibyte, 0, label.length);
        return mebibyte;
    }

    private static HttpURLConnection connect(UUID vendor, String sha256, String method) throws IOException {
        String server = ConfigProvider.getConfig().getValue("test.url", String.class);
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(server + "/documents/" + sha256).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + Tokens.vendor(vendor));
        return connection;
    }
}
