package org.llmregistry.registry.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.content.HeapGrowth;

@RegistryServiceTest
class LargeDocumentTest {

    private static final int MEBIBYTES = 1_024;
    private static final int SAMPLE_EVERY = 256;

    /// Of all mebibytes one after the other.
    private static final String SHA256 = "39dfe8340381934aaa74589392f980ff36f0c884cae60990ffb2edead990f1c9";

    /// Nobody holds the document: it is made while it is sent and again while it comes back.
    @Test
    void one_gibibyte_goes_up_and_down_within_32_mebibytes_of_heap() throws Exception {
        UUID vendor = Given.registeredVendor();
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) 'x');
        HeapGrowth heap = new HeapGrowth();

        HttpURLConnection up = connect(vendor, "PUT");
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

        HttpURLConnection down = connect(vendor, "GET");
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

    private static HttpURLConnection connect(UUID vendor, String method) throws IOException {
        String server = ConfigProvider.getConfig().getValue("test.url", String.class);
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(server + "/documents/" + SHA256).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + Tokens.vendor(vendor));
        return connection;
    }
}
