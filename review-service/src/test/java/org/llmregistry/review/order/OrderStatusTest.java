package org.llmregistry.review.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.kernel.problem.Refusal;

/// Every pair of states, and every sanction in every state of a licence.
class OrderStatusTest {

    private static final Map<OrderStatus, Set<String>> MOVES = Map.of(
            OrderStatus.PROPOSED, Set.of("CONFIRMED", "REJECTED", "WITHDRAWN"),
            OrderStatus.IN_FORCE_UNCONFIRMED, Set.of("CONFIRMED", "REJECTED", "FALLEN"),
            OrderStatus.CONFIRMED, Set.of("SET_ASIDE"),
            OrderStatus.REJECTED, Set.of(),
            OrderStatus.WITHDRAWN, Set.of(),
            OrderStatus.FALLEN, Set.of(),
            OrderStatus.SET_ASIDE, Set.of());

    private static final Map<LicenceState, Set<String>> SANCTIONS = Map.of(
            LicenceState.ACTIVE, Set.of("RESTRICT", "SUSPEND", "REVOKE"),
            LicenceState.RESTRICTED, Set.of("LIFT", "SUSPEND", "REVOKE"),
            LicenceState.SUSPENDED, Set.of("REINSTATE", "REVOKE"),
            LicenceState.REVOKED, Set.of());

    @ParameterizedTest
    @EnumSource
    void an_order_moves_as_the_table_says_and_in_no_other_way(OrderStatus from) {
        for (OrderStatus to : OrderStatus.values()) {
            if (MOVES.get(from).contains(to.name())) {
                assertThat(from.moveTo(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.moveTo(to))
                        .as("%s to %s", from, to)
                        .isInstanceOf(Refusal.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_licence_takes_the_sanctions_that_fit_its_state(LicenceState state) {
        for (Sanction sanction : Sanction.values()) {
            if (SANCTIONS.get(state).contains(sanction.name())) {
                state.require(sanction);
            } else {
                assertThatThrownBy(() -> state.require(sanction))
                        .as("%s of %s", sanction, state)
                        .isInstanceOf(Refusal.class);
            }
        }
    }
}
