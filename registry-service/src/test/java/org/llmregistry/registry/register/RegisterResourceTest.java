package org.llmregistry.registry.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

@RegistryServiceTest
class RegisterResourceTest {

    private static final String DAY = "2024-11-17";

    @BeforeEach
    void the_real_lists_are_in() {
        Lists.importReal();
    }

    @ParameterizedTest
    @CsvSource({
        "文心一言, 文心一言",
        "百度 文心一言, 文心一言",
        "北京百度网讯科技有限公司 文心, 文心一言",
        "Beijing-WenXinYiYan-20230821, 文心一言",
        "wenxinyiyan, 文心一言",
        "ＷＥＮＸＩＮＹＩＹＡＮ, 文心一言",
        "moonshot, Moonshot",
        "DEEPSEEK CODER, Deepseek Coder",
        "元象 xverse, XVERSE-7B",
    })
    void words_of_names_holders_and_numbers_find_an_entry(String words, String name) {
        Lists.anybody()
                .queryParam("q", words)
                .queryParam("asOf", DAY)
                .get("/register")
                .then()
                .statusCode(200)
                .body("asOf", equalTo(DAY))
                .body("total.count", equalTo(1))
                .body("total.type", equalTo("EXACT"))
                .body("items[0].name", equalTo(name));
    }

    @ParameterizedTest
    @CsvSource({
        "status, LICENSED, 252",
        "status, REGISTERED, 57",
        "status, KNOWN, 201",
        "status, SUSPENDED, 0",
        "track, FILING, 252",
        "track, REGISTRATION, 57",
        "baseModel, llama, 23",
        "baseModel, Baichuan, 7",
        "region, CN-TJ, 6",
        "region, 国资委, 6",
        "developer, 浙江大学, 7",
        "developer, 北京快手科技有限公司, 3",
    })
    void a_filter_counts_what_it_lets_through(String filter, String value, int count) {
        Lists.anybody()
                .queryParam(filter, value)
                .queryParam("asOf", DAY)
                .get("/register")
                .then()
                .statusCode(200)
                .body("total.count", equalTo(count));
    }

    @Test
    void of_the_models_listed_on_the_founding_day_22_name_llama() {
        Lists.anybody()
                .queryParam("baseModel", "LLaMA")
                .queryParam("asOf", "2024-01-11")
                .get("/register")
                .then()
                .body("total.count", equalTo(22));
    }

    @Test
    void an_entry_stands_as_it_stood_on_the_day() {
        on("2023-12-21", "雅意").body("total.count", equalTo(0));
        on("2023-12-22", "雅意").body("items[0].status", equalTo("LICENSED"));
        on("2023-08-30", "文心一言").body("items[0].status", equalTo("KNOWN")).body("items[0].licences.size()", equalTo(0));
        on("2023-08-31", "文心一言")
                .body("items[0].status", equalTo("LICENSED"))
                .body("items[0].licences[0].history[0].status", equalTo("ACTIVE"))
                .body("items[0].licences[0].history[0].since", equalTo("2023-08-31"));
    }

    @Test
    void the_latest_decision_comes_first() {
        on("2024-01-31", "").body("items[0].licences[0].decidedOn", equalTo("2024-01-31"));
    }

    @Test
    void pages_show_every_entry_once() {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            var request = Lists.anybody().queryParam("asOf", DAY).queryParam("limit", 50);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/register")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(new HashSet<>(ids)).hasSize(510).hasSameSizeAs(ids);
    }

    @Test
    void a_cursor_of_another_search_and_unknown_parameters_are_refused() {
        String cursor = Lists.anybody().queryParam("limit", 1).get("/register").path("nextCursor");
        Lists.anybody()
                .queryParam("q", "other")
                .queryParam("cursor", cursor)
                .get("/register")
                .then()
                .statusCode(400);
        Lists.anybody()
                .queryParam("developr", "x")
                .get("/register")
                .then()
                .statusCode(400)
                .body("errors[0].rule", equalTo("unknown-parameter"));
        Lists.anybody().queryParam("limit", 201).get("/register").then().statusCode(400);
        Lists.anybody().queryParam("status", "GOOD").get("/register").then().statusCode(400);
        Lists.anybody().queryParam("q", "x".repeat(201)).get("/register").then().statusCode(400);
    }

    @Test
    void wildcards_of_the_database_are_plain_characters() {
        on(DAY, "%").body("total.count", equalTo(510));
        on(DAY, "zz_zz%").body("total.count", equalTo(0));
        on(DAY, "'; DROP TABLE register_entry; --").body("total.count", equalTo(0));
    }

    @Test
    void an_entry_tells_what_the_sources_publish_and_nothing_else() {
        String id = on(DAY, "文心一言").extract().path("items[0].id");
        Lists.anybody()
                .queryParam("asOf", DAY)
                .get("/register/" + id)
                .then()
                .statusCode(200)
                .body("developer", equalTo("百度"))
                .body("region.code", equalTo("CN-BJ"))
                .body("region.localName", equalTo("北京"))
                .body("category", equalTo("通用"))
                .body("listing.listedSince", equalTo("2023-05-22"))
                .body("listing.row", equalTo("1"))
                .body("listing.source", equalTo("wgwang/awesome-LLMs-In-China README.md @f2a1119"))
                .body("licences[0].holder", equalTo("北京百度网讯科技有限公司"))
                .body("licences[0].region.localName", equalTo("北京市"))
                .body("licences[0].status", equalTo("ACTIVE"))
                .body("modelId", nullValue())
                .body("searchText", nullValue());
    }

    @Test
    void an_unknown_entry_is_not_found() {
        Lists.anybody().get("/register/" + UUID.randomUUID()).then().statusCode(404);
        Lists.anybody().get("/register/not-an-id").then().statusCode(404);
    }

    @Test
    void public_answers_may_be_kept_and_are_not_sent_twice() {
        var answer = Lists.anybody().queryParam("asOf", DAY).get("/register/statistics");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
        Lists.anybody()
                .queryParam("asOf", DAY)
                .header("If-None-Match", answer.header("ETag"))
                .get("/register/statistics")
                .then()
                .statusCode(304);
    }

    @Test
    void a_base_model_finds_its_descendants() {
        Lists.anybody()
                .queryParam("baseModel", "LLaMA")
                .queryParam("status", "LICENSED")
                .queryParam("asOf", DAY)
                .get("/register")
                .then()
                .body("items.name", contains("雅意2.0"))
                .body("items.baseModels.name", everyItem(hasItem("LLaMA")));
    }

    private static ValidatableResponse on(String day, String words) {
        return Lists.anybody()
                .queryParam("asOf", day)
                .queryParam("q", words)
                .get("/register")
                .then()
                .statusCode(200);
    }
}
