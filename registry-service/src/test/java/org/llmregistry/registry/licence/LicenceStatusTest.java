package org.llmregistry.registry.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.kernel.problem.Refusal;

/// Every pair of states.
class LicenceStatusTest {

    private static final Map<LicenceStatus, Set<String>> MOVES = Map.of(
            LicenceStatus.ACTIVE, Set.of("RESTRICTED", "SUSPENDED", "EXPIRED", "REVOKED", "SURRENDERED", "SUPERSEDED"),
            LicenceStatus.RESTRICTED, Set.of("ACTIVE", "SUSPENDED", "EXPIRED", "REVOKED", "SURRENDERED", "SUPERSEDED"),
            LicenceStatus.SUSPENDED, Set.of("ACTIVE", "RESTRICTED", "EXPIRED", "REVOKED", "SURRENDERED"),
            LicenceStatus.REVOKED, Set.of("ACTIVE", "RESTRICTED", "SUSPENDED"),
            LicenceStatus.EXPIRED, Set.of(),
            LicenceStatus.SURRENDERED, Set.of(),
            LicenceStatus.SUPERSEDED, Set.of("ACTIVE", "RESTRICTED", "SUSPENDED"));

    private static final Path TABLE = Path.of(System.getProperty("repository.root"), "docs", "licence-states.md");

    @ParameterizedTest
    @EnumSource
    void a_licence_moves_as_the_table_says_and_in_no_other_way(LicenceStatus from) {
        for (LicenceStatus to : LicenceStatus.values()) {
            if (MOVES.get(from).contains(to.name())) {
                assertThat(from.moveTo(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.moveTo(to))
                        .as("%s to %s", from, to)
                        .isInstanceOf(Refusal.class);
            }
        }
    }

    @Test
    void the_table_in_the_docs_is_the_one_of_the_code() throws IOException {
        StringBuilder drawn = new StringBuilder("""
                # States of a licence

                Made from `LicenceStatus` by `LicenceStatusTest`; run it with `-Ddiagram.update=true` after a change. A condition that is
                overdue (L9) moves nothing by itself: it is a ground for an order. Dormancy is no flag here: no scheme names a sunset.

                | rule | move | from | to | who | what has to be so |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (LicenceStatus.Move move : LicenceStatus.Move.values()) {
            assertThat(List.of(move.rule, move.actor, move.guard)).doesNotContain("");
            drawn.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(move.rule, move, names(move.from), names(move.to), move.actor, move.guard));
        }
        drawn.append("\n```mermaid\nstateDiagram-v2\n  [*] --> ACTIVE\n");
        for (LicenceStatus from : LicenceStatus.values()) {
            for (LicenceStatus to : from.allowedNext()) {
                drawn.append("  %s --> %s\n".formatted(from, to));
            }
            if (from.allowedNext().isEmpty()) {
                drawn.append("  %s --> [*]\n".formatted(from));
            }
        }
        drawn.append("```\n");
        if (Boolean.getBoolean("diagram.update")) {
            Files.writeString(TABLE, drawn);
        }
        assertThat(Files.readString(TABLE)).isEqualTo(drawn.toString());
    }

    @Test
    void every_rule_of_the_domain_that_moves_a_licence_is_there() {
        assertThat(Arrays.stream(LicenceStatus.Move.values())
                        .map(move -> move.rule)
                        .distinct())
                .containsExactly("L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L10");
    }

    private static String names(Set<LicenceStatus> states) {
        return states.isEmpty() ? "-" : states.stream().map(LicenceStatus::name).collect(Collectors.joining(", "));
    }

    @Test
    void only_active_and_restricted_are_in_force() {
        assertThat(LicenceStatus.values())
                .filteredOn(status -> status.standing().name().equals("IN_FORCE"))
                .containsExactly(LicenceStatus.ACTIVE, LicenceStatus.RESTRICTED);
    }
}
