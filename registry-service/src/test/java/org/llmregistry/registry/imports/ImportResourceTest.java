package org.llmregistry.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.registry.RegistryServiceTest;

@RegistryServiceTest
class ImportResourceTest {

    @Test
    void the_real_list_of_models_is_taken_row_by_row() {
        JsonPath done = Lists.knownModels();
        assertThat(done.getString("status")).isEqualTo("DONE");
        assertThat(done.getInt("rowsTotal")).isEqualTo(247);
        assertThat(done.getInt("rowsRead")).isEqualTo(247);
        assertThat(done.getInt("created")).isEqualTo(247);
        assertThat(done.getInt("rejected")).isZero();
    }

    @Test
    void the_real_decisions_are_taken_and_what_is_not_sure_is_reported() {
        JsonPath done = Lists.earlierDecisions();
        assertThat(done.getInt("rowsRead")).isEqualTo(309);
        assertThat(done.getInt("created")).isEqualTo(283);
        assertThat(done.getInt("reported")).isEqualTo(26);
        assertThat(done.getInt("rejected")).isZero();
        List<Map<String, Object>> reported = Lists.rows(done, "REPORTED");
        assertThat(reported).hasSize(26);
        assertThat(reported.getFirst().get("problem"))
                .isEqualTo("'书生' of the same developer, '上海人工智能实验室', has a similar name.");
        assertThat(reported)
                .allSatisfy(row -> assertThat((List<?>) row.get("candidates")).isNotEmpty());
    }

    @Test
    void the_same_list_again_is_the_earlier_import() {
        byte[] list = Lists.models(Lists.model(Lists.unique("dev"), Lists.unique("mod"), "2025-03-01"));
        JsonPath first = Lists.importList(Lists.KNOWN, list);
        Response again = Lists.post(Lists.KNOWN, false, list);
        again.then().statusCode(200).body("id", equalTo(first.getString("id"))).body("status", equalTo("DONE"));
    }

    @Test
    void a_changed_list_changes_only_its_changed_rows() {
        String developer = Lists.unique("dev");
        String one = Lists.unique("mod");
        String two = Lists.unique("mod");
        Lists.importList(
                Lists.KNOWN,
                Lists.models(Lists.model(developer, one, "2025-03-01"), Lists.model(developer, two, "2025-03-01")));
        JsonPath changed = Lists.importList(
                Lists.KNOWN,
                Lists.models(
                        Lists.model(developer, Lists.unique("mod"), "2025-03-02"),
                        Lists.model(developer, one, "2025-03-01"),
                        Lists.model(developer, two, "2025-02-28")));
        assertThat(changed.getInt("created")).isEqualTo(1);
        assertThat(changed.getInt("unchanged")).isEqualTo(1);
        assertThat(changed.getInt("updated")).isEqualTo(1);
        assertThat(Lists.rows(changed, "UPDATED").getFirst().get("line")).isEqualTo(4);
    }

    @Test
    void a_dry_run_tells_the_same_and_changes_nothing() {
        String name = Lists.unique("mod");
        byte[] list = Lists.models(
                Lists.model(Lists.unique("dev"), name, "2025-03-01"), Lists.model("", "nobody's", "2025-03-01"));
        JsonPath tried = Lists.ended(Lists.post(Lists.KNOWN, true, list));
        assertThat(tried.getBoolean("dryRun")).isTrue();
        assertThat(tried.getInt("created")).isEqualTo(1);
        assertThat(tried.getInt("rejected")).isEqualTo(1);
        Lists.anybody().queryParam("q", name).get("/register").then().body("items.size()", equalTo(0));
        JsonPath done = Lists.importList(Lists.KNOWN, list);
        assertThat(done.getInt("created")).isEqualTo(1);
        Lists.anybody().queryParam("q", name).get("/register").then().body("items.size()", equalTo(1));
    }

