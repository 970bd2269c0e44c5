package org.llmregistry.registry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.inspection.Corpus;

@RegistryServiceTest
class UploadResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_document_in_parts_becomes_a_document_with_its_last_byte() {
        byte[] content = text(2_500_000);
        String upload = open(content);
        patch(upload, 0, Arrays.copyOf(content, 1_200_000))
                .then()
                .statusCode(200)
                .header("Upload-Offset", "1200000")
                .header("Upload-Complete", "?0")
                .header("ETag", "\"1200000\"")
                .body("offset", equalTo(1_200_000))
                .body("complete", equalTo(false));
        vendor(vendor).get("/documents/" + sha256(content)).then().statusCode(404);
        head(upload, "1200000", "?0");
        patch(upload, 1_200_000, Arrays.copyOfRange(content, 1_200_000, content.length))
                .then()
                .statusCode(200)
                .header("Upload-Complete", "?1")
                .body("complete", equalTo(true));
        head(upload, "2500000", "?1");
        assertThat(vendor(vendor).get("/documents/" + sha256(content)).asByteArray())
                .isEqualTo(content);
        vendor(vendor).get("/documents").then().body("items.mediaType", equalTo(List.of("text/csv")));
        assertThat(Given.events("documents/" + sha256(content))).containsExactly("document.stored");
        assertThat(Given.texts("SELECT start::text FROM upload_piece WHERE upload_id = ?::uuid", upload))
                .isEmpty();
        patch(upload, 2_500_000, new byte[0]).then().statusCode(409).body("type", equalTo("/problems/upload-ended"));
    }

    @Test
    void a_part_that_begins_elsewhere_is_told_the_right_offset() {
        byte[] content = text(100);
        String upload = open(content);
        patch(upload, 0, Arrays.copyOf(content, 60)).then().statusCode(200);
        for (int wrong : new int[] {0, 59, 61, 100}) {
            patch(upload, wrong, new byte[40])
                    .then()
                    .statusCode(409)
                    .header("Upload-Offset", "60")
                    .body("type", equalTo("/problems/upload-offset-mismatch"))
                    .body("detail", equalTo("Your part begins at %d; the next byte needed is 60.".formatted(wrong)));
        }
        patch(upload, 60, new byte[41])
                .then()
                .statusCode(409)
                .header("Upload-Offset", "60")
                .body("detail", equalTo("Of the announced 100 bytes only 40 are missing."));
        patch(upload, 60, Arrays.copyOfRange(content, 60, 100)).then().statusCode(200);
    }

    @Test
    void a_part_needs_the_version_that_it_goes_on_from() {
        byte[] content = text(100);
        String upload = open(content);
        part(content)
                .header("Upload-Offset", 0)
                .patch("/uploads/" + upload)
                .then()
                .statusCode(428);
        part(content)
                .header("If-Match", "\"1\"")
                .header("Upload-Offset", 0)
                .patch("/uploads/" + upload)
                .then()
                .statusCode(412);
        part(content)
                .header("If-Match", "\"0\"")
                .patch("/uploads/" + upload)
                .then()
                .statusCode(400);
        part(content)
                .header("If-Match", "\"0\"")
                .header("Upload-Offset", 0)
                .patch("/uploads/" + upload)
                .then()
                .statusCode(200);
    }

    @Test
    void what_came_before_the_line_broke_is_kept() throws Exception {
        byte[] content = text(1_000);
        String upload = open(content);
        URI server = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write("""
                    PATCH /uploads/%s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/octet-stream\r
                    If-Match: "0"\r
                    Upload-Offset: 0\r
                    Content-Length: 1000\r
                    \r
                    """.formatted(upload, Tokens.vendor(vendor)).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content, 0, 700);
            Awaitility.await().until(() -> spooled(700));
        }
        Awaitility.await().untilAsserted(() -> head(upload, "700", "?0"));
        patch(upload, 700, Arrays.copyOfRange(content, 700, 1_000)).then().statusCode(200);
        vendor(vendor).get("/documents/" + sha256(content)).then().statusCode(200);
    }

    @Test
    void of_two_same_parts_at_the_same_time_one_is_taken() throws Exception {
        byte[] content = text(3_000_000);
        String upload = open(content);
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<String> first = () -> {
                Response answer = patch(upload, 0, Arrays.copyOf(content, 2_000_000));
                return answer.statusCode() + " " + answer.header("Upload-Offset");
            };
            for (Future<String> answer : threads.invokeAll(List.of(first, first, first, first))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder("200 2000000", "409 2000000", "409 2000000", "409 2000000");
        head(upload, "2000000", "?0");
    }

    @Test
    void what_is_refused_at_the_end_leaves_nothing() {
        byte[] bomb = Corpus.zipBomb(20);
        String upload = open(bomb);
        patch(upload, 0, bomb).then().statusCode(422).body("errors[0].rule", equalTo("ratio"));
        assertGone(upload);
        byte[] content = text(100);
        String other = open(content);
        patch(other, 0, text(100)).then().statusCode(422).body("type", equalTo("/problems/hash-mismatch"));
        assertGone(other);
    }

    @Test
    void an_upload_is_its_vendors_alone() {
        byte[] content = text(100);
        String upload = open(content);
        vendor = Given.registeredVendor();
        vendor(vendor).get("/uploads/" + upload).then().statusCode(404);
        patch(upload, 0, content).then().statusCode(404);
        vendor(vendor).delete("/uploads/" + upload).then().statusCode(404);
    }

    @Test
    void opening_takes_an_idempotency_key_and_no_more_than_ten_are_open() {
        byte[] content = text(100);
        String first = opening(content)
                .header("Idempotency-Key", "one")
                .post("/uploads")
                .path("id");
        Response again = opening(content).header("Idempotency-Key", "one").post("/uploads");
        assertThat(again.<String>path("id")).isEqualTo(first);
        for (int i = 1; i < 10; i++) {
            opening(content).post("/uploads").then().statusCode(201);
        }
        opening(content).post("/uploads").then().statusCode(413).body("type", equalTo("/problems/quota-exceeded"));
        vendor(vendor).delete("/uploads/" + first).then().statusCode(204);
        opening(content).post("/uploads").then().statusCode(201);
    }

    @Test
    void what_is_announced_counts_against_the_room() {
        Given.update(
                "INSERT INTO document_usage (vendor_id, documents, bytes) VALUES (?::uuid, 1, 21474836480 - 150)",
                vendor.toString());
        opening(text(100)).post("/uploads").then().statusCode(201);
        opening(text(100)).post("/uploads").then().statusCode(413);
        opening(text(50)).post("/uploads").then().statusCode(201);
        vendor(vendor)
                .body("{\"sha256\": \"%s\", \"size\": 1073741825}".formatted("a".repeat(64)))
                .post("/uploads")
                .then()
                .statusCode(413)
                .body("type", equalTo("/problems/content-too-large"));
    }

    @Test
    void an_abandoned_upload_is_forgotten_with_its_parts() {
        byte[] content = text(100);
        String left = open(content);
        patch(left, 0, Arrays.copyOf(content, 50)).then().statusCode(200);
        String fresh = open(content);
        Given.update("UPDATE upload SET expires_at = now() - interval '1 second' WHERE id = ?::uuid", left);
        Arc.container().instance(Uploading.class).get().expire();
        assertGone(left);
        vendor(vendor).get("/uploads/" + fresh).then().statusCode(200);
    }

    private static boolean spooled(long size) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/spool"))) {
            return files.anyMatch(file -> file.toFile().length() == size);
        }
    }

    private void assertGone(String upload) {
        vendor(vendor).get("/uploads/" + upload).then().statusCode(404);
        assertThat(Given.texts("SELECT start::text FROM upload_piece WHERE upload_id = ?::uuid", upload))
                .isEmpty();
    }

    /// The contract's validator knows no HEAD.
    private void head(String upload, String offset, String complete) {
        Response answer =
                RestAssured.given().auth().oauth2(Tokens.vendor(vendor)).head("/uploads/" + upload);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Upload-Offset")).isEqualTo(offset);
        assertThat(answer.header("Upload-Complete")).isEqualTo(complete);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private String open(byte[] content) {
        Response answer = opening(content).post("/uploads");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/uploads/" + answer.path("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        return answer.path("id");
    }

    private RequestSpecification opening(byte[] content) {
        return vendor(vendor)
                .body("{\"sha256\": \"%s\", \"size\": %d, \"mediaType\": \"text/csv\"}"
                        .formatted(sha256(content), content.length));
    }

    private Response patch(String upload, int offset, byte[] part) {
        return part(part)
                .header("If-Match", "*")
                .header("Upload-Offset", offset)
                .patch("/uploads/" + upload);
    }

    private RequestSpecification part(byte[] part) {
        return vendor(vendor).contentType("application/octet-stream").body(part);
    }

    private static byte[] text(int size) {
        String unique = UUID.randomUUID() + "\n";
        return Arrays.copyOf(unique.repeat(size / unique.length() + 1).getBytes(StandardCharsets.UTF_8), size);
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Digests.sha256(content));
    }
}
