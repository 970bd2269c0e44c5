package org.llmregistry.registry.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// A holder is reminded 90, 30 and 7 days before the last day, each once.
@RegistryServiceTest
class RemindingTest {

    @Inject
    Reminding reminding;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private UUID vendor;
    private String number;

    @BeforeEach
    void grant() {
        vendor = Given.registeredVendor();
        number = Given.licence(vendor);
    }

    @Test
    void each_day_of_the_scheme_reminds_once_and_a_missed_one_is_not_made_up_for() {
        lastDay(today.plusDays(91));
        notices().body("items", empty());
        lastDay(today.plusDays(90));
        notices().body("items.facts.daysBefore", contains(90)).body("items.kind", contains("RENEWAL_DUE"));
        notices().body("items.facts.daysBefore", contains(90));
        lastDay(today.plusDays(5));
        notices()
                .body("items.facts.daysBefore", contains(90, 7))
                .body("items[1].facts.lastDay", equalTo(today.plusDays(5).toString()))
                .body("total.count", equalTo(2));
        assertThat(Given.events("licences/" + number))
                .containsExactly("licence.granted", "licence.renewal-reminded", "licence.renewal-reminded");
        vendor(vendor)
                .get("/licences/" + number + "/notices?limit=1")
                .then()
                .statusCode(200)
                .body("items.facts.daysBefore", contains(90));
    }

    @Test
    void nobody_is_reminded_whose_licence_is_being_renewed_or_has_ended() {
        Given.update("UPDATE licence SET renewal_pending = true WHERE number = ?", number);
        lastDay(today.plusDays(5));
        notices().body("items", empty());
        Given.update("UPDATE licence SET renewal_pending = false, status = 'REVOKED' WHERE number = ?", number);
        notices().body("items", empty());
        lastDay(today.minusDays(1));
        Given.update("UPDATE licence SET status = 'ACTIVE' WHERE number = ?", number);
        notices().body("items", empty());
        lastDay(today);
        notices().body("items.facts.daysBefore", contains(7));
    }

    private void lastDay(LocalDate day) {
        Given.update(
                "UPDATE licence SET valid_from = '2020-01-01', valid_to = '%s' WHERE number = ?".formatted(day),
                number);
    }

    private ValidatableResponse notices() {
        reminding.remind();
        return vendor(vendor).get("/licences/" + number + "/notices").then().statusCode(200);
    }
}
