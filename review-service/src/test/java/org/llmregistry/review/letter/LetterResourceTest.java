package org.llmregistry.review.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.decision.Decisions;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Schemes;

/// The letter as the authority reads and prints it.
@ReviewServiceTest
class LetterResourceTest {

    private static final List<String> PERSONS = List.of("ines", "oskar", "rita", "dora");
    private static final String HTML = "text/html";
    private static final String PDF = "application/pdf";

    @Inject
    Schemes schemes;

    @Inject
    LetterPdf pdf;

    @Test
    void the_page_holds_every_part_of_the_decision() {
        String id = decided();
        String page = letter(id, HTML)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Vary", "Accept")
                .extract()
                .asString();
        assertThat(page)
                .contains("<p>Example Licensing Authority</p>")
                .contains("<td>Demonstration scheme (DEMO, version 1)</td>")
                .contains("<td>" + numberOf(id) + "</td>")
                .contains("<td>APP-2026-000001</td>")
                .contains("<td lang=\"zh\">北京百度网讯科技有限公司</td>")
                .contains("<td lang=\"zh\">文心一言</td>")
                .contains("<td>4.0</td>")
                .contains("<td>e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855</td>")
                .contains("<td>Article 12 &amp; 13</td>")
                .contains("<p class=\"outcome\">The application is granted with conditions.</p>")
                .contains("<p class=\"text\">安全措施合适。 &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>")
                .contains(
                        "<h3>Clause 9.4</h3>\n<p class=\"clause\">The model refuses what it should and answers what it"
                                + " should.</p>\n<p class=\"text\">Nearly &lt;b&gt;met&lt;/b&gt;.</p>")
                .contains("<h3>OVER_REFUSAL_MAX (clause 9.4): not met</h3>\n<p class=\"text\">One more in 300.</p>")
                .contains("<h3>KEYWORDS: due on 2027-03-31</h3>\n<p class=\"text\">Report the library.</p>\n<p"
                        + " class=\"text\">To be shown: Its dates.</p>")
                .contains("<h3>LOGS: lasting</h3>")
                .contains("within 60 calendar days")
                .contains("The last day is " + decidedOn(id).plusDays(60) + " (Asia/Shanghai).")
                .contains("At least 2 persons")
                .contains("The decision has effect meanwhile.")
                .contains("It is no endorsement of the entity, model, product or service")
                .doesNotContain("<script", "<b>", "authoritative");
        assertThat(page).doesNotContain(subs());
    }

    @Test
    void the_paper_holds_the_same_and_spells_out_what_its_font_lacks() throws IOException {
        String id = decided();
        byte[] paper = letter(id, PDF)
                .then()
                .statusCode(200)
                .contentType(PDF)
                .header("Content-Disposition", equalTo("inline; filename=\"" + numberOf(id) + ".pdf\""))
                .extract()
                .asByteArray();
        try (PDDocument document = Loader.loadPDF(paper)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains(numberOf(id))
                    .contains("The application is granted with conditions.")
                    .contains("<script>alert(\"1\")</script>")
                    .contains("[U+6587][U+5FC3][U+4E00][U+8A00]")
                    .contains("the HTML of this letter is authoritative")
                    .contains("Clause 9.4", "Nearly <b>met</b>.", "One more in 300.", "To be shown: Its dates.")
                    .contains("The last day is " + decidedOn(id).plusDays(60))
                    .doesNotContain(subs());
            for (PDPage page : document.getPages()) {
                for (var font : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
                }
            }
        }
    }

