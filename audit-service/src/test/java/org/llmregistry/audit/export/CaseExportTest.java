package org.llmregistry.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.verifier.Verify;

/// One case with all that hangs on it, in a file that needs nobody.
@AuditServiceTest
class CaseExportTest {

    @Inject
    Publishing publishing;

    @TempDir
    Path folder;

    private final String application = UUID.randomUUID().toString();
    private final String caseSubject = "cases/" + UUID.randomUUID();
    private final String licence = "licences/DEMO-2026-" + UUID.randomUUID();

    @BeforeEach
    void record() throws SQLException {
        append(batch(
                        event("applications/" + application, 1),
                        of(application, caseSubject, 1),
                        event(caseSubject, 2),
                        of(UUID.randomUUID().toString(), "cases/" + UUID.randomUUID(), 1),
                        of(application, licence, 1),
                        event("applications/" + application, 2)))
                .then()
                .statusCode(200);
        publishing.now();
    }

    @Test
    void whatever_part_is_named_the_whole_case_comes_with_it() throws IOException {
        for (String part : List.of("applications/" + application, caseSubject, licence)) {
            Map<String, byte[]> files = exported(part);
            assertThat(files).containsKeys("README.md", "log.key", "checkpoint");
            assertThat(files.keySet().stream().filter(name -> name.endsWith(".json")))
                    .as(part)
                    .hasSize(5);
            Path file = Files.write(folder.resolve("case.zip"), zip(files));
            Path key = Files.write(folder.resolve("log.key"), files.get("log.key"));
            assertThat(Verify.run("case", key.toString(), file.toString())).isZero();
        }
    }

    @Test
    void a_file_from_which_an_entry_was_taken_does_not_verify() throws IOException {
        Map<String, byte[]> files = exported(caseSubject);
        String first = files.keySet().stream()
                .filter(name ->
                        name.endsWith(".json") && text(files.get(name)).contains("\"subject\":\"" + caseSubject))
                .findFirst()
                .orElseThrow();
        files.remove(first);
        files.remove(first.replace(".json", ".tlog-proof"));
        Path file = Files.write(folder.resolve("case.zip"), zip(files));
        Path key = Files.write(folder.resolve("log.key"), files.get("log.key"));
        assertThat(Verify.run("case", key.toString(), file.toString())).isOne();
    }

    @Test
    void a_search_is_taken_away_line_by_line_with_a_last_line_that_says_so() {
        String lines = auditor()
                .get("/exports/entries?subject=" + caseSubject)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        List<String> all = lines.lines().toList();
        assertThat(all).hasSize(3);
        assertThat(all.getFirst())
                .matches(
                        "\\{\"log\":\"audit.registry.example\",\"index\":\\d+,\"leafHash\":\"[^\"]{44}\",\"leaf\":\\{\"event\":.*\"v\":1}}");
        assertThat(all.getLast()).startsWith("{\"entries\":2,\"sizes\":{\"audit.registry.example\":");
        int before = auditor().get("/entries?limit=1").path("total.count");
        List<String> whole =
                auditor().get("/exports/entries").asString().lines().toList();
        assertThat(whole.getLast())
                .isEqualTo("{\"entries\":%1$d,\"sizes\":{\"audit.registry.example\":%1$d}}"
                        .formatted(before - 1)); // but for the search above
        assertThat(whole).hasSize(before);
    }

    @Test
    void who_takes_something_away_stands_in_the_log() {
        String auditor = Tokens.subjectOf("auditor");
        int before =
                auditor().get("/entries?limit=1&subject=auditors/" + auditor).path("total.count");
        auditor().get("/exports/cases?subject=" + licence).then().statusCode(200);
        auditor().get("/exports/entries?type=licence.granted").then().statusCode(200);
        auditor()
                .get("/entries?order=desc&limit=2&subject=auditors/" + auditor)
                .then()
                .body("total.count", equalTo(before + 2))
                .body("items.type", equalTo(List.of("log.entries-exported", "log.case-exported")))
                .body("items.source", equalTo(List.of("/audit-service", "/audit-service")))
                .body("items.actor", equalTo(List.of(auditor, auditor)))
                .body("items[0].data.type", equalTo("licence.granted"))
                .body("items[1].data.exported", equalTo(licence));
    }

    @Test
    void only_auditors_take_anything_away_and_what_is_not_there_is_not_found() {
        as(Tokens.person("vera", "case-officer"))
                .get("/exports/cases?subject=" + caseSubject)
                .then()
                .statusCode(403);
        as(Tokens.person("vera", "case-officer")).get("/exports/entries").then().statusCode(403);
        auditor()
                .get("/exports/cases?subject=cases/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        auditor().get("/exports/entries?form=2026-11-23T08:30:00Z").then().statusCode(400);
        auditor().get("/exports/entries?from=yesterday").then().statusCode(400);
    }

    private static ObjectNode of(String application, String subject, long sequence) {
        ObjectNode event = event(subject, sequence);
        ((ObjectNode) event.get("data")).put("applicationId", application);
        return event;
    }

    private static Map<String, byte[]> exported(String subject) throws IOException {
        byte[] file = auditor()
                .get("/exports/cases?subject=" + subject)
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"%s.zip\"".formatted(subject.replace('/', '-')))
                .extract()
                .asByteArray();
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> content : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(content.getKey()));
                zip.write(content.getValue());
            }
        }
        return file.toByteArray();
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
