package org.llmregistry.registry.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

/// The pages as a browser without scripts gets them.
@RegistryServiceTest
class PageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @BeforeEach
    void the_real_lists_are_in() {
        Lists.importReal();
    }

    @Test
    void the_home_page_gives_the_figures_of_the_day() {
        String page =
                home("asOf", "2024-01-31").then().statusCode(200).extract().asString();
        assertThat(page)
                .contains("<strong>86</strong> licensed <span>of <strong>302</strong> known models</span>")
                .contains("86 of 302 known models are licensed")
                .contains("<th scope=\"row\">2023-12</th><td>244</td><td>61</td><td>0</td>")
                .contains("It is no endorsement");
    }

    @Test
    void a_page_is_small_and_loads_nothing_from_elsewhere() {
        Response answer = home("asOf", "2024-11-17");
        assertThat(answer.asByteArray().length).isLessThan(60_000);
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self'; img-src 'self' data:;");
        assertThat(answer.asString()).doesNotContain("<script").doesNotContain("style=\"");
        given().get("/register.css").then().statusCode(200).contentType("text/css");
    }

    @Test
    void a_search_shows_what_it_found_and_keeps_what_was_typed() {
        home("q", "文心一言")
                .then()
                .statusCode(200)
                .body(containsString("1 entry found"))
                .body(containsString("value=\"文心一言\""))
                .body(containsString("<code>Beijing-WenXinYiYan-20230821</code>"));
    }

    @Test
    void what_was_typed_is_never_markup() {
        home("q", "\"><script>alert(1)</script>")
                .then()
                .statusCode(200)
                .body(not(containsString("<script>")))
                .body(containsString("&lt;script&gt;"));
    }

    @Test
    void the_next_page_keeps_the_filters() {
        String page = given().accept(BROWSER)
                .queryParam("status", "LICENSED")
                .queryParam("asOf", "2024-11-17")
                .get("/")
                .asString();
        assertThat(page).contains("252 entries found");
        String next = page.replaceAll("(?s).*<a rel=\"next\" href=\"([^\"#]*)#results\">.*", "$1")
                .replace("&amp;", "&");
        assertThat(next).startsWith("/?status=LICENSED&asOf=2024-11-17&cursor=");
        given().accept(BROWSER)
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body(containsString("252 entries found"))
                .body(containsString("First page"));
    }

    @Test
    void a_wrong_question_is_answered_on_the_page() {
        home("asOf", "31.1.2024").then().statusCode(400).body(containsString("Write the day as YYYY-MM-DD"));
        home("asOf", "2999-01-01").then().statusCode(400).body(containsString("no future"));
        home("status", "GOOD").then().statusCode(400).body(containsString("offered states"));
        home("cursor", "nonsense").then().statusCode(400).body(containsString("start again"));
        home("q", "x".repeat(201)).then().statusCode(400);
        home("q", "nothing answers to this").then().statusCode(200).body(containsString("0 entries found"));
    }

    @Test
    void an_entry_has_one_address_for_people_and_programs() {
        String id = Lists.anybody().queryParam("q", "雅意").get("/register").path("items[0].id");
        given().accept(BROWSER)
                .get("/register/" + id)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Vary", containsString("Accept"))
                .body(containsString("雅意大模型"))
                .body(containsString("Beijing-YaYi-20231205"));
        given().get("/register/" + id).then().contentType("application/json").body("name", equalTo("雅意2.0"));
        given().accept("application/json").get("/register/" + id).then().contentType("application/json");
        given().accept(BROWSER)
                .queryParam("asOf", "2024-01-01")
                .get("/register/" + id)
                .then()
                .body(containsString("As it stood on"));
        given().accept(BROWSER)
                .get("/register/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("text/html");
    }

    @Test
    void what_the_browser_has_already_is_not_sent_again() {
        Response first = home("asOf", "2024-01-31");
        given().accept(BROWSER)
                .header("If-None-Match", first.header("ETag"))
                .queryParam("asOf", "2024-01-31")
                .get("/")
                .then()
                .statusCode(304);
    }

    @Test
    void a_parameter_that_another_site_added_does_no_harm() {
        home("fbclid", "abc").then().statusCode(200);
        Lists.anybody().queryParam("fbclid", "abc").get("/register").then().statusCode(400);
    }

    @Test
    void the_register_before_its_first_entry_is_a_page_too() {
        home("asOf", "2020-01-01").then().statusCode(200).body(containsString("The register was empty on this day."));
    }

    private static Response home(String parameter, String value) {
        return given().accept(BROWSER).queryParam(parameter, value).get("/");
    }
}
