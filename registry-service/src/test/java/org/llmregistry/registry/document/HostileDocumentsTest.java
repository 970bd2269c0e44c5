package org.llmregistry.registry.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.registry.Given.vendor;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.inspection.Hostile;

/// The hostile corpus over HTTP. Each file meets a refusal that names what was found; after each nothing is stored, no
/// temporary file is left and no connection to the database is held.
@RegistryServiceTest
class HostileDocumentsTest {

    private static final Path SPOOL = Path.of("target/spool");

    private UUID vendor;
    private String sha256 = "";

    @BeforeEach
    void register() throws IOException {
        Files.createDirectories(SPOOL);
        vendor = Given.registeredVendor();
    }

    @AfterEach
    void nothing_is_left() {
        Awaitility.await().untilAsserted(() -> {
            assertThat(SPOOL).isEmptyDirectory();
            assertThat(Given.texts("SELECT count(*) FROM document_content WHERE sha256 = ?", sha256))
                    .containsExactly("0");
            assertThat(Given.texts(
                            "SELECT documents || ' ' || bytes FROM document_usage WHERE vendor_id = ?::uuid",
                            vendor.toString()))
                    .isSubsetOf("0 0");
            assertThat(Given.texts(
                            "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND state LIKE 'idle in transaction%' AND query <> ?",
                            ""))
                    .isEmpty();
        });
        assertThat(Given.events("documents/" + sha256)).isEmpty();
    }

    static Stream<Hostile> files() {
        return Hostile.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_hostile_file_is_refused_by_name(Hostile file) {
        sha256 = HexFormat.of().formatHex(Digests.sha256(file.content()));
        RequestSpecification request = vendor(vendor)
                .contentType("application/octet-stream")
                .header("If-None-Match", "*")
                .body(file.content());
        if (file.declared() != null) {
            request.queryParam("mediaType", file.declared());
        }
        Response answer = request.put("/documents/" + sha256);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<String>path("type")).isEqualTo("/problems/" + file.problem());
        assertThat(answer.<String>path("errors[0].rule")).isEqualTo(file.rule());
        assertThat(answer.<String>path("detail")).contains(file.says());
        vendor(vendor).get("/documents/" + sha256).then().statusCode(404);
    }

    @Test
    void a_length_of_one_byte_too_many_is_refused_before_a_byte_is_read() throws IOException {
        assertThat(raw("Content-Length: " + ((1L << 30) + 1) + "\r\n\r\n", false))
                .startsWith("HTTP/1.1 413 ")
                .contains("/problems/content-too-large")
                .contains("The body may have 1073741824 bytes.");
    }

    @Test
    void a_body_that_is_no_document_stays_small() throws IOException {
        assertThat(raw("/models", "POST", "Content-Type: application/json\r\nContent-Length: 67108865\r\n\r\n", false))
                .startsWith("HTTP/1.1 413 ")
                .contains("/problems/content-too-large");
    }

    @Test
    void a_body_that_is_shorter_than_it_says_stores_nothing() throws IOException {
        raw("Content-Length: 100\r\n\r\nshort", true);
    }

    @Test
    void chunks_of_a_wrong_length_store_nothing() throws IOException {
        assertThat(raw("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZZ\r\nx\r\n0\r\n\r\n", false))
                .doesNotContain(" 200 ")
                .doesNotContain(" 201 ");
    }

    @Test
    void a_body_that_never_ends_is_cut_off_by_its_sender_leaving() throws IOException {
        raw("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", true);
    }

    /// With the spool's own bound for one who trickles: `SpoolTest`.
    @Test
    void a_silent_sender_is_cut_off() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.read-timeout", Duration.class))
                .isEqualTo(Duration.ofSeconds(15));
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.idle-timeout", Duration.class))
                .isEqualTo(Duration.ofSeconds(30));
    }

    private String raw(String rest, boolean leave) throws IOException {
        sha256 = Digests.sha256Hex(UUID.randomUUID().toString());
        return raw(
                "/documents/" + sha256,
                "PUT",
                "Content-Type: application/octet-stream\r\nIf-None-Match: *\r\n" + rest,
                leave);
    }

    /// Sends what no client library would.
    ///
    /// @param leave close at once, without waiting for an answer
    private String raw(String path, String method, String rest, boolean leave) throws IOException {
        URI server = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            String request = "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s"
                    .formatted(method, path, Tokens.vendor(vendor), rest);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return leave ? "" : new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