    @Test
    void each_wrong_row_says_what_is_wrong_and_how_to_mend_it() {
        String developer = Lists.unique("dev");
        String good = Lists.model(developer, Lists.unique("mod"), "2025-03-01");
        JsonPath done = Lists.importList(
                Lists.KNOWN,
                Lists.models(
                        good,
                        Lists.model("", "", "2025-03-01"),
                        Lists.model(developer, Lists.unique("mod"), "1 March"),
                        Lists.model(developer, Lists.unique("mod"), "2999-01-01"),
                        "only,three,cells",
                        Lists.lines("models-cn.csv").getFirst(),
                        good,
                        Lists.model(developer, Lists.unique("mod"), "2025-03-01")
                                .replace("true,,,", "true,javascript:alert(1),,")));
        List<Map<String, Object>> rejected = Lists.rows(done, "REJECTED");
        assertThat(rejected)
                .extracting(row -> row.get("line"), row -> row.get("problem"), row -> row.get("howToMend"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                3, "'model' is empty. 'developer' is empty.", "Fill in 'model'. Fill in 'developer'."),
                        org.assertj.core.groups.Tuple.tuple(
                                4, "'first_listed' is not a date: '1 March'.", "Write 'first_listed' as YYYY-MM-DD."),
                        org.assertj.core.groups.Tuple.tuple(
                                5,
                                "'first_listed' is in the future.",
                                "Correct the year, month or day of 'first_listed'."),
                        org.assertj.core.groups.Tuple.tuple(
                                6,
                                "The row has too few or too many cells.",
                                "Give it one cell per column; put cells that contain commas into quotes."),
                        org.assertj.core.groups.Tuple.tuple(
                                7,
                                "The line repeats the column names.",
                                "Delete the line; only the first line of a list names the columns. Nothing is missing"
                                        + " because of it."),
                        org.assertj.core.groups.Tuple.tuple(
                                8, "Line 2 is about the same thing.", "Keep one of the two lines."),
                        org.assertj.core.groups.Tuple.tuple(
                                9, "'url' is not a web address.", "Write 'url' as https://..., or leave it empty."));
        assertThat(done.getInt("created")).isEqualTo(1);
    }

    @Test
    void wrong_columns_are_named_all_at_once_and_nothing_is_kept() {
        byte[] list = "row,developer,model,colour,developer\n1,a,b,c,d\n".getBytes(StandardCharsets.UTF_8);
        Lists.post(Lists.KNOWN, false, list)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unreadable-list"))
                .body("errors.rule", hasItems("unknown-column", "missing-column", "column-twice"))
                .body("errors.detail", hasItems("The column 'first_listed' is missing."))
                .body("errors.pointer", hasItems("line 1"));
    }

    @Test
    void a_list_without_rows_and_a_list_of_another_kind_are_refused() {
        Lists.post(Lists.KNOWN, false, Lists.models())
                .then()
                .statusCode(422)
                .body("errors[0].rule", equalTo("no-rows"));
        Lists.post(Lists.KNOWN, false, new byte[0]).then().statusCode(422);
        Lists.post(Lists.DECIDED, false, Lists.real("models-cn.csv")).then().statusCode(422);
    }

    @Test
    void another_encoding_is_refused_with_its_line() {
        String list =
                new String(Lists.models(Lists.model("百度", Lists.unique("模型"), "2025-03-01")), StandardCharsets.UTF_8);
        Lists.post(Lists.KNOWN, false, list.getBytes(Charset.forName("GBK")))
                .then()
                .statusCode(422)
                .body("errors[0].rule", equalTo("utf-8"))
                .body("errors[0].pointer", equalTo("line 2"));
        Lists.post(Lists.KNOWN, false, list.getBytes(StandardCharsets.UTF_16LE))
                .then()
                .statusCode(422);
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_are_read_over() {
        String list = new String(
                Lists.models(Lists.model(Lists.unique("dev"), Lists.unique("mod"), "2025-03-01")),
                StandardCharsets.UTF_8);
        JsonPath done =
                Lists.importList(Lists.KNOWN, ("\uFEFF" + list.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8));
        assertThat(done.getInt("created")).isEqualTo(1);
    }

    @Test
    void a_wrong_quote_is_refused_with_its_line() {
        String good = Lists.model(Lists.unique("dev"), Lists.unique("mod"), "2025-03-01");
        Lists.post(Lists.KNOWN, false, Lists.models(good, good.replace("北京", "\"北京")))
                .then()
                .statusCode(422)
                .body("errors[0].rule", equalTo("quotes"))
                .body("errors[0].pointer", equalTo("line 3"));
        Lists.post(Lists.KNOWN, false, Lists.models(good, good, good.replace("北京", "\"北\"京")))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("line 4"));
    }