    @Test
    void a_refusal_tells_the_clause_and_the_way_to_appeal() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        assertThat(letter(id, HTML).asString())
                .contains("The application is refused.", "It answers what it should refuse.", "<h2>Appeal</h2>")
                .contains("<td>Article 38</td>", "You may appeal against this decision")
                .doesNotContain("Thresholds waived", "Conditions");
    }

    @Test
    void a_grant_without_conditions_names_no_way_to_appeal() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
        assertThat(letter(id, HTML).asString())
                .contains("there is nothing to appeal against")
                .doesNotContain("The last day is");
    }

    @Test
    void the_same_record_gives_the_same_page_to_the_office_and_to_the_applicant() {
        UUID application = UUID.randomUUID();
        String id = Given.submittedCase(application);
        Given.accept(id);
        Given.assess(id);
        Given.registry()
                .accept(HTML)
                .get("/applications/" + application + "/decision-letter")
                .then()
                .statusCode(404);
        Given.recommendation(id, "rita", "REFUSE").then().statusCode(200);
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        Response first = letter(id, HTML);
        assertThat(Given.registry()
                        .accept(HTML)
                        .get("/applications/" + application + "/decision-letter")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(first.asByteArray());
        assertThat(letter(id, "text/html;q=0.9,*/*;q=0.1").asByteArray()).isEqualTo(first.asByteArray());
        as("aldo", "auditor")
                .accept(HTML)
                .header("If-None-Match", first.header("ETag"))
                .get("/cases/" + id + "/decision/letter")
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {HTML, PDF})
    void before_the_decision_there_is_a_problem_document_whatever_is_accepted(String accepted) {
        letter(Given.recommendedCase(), accepted)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void what_is_neither_page_nor_paper_is_not_made() {
        letter(decided(), "image/png").then().statusCode(406).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31T15:59:59Z, 2026-12-31, 2027-03-01",
        "2026-12-31T16:00:00Z, 2027-01-01, 2027-03-02",
        "2027-12-30T16:00:00Z, 2027-12-31, 2028-02-29",
        "2026-11-30T23:00:00Z, 2026-12-01, 2027-01-30"
    })
    @Transactional
    void the_last_day_of_appeal_counts_calendar_days_of_the_authority(Instant decided, LocalDate on, LocalDate last) {
        Scheme scheme = schemes.version("DEMO", 1).orElseThrow();
        assertThat(scheme.dayOf(decided)).isEqualTo(on);
        assertThat(Decisions.lastDayOfAppeal(decided, scheme)).isEqualTo(last);
    }

    @Test
    void what_the_font_lacks_is_spelled_out_and_nothing_else() {
        assertThat(pdf.spelledOut("Zürich Ελλάς Россия\n\t文😀\u0001\u000b€"))
                .isEqualTo("Zürich Ελλάς Россия\n [U+6587][U+1F600][U+0001] €");
    }

    /// With everything that a letter can tell.
    private static String decided() {
        String id = Given.assessedCase();
        Given.evaluation(id, "should-not-refuse", 300, 284).then().statusCode(200);
        Given.departure(id, "rita", "OVER_REFUSAL_MAX").then().statusCode(200);
        as("dora", "decision-maker")
                .body(Map.of(
                        "outcome",
                        "GRANTED_WITH_CONDITIONS",
                        "reasons",
                        "安全措施合适。 <script>alert(\"1\")</script>",
                        "legalBasis",
                        "Article 12 & 13",
                        "clauseReasons",
                        List.of(Map.of("clause", "9.4", "reason", "Nearly <b>met</b>.")),
                        "waivers",
                        List.of(Map.of("threshold", "OVER_REFUSAL_MAX", "reason", "One more in 300.")),
                        "conditions",
                        List.of(
                                Map.of(
                                        "code",
                                        "KEYWORDS",
                                        "text",
                                        "Report the library.",
                                        "dueOn",
                                        "2027-03-31",
                                        "evidence",
                                        "Its dates."),
                                Map.of("code", "LOGS", "text", "Keep the logs."))))
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(200);
        return id;
    }

    private static Response letter(String id, String accepted) {
        return as("aldo", "auditor").accept(accepted).get("/cases/" + id + "/decision/letter");
    }

    private static String numberOf(String id) {
        return as("aldo", "auditor").get("/cases/" + id).then().extract().path("number");
    }

    private static LocalDate decidedOn(String id) {
        String at = as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .extract()
                .path("decidedAt");
        return LocalDate.ofInstant(Instant.parse(at), ZoneId.of("Asia/Shanghai"));
    }

    private static String[] subs() {
        return PERSONS.stream().map(Tokens::subjectOf).toArray(String[]::new);
    }
}
