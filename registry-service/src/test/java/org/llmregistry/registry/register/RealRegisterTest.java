package org.llmregistry.registry.register;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.kernel.testing.PostgresResource;
import org.llmregistry.kernel.testing.TokenResource;
import org.llmregistry.registry.imports.Lists;

/// The founding question, on the real lists: how many models are licensed, of how many that are known?
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "registry"))
@QuarkusTestResource(TokenResource.class)
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

    private static JsonPath statistics(String asOf) {
        return given().queryParam("asOf", asOf)
                .get("/register/statistics")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
