package org.llmregistry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kernel.problem.Refusal;

/// The table of the domain reference, section 3.2 (A1-A21), as a square: a row per state, a column per next
/// state.
class ApplicationStatusTest {

    private static final String MOVES = """
            from                 DR SU RT AC RR TE IR RC CR DP AP RF WD LA UA
            DRAFT                .  x  .  .  .  .  .  .  .  .  .  .  x  .  .
            SUBMITTED            .  .  x  x  .  .  .  .  .  .  .  .  x  .  .
            RETURNED             .  x  .  .  .  .  .  .  .  .  .  .  x  x  .
            ACCEPTED             .  .  .  .  x  .  .  .  .  .  .  .  x  .  .
            REGIONAL_REVIEW      .  .  .  .  .  x  x  x  .  .  .  .  x  .  .
            TESTING              .  .  .  .  x  .  .  .  .  .  .  .  x  .  .
            INFO_REQUESTED       .  .  .  .  x  .  .  .  x  .  .  .  x  x  .
            REGIONAL_RECOMMENDED .  .  .  .  .  .  .  .  x  x  .  .  x  .  .
            CENTRAL_REVIEW       .  .  .  .  x  .  x  .  .  x  .  .  x  .  .
            DECISION_PROPOSED    .  .  .  .  .  .  .  .  x  .  x  x  x  .  .
            APPROVED             .  .  .  .  .  .  .  .  .  .  .  .  .  .  x
            REFUSED              .  .  .  .  .  .  .  .  .  .  .  .  .  .  x
            WITHDRAWN            .  .  .  .  .  .  .  .  .  .  x  x  .  .  .
            LAPSED               .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
            UNDER_APPEAL         .  .  .  .  x  .  .  .  x  .  x  x  .  .  .
            """;

    static Stream<Arguments> everyPair() {
        Map<ApplicationStatus, List<Boolean>> table = new TreeMap<>();
        MOVES.lines()
                .skip(1)
                .map(line -> line.trim().split(" +"))
                .forEach(cells -> table.put(
                        ApplicationStatus.valueOf(cells[0]),
                        Arrays.stream(cells).skip(1).map("x"::equals).toList()));
        List<Arguments> pairs = new ArrayList<>();
        for (ApplicationStatus from : ApplicationStatus.values()) {
            for (ApplicationStatus to : ApplicationStatus.values()) {
                pairs.add(Arguments.of(from, to, table.get(from).get(to.ordinal())));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_move_is_allowed_exactly_where_the_table_says_so(
            ApplicationStatus from, ApplicationStatus to, boolean allowed) {
        if (allowed) {
            assertThat(from.moveTo(to)).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> from.moveTo(to))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("From %s there is no way to %s.", from, to);
        }
    }

    @Test
    void the_table_holds_every_pair() {
        assertThat(everyPair()).hasSize(15 * 15);
    }

    /// Review tells where a case stands; what only review decides on may be left out.
    @ParameterizedTest
    @CsvSource({
        "SUBMITTED,        RETURNED,             true",
        "SUBMITTED,        ACCEPTED,             true",
        "SUBMITTED,        DECISION_PROPOSED,    true",
        "REGIONAL_REVIEW,  DECISION_PROPOSED,    true",
        "REGIONAL_REVIEW,  APPROVED,             true",
        "WITHDRAWN,        REFUSED,              true",
        "INFO_REQUESTED,   LAPSED,               true",
        "ACCEPTED,         RETURNED,             false",
        "RETURNED,         ACCEPTED,             false",
        "DRAFT,            ACCEPTED,             false",
        "DRAFT,            APPROVED,             false",
        "APPROVED,         CENTRAL_REVIEW,       false",
        "LAPSED,           APPROVED,             false",
        "DECISION_PROPOSED,ACCEPTED,             false",
        "WITHDRAWN,        CENTRAL_REVIEW,       false"
    })
    void a_report_of_review_may_skip_states_that_are_its_own(
            ApplicationStatus from, ApplicationStatus to, boolean allowed) {
        if (allowed) {
            assertThat(from.reportedAs(to)).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> from.reportedAs(to)).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_dossier_is_with_the_vendor_or_the_office_or_closed(ApplicationStatus status) {
        long holders = Stream.of(status.isWithVendor(), status.isUnderReview(), status.isClosed())
                .filter(held -> held)
                .count();
        assertThat(holders).isEqualTo(status == ApplicationStatus.UNDER_APPEAL ? 0 : 1);
    }

    @Test
    void the_database_knows_the_same_states() throws java.io.IOException {
        String schema = java.nio.file.Files.readString(
                java.nio.file.Path.of("src/main/resources/db/migration/V3__application.sql"));
        String check =
                schema.substring(schema.indexOf("application_status CHECK"), schema.indexOf("dossier          jsonb"));
        String names = Arrays.stream(ApplicationStatus.values())
                .map(status -> "'" + status + "'")
                .collect(Collectors.joining(", "));
        assertThat(check.replaceAll("\\s+", " ")).contains(names);
        String open = schema.substring(schema.indexOf("WHERE status NOT IN"), schema.indexOf("application_of_vendor"));
        assertThat(ApplicationStatus.closed())
                .allSatisfy(status -> assertThat(open).contains("'" + status + "'"));
    }
}
