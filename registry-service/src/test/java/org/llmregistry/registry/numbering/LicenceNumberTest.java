package org.llmregistry.registry.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.RegistryServiceTest;

@RegistryServiceTest
class LicenceNumberTest {

    private static final String PATTERN = "{scheme}-{year}-{sequence:06}-{check}";

    @Inject
    LicenceNumber numbers;

    @Test
    void the_check_character_is_that_of_iso_7064_mod_37_36() {
        // the example of the Global Release Identifier standard, A1-2425G-ABC1234002-M
        assertThat(LicenceNumber.check("A12425GABC1234002")).isEqualTo('M');
        assertThat(LicenceNumber.check("a1-2425g-abc1234002")).isEqualTo('M');
    }

    @Test
    void a_wrong_and_a_swapped_character_change_the_check() {
        char check = LicenceNumber.check("DEMO2026000123");
        assertThat(LicenceNumber.check("DEMO2026000124")).isNotEqualTo(check);
        assertThat(LicenceNumber.check("DEMO2026000132")).isNotEqualTo(check);
        assertThat(LicenceNumber.check("DEOM2026000123")).isNotEqualTo(check);
    }

    @Test
    void a_number_follows_the_pattern_of_its_scheme() {
        assertThat(LicenceNumber.format(PATTERN, facts("DEMO"), 1))
                .isEqualTo("DEMO-2026-000001-" + LicenceNumber.check("DEMO2026000001"));
        assertThat(LicenceNumber.format("{year}/{sequence}", facts("X"), 12)).isEqualTo("2026/12");
    }

    @Test
    void a_number_may_tell_region_model_and_day_as_the_official_list_does() {
        // rows 1 and 2 of approvals-cn.csv: Beijing-WenXinYiYan-20230821, Beijing-ChatGLM-20230821; since April 2024
        // four digits follow, after an S for a registration
        LocalDate day = LocalDate.of(2023, 8, 21);
        assertThat(LicenceNumber.format(
                        "{region}-{model}-{date}{sequence:04}",
                        new LicenceNumber.Facts("CN-2024", day, "Beijing", "文心一言"),
                        1))
                .isEqualTo("Beijing-WenXinYiYan-202308210001");
        assertThat(LicenceNumber.format(
                        "{region}-{model}-{date}S{sequence:04}",
                        new LicenceNumber.Facts("CN-2024", day, "Inner Mongolia", "ChatGLM"),
                        2))
                .isEqualTo("InnerMongolia-ChatGLM-20230821S0002");
    }

    private static LicenceNumber.Facts facts(String scheme) {
        return new LicenceNumber.Facts(scheme, LocalDate.of(2026, 11, 23), "Beijing", "文心一言");
    }

    @Test
    void a_pattern_without_a_sequence_or_with_an_unknown_part_is_refused() {
        for (String pattern : List.of("{scheme}-{year}", "{scheme}-{sequence:06}-{colour}", "")) {
            assertThatThrownBy(() -> LicenceNumber.format(pattern, facts("X"), 1))
                    .as(pattern)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void numbers_drawn_at_the_same_time_have_no_gap_though_every_third_grant_fails() throws Exception {
        String scheme = "RACE" + System.nanoTime();
        List<Future<String>> drawn = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 60; i++) {
                boolean fails = i % 3 == 0;
                drawn.add(threads.submit(() -> grant(scheme, fails)));
            }
        }
        List<String> kept = new ArrayList<>();
        for (Future<String> number : drawn) {
            if (!number.get().isEmpty()) {
                kept.add(number.get());
            }
        }
        assertThat(kept).hasSize(40);
        for (int sequence = 1; sequence <= 40; sequence++) {
            assertThat(kept).contains(LicenceNumber.format(PATTERN, facts(scheme), sequence));
        }
    }

    private String grant(String scheme, boolean fails) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                String number = numbers.draw(PATTERN, facts(scheme));
                if (fails) {
                    throw new IllegalStateException("the grant was refused");
                }
                return number;
            });
        } catch (IllegalStateException refused) {
            return "";
        }
    }
}