    @Test
    void a_quote_that_is_never_closed_does_not_read_the_rest_into_memory() {
        String rows = (Lists.model("d", "m", "2025-03-01") + "\n").repeat(5_000);
        Lists.post(Lists.KNOWN, false, Lists.models("\"" + rows))
                .then()
                .statusCode(422)
                .body("errors[0].rule", equalTo("quotes"))
                .body("errors[0].pointer", equalTo("line 2"));
    }

    @Test
    void a_list_beyond_the_limit_is_refused() {
        byte[] large = Lists.csv(Stream.concat(
                Stream.of(Lists.lines("models-cn.csv").getFirst()),
                Stream.generate(() -> Lists.model("d", "m", "2025-03-01")).limit(60_000)));
        Lists.post(Lists.KNOWN, false, large)
                .then()
                .statusCode(413)
                .body("detail", equalTo("The body may have 2097152 bytes."));
    }

    @Test
    void another_media_type_is_refused() {
        Lists.registrar()
                .contentType("application/json")
                .queryParam("kind", Lists.KNOWN)
                .body("{}")
                .post("/imports")
                .then()
                .statusCode(415);
    }

    @Test
    void only_a_registrar_imports() {
        byte[] list = Lists.models(Lists.model("d", "m", "2025-03-01"));
        Lists.anybody()
                .contentType("text/csv")
                .queryParam("kind", Lists.KNOWN)
                .body(list)
                .post("/imports")
                .then()
                .statusCode(401);
        Lists.anybody()
                .auth()
                .oauth2(Tokens.vendor(UUID.randomUUID()))
                .contentType("text/csv")
                .queryParam("kind", Lists.KNOWN)
                .body(list)
                .post("/imports")
                .then()
                .statusCode(403);
        Lists.anybody()
                .auth()
                .oauth2(Tokens.person("ann", "auditor"))
                .get("/imports")
                .then()
                .statusCode(403);
    }

    @Test
    void a_key_belongs_to_one_list() {
        String key = UUID.randomUUID().toString();
        byte[] list = Lists.models(Lists.model(Lists.unique("dev"), Lists.unique("mod"), "2025-03-01"));
        Response first = Lists.registrar()
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .queryParam("kind", Lists.KNOWN)
                .body(list)
                .post("/imports");
        Response again = Lists.registrar()
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .queryParam("kind", Lists.KNOWN)
                .body(list)
                .post("/imports");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        Lists.registrar()
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .queryParam("kind", Lists.KNOWN)
                .body(Lists.models(Lists.model("another", "list", "2025-03-01")))
                .post("/imports")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
        Lists.ended(first);
    }

    @Test
    void rows_and_imports_come_in_pages() {
        Lists.importReal();
        String id = Lists.earlierDecisions().getString("id");
        JsonPath first = Lists.registrar()
                .queryParam("limit", 200)
                .get("/imports/" + id + "/rows")
                .jsonPath();
        assertThat(first.getInt("total.count")).isEqualTo(309);
        JsonPath second = Lists.registrar()
                .queryParam("limit", 200)
                .queryParam("cursor", first.getString("nextCursor"))
                .get("/imports/" + id + "/rows")
                .jsonPath();
        assertThat(second.getList("items")).hasSize(109);
        assertThat(second.getInt("items[0].line")).isEqualTo(202);
        JsonPath imports =
                Lists.registrar().queryParam("limit", 1).get("/imports").jsonPath();
        assertThat(imports.getList("items")).hasSize(1);
        Lists.registrar()
                .queryParam("limit", 1)
                .queryParam("cursor", imports.getString("nextCursor"))
                .get("/imports")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        Lists.registrar().get("/imports/" + UUID.randomUUID()).then().statusCode(404);
        Lists.registrar()
                .queryParam("cursor", "nonsense")
                .get("/imports")
                .then()
                .statusCode(400);
    }

    @Test
    void the_answer_says_where_to_look() {
        Response accepted = Lists.post(
                Lists.KNOWN, false, Lists.models(Lists.model(Lists.unique("dev"), Lists.unique("mod"), "2025-03-01")));
        accepted.then()
                .statusCode(202)
                .header("Location", containsString("/imports/" + accepted.path("id")))
                .body("sha256.length()", equalTo(64))
                .body("rowsTotal", equalTo(1));
        assertThat(accepted.header("Location"))
                .satisfies(location -> assertThat(location).startsWith("http"));
        Lists.ended(accepted);
    }
}
