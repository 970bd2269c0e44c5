package org.llmregistry.registry.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
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
    void only_active_and_restricted_are_in_force() {
        assertThat(LicenceStatus.values())
                .filteredOn(status -> status.standing().name().equals("IN_FORCE"))
                .containsExactly(LicenceStatus.ACTIVE, LicenceStatus.RESTRICTED);
    }
}
