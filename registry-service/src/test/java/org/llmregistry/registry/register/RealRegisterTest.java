package org.llmregistry.registry.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

/// The founding question, on the real lists: how many models are licensed, of how many that are known?
@RegistryServiceTest
class RealRegisterTest {

    @BeforeEach
    void the_real_lists_are_in() {
        Lists.importReal();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-08-30,   0,  0",
        "2023-08-31,   8,  0",
        "2023-09-27,  14,  0",
        "2023-12-31,  61,  0",
        "2024-01-17,  79,  0",
        "2024-01-31,  86,  0",
        "2024-03-28, 117,  0",
        "2024-07-29, 188, 26",
        "2024-11-17, 252, 57",
    })
    void licences_are_counted_as_published(String asOf, int licensed, int registrations) {
        JsonPath figures = statistics(asOf);
        assertThat(figures.getInt("licensed")).isEqualTo(licensed);
        assertThat(figures.getInt("registrations")).isEqualTo(registrations);
    }

    @ParameterizedTest
    @CsvSource({"2024-01-11, 245, 38, 283", "2024-01-31, 245, 57, 302"})
    void known_is_what_is_listed_and_the_licensed_names_that_the_list_lacks(
            String asOf, int listed, int byLicence, int known) {
        JsonPath figures = statistics(asOf);
        assertThat(figures.getInt("listed")).isEqualTo(listed);
        assertThat(figures.getInt("knownByLicenceOnly")).isEqualTo(byLicence);
        assertThat(figures.getInt("known")).isEqualTo(known);
    }

    @Test
    void by_region_the_authority_that_decided_counts() {
        JsonPath figures = statistics("2024-01-31");
        assertThat(figures.getInt("byRegion.find { it.code == 'CN-BJ' }.licensed"))
                .isEqualTo(38);
        assertThat(figures.getInt("byRegion.find { it.code == 'CN-SH' }.licensed"))
                .isEqualTo(24);
        assertThat(figures.getInt("byRegion.find { it.code == 'CN-GD' }.licensed"))
                .isEqualTo(10);
        assertThat(figures.getInt("byRegion.licensed.sum()")).isEqualTo(86);
        assertThat(figures.getInt("byRegion.known.sum()")).isEqualTo(302);
    }

    @Test
    void a_channel_that_is_no_place_has_a_name_and_no_code() {
        JsonPath figures = statistics("2024-11-17");
        assertThat(figures.getInt("byRegion.find { it.code == null }.licensed")).isEqualTo(6);
        assertThat(figures.getString("byRegion.find { it.code == null }.name"))
                .isEqualTo("SASAC (central state-owned enterprises)");
    }

    @Test
    void by_month_the_figures_add_up_to_those_of_the_day() {
        JsonPath figures = statistics("2024-01-31");
        assertThat(figures.getString("byMonth[0].month")).isEqualTo("2023-05");
        assertThat(figures.getInt("byMonth[0].known")).isEqualTo(18);
        assertThat(figures.getInt("byMonth.find { it.month == '2023-08' }.licensed"))
                .isEqualTo(8);
        assertThat(figures.getInt("byMonth.find { it.month == '2023-12' }.licensed"))
                .isEqualTo(61);
        assertThat(figures.getInt("byMonth[-1].licensed")).isEqualTo(86);
        assertThat(figures.getInt("byMonth[-1].known")).isEqualTo(302);
        assertThat(figures.getInt("byMonth.size()")).isEqualTo(9);
    }

    @Test
    void a_day_in_the_future_and_nonsense_are_refused() {
        Lists.anybody()
                .queryParam("asOf", "2999-01-01")
                .get("/register/statistics")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("asOf"));
        Lists.anybody()
                .queryParam("asOf", "yesterday")
                .get("/register/statistics")
                .then()
                .statusCode(400);
    }

    private static JsonPath statistics(String asOf) {
        return Lists.anybody()
                .queryParam("asOf", asOf)
                .get("/register/statistics")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
