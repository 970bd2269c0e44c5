package org.llmregistry.registry.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.inspection.Corpus;

@RegistryServiceTest
class DocumentResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void what_is_uploaded_comes_back_byte_for_byte_as_an_attachment() {
        byte[] content = random(3 * 1024 * 1024 + 17);
        String sha256 = sha256(content);
        store(vendor, sha256, content)
                .then()
                .statusCode(201)
                .body("sha256", equalTo(sha256))
                .body("size", equalTo(content.length));
        Response answer = vendor(vendor).get("/documents/" + sha256);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(content);
        assertThat(answer.header("Content-Type")).startsWith("application/octet-stream");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + sha256 + "\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("ETag")).isEqualTo("\"" + sha256 + "\"");
        vendor(vendor)
                .header("If-None-Match", "\"" + sha256 + "\"")
                .get("/documents/" + sha256)
                .then()
                .statusCode(304);
    }

    @Test
    void the_same_upload_again_changes_nothing() {
        byte[] content = text();
        store(vendor, sha256(content), content).then().statusCode(201);
        Response again = store(vendor, sha256(content), content);
        assertThat(again.statusCode()).isEqualTo(200);
        vendor(vendor)
                .get("/documents")
                .then()
                .statusCode(200)
                .body("items.sha256", equalTo(List.of(sha256(content))))
                .body("items[0].uploadedAt", equalTo(again.path("uploadedAt")));
        assertThat(Given.events("documents/" + sha256(content))).containsExactly("document.stored");
    }

    @Test
    void a_content_is_stored_once_and_seen_only_by_who_uploaded_it() {
        byte[] content = text();
        String sha256 = sha256(content);
        store(vendor, sha256, content).then().statusCode(201);
        UUID other = Given.registeredVendor();
        vendor(other).get("/documents/" + sha256).then().statusCode(404);
        store(other, sha256, content).then().statusCode(201);
        vendor(other).get("/documents/" + sha256).then().statusCode(200);
        assertThat(Given.texts("SELECT count(*) FROM document_content WHERE sha256 = ?", sha256))
                .containsExactly("1");
        assertThat(Given.events("documents/" + sha256)).containsExactly("document.stored", "document.stored");
    }

    @Test
    void knowing_a_hash_is_not_having_the_document() {
        byte[] content = text();
        store(vendor, sha256(content), content).then().statusCode(201);
        UUID other = Given.registeredVendor();
        store(other, sha256(content), "guess".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/hash-mismatch"));
        vendor(other).get("/documents/" + sha256(content)).then().statusCode(404);
    }

    @Test
    void a_body_with_another_hash_leaves_nothing() {
        String sha256 = sha256(text());
        store(vendor, sha256, text()).then().statusCode(422);
        vendor(vendor).get("/documents/" + sha256).then().statusCode(404);
        assertThat(Given.events("documents/" + sha256)).isEmpty();
    }

    @Test
    void a_document_shows_the_kind_that_its_bytes_have() {
        byte[] pdf = Corpus.joined(Corpus.pdf(), Corpus.text("%" + UUID.randomUUID() + "\n%%EOF\n"));
        store(vendor, sha256(pdf), pdf).then().statusCode(201).body("mediaType", equalTo("application/pdf"));
        byte[] table = text();
        vendor(vendor)
                .contentType("application/octet-stream")
                .header("If-None-Match", "*")
                .queryParam("mediaType", "text/csv")
                .body(table)
                .put("/documents/" + sha256(table))
                .then()
                .statusCode(201)
                .body("mediaType", equalTo("text/csv"));
        vendor(vendor)
                .contentType("application/octet-stream")
                .header("If-None-Match", "*")
                .queryParam("mediaType", "CSV")
                .body(table)
                .put("/documents/" + sha256(table))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("mediaType"));
    }

    @Test
    void the_last_place_of_a_vendor_goes_to_one_of_many_at_the_same_time() throws Exception {
        Given.update(
                "INSERT INTO document_usage (vendor_id, documents, bytes) VALUES (?::uuid, 9999, 5)",
                vendor.toString());
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> upload = () -> {
                byte[] content = text();
                return store(vendor, sha256(content), content).statusCode();
            };
            for (Future<Integer> answer : threads.invokeAll(List.of(upload, upload, upload, upload))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(201, 413, 413, 413);
        assertThat(Given.texts(
                        "SELECT documents::text FROM document_usage WHERE vendor_id = ?::uuid", vendor.toString()))
                .containsExactly("10000");
    }

    @Test
    void a_vendor_keeps_no_more_bytes_than_its_room() {
        byte[] content = text();
        Given.update(
                "INSERT INTO document_usage (vendor_id, documents, bytes) VALUES (?::uuid, 1, 21474836480 - 10)",
                vendor.toString());
        store(vendor, sha256(content), content)
                .then()
                .statusCode(413)
                .body("type", equalTo("/problems/quota-exceeded"))
                .body("detail", equalTo("You may have 21474836480 bytes of documents, and use 21474836470."));
    }

    @Test
    void a_path_that_is_no_hash_another_media_type_and_a_missing_precondition_are_refused() {
        store(vendor, "ABC", text()).then().statusCode(400).body("errors[0].pointer", equalTo("sha256"));
        String sha256 = sha256(text());
        vendor(vendor)
                .header("If-None-Match", "*")
                .body("{}")
                .put("/documents/" + sha256)
                .then()
                .statusCode(415);
        vendor(vendor)
                .contentType("application/octet-stream")
                .body(text())
                .put("/documents/" + sha256)
                .then()
                .statusCode(428);
    }

    @Test
    void many_uploads_of_one_content_at_the_same_time_store_it_once() throws Exception {
        byte[] content = random(2 * 1024 * 1024);
        String sha256 = sha256(content);
        List<UUID> vendors = List.of(vendor, Given.registeredVendor(), Given.registeredVendor());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Integer>> uploads = vendors.stream()
                    .<Callable<Integer>>map(
                            one -> () -> store(one, sha256, content).statusCode())
                    .toList();
            for (Future<Integer> status : threads.invokeAll(uploads)) {
                assertThat(status.get()).isEqualTo(201);
            }
        }
        assertThat(Given.texts("SELECT count(*) FROM document_piece WHERE sha256 = ?", sha256))
                .containsExactly("2");
    }

    private static Response store(UUID vendor, String sha256, byte[] content) {
        return vendor(vendor)
                .contentType("application/octet-stream")
                .header("If-None-Match", "*")
                .body(content)
                .put("/documents/" + sha256);
    }

    private static byte[] text() {
        return Given.unique("content").getBytes(StandardCharsets.UTF_8);
    }

    /// Text that is never the same.
    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random().nextBytes(content);
        return Arrays.copyOf(Base64.getEncoder().encode(content), size);
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Digests.sha256(content));
    }
}
