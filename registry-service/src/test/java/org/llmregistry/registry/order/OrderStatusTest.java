package org.llmregistry.registry.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.kernel.problem.Refusal;

/// Every pair of states.
class OrderStatusTest {

    private static final Map<OrderStatus, Set<String>> MOVES = Map.of(
            OrderStatus.PROPOSED, Set.of("CONFIRMED", "REJECTED", "WITHDRAWN"),
            OrderStatus.IN_FORCE_UNCONFIRMED, Set.of("CONFIRMED", "REJECTED", "FALLEN"),
            OrderStatus.CONFIRMED, Set.of("SET_ASIDE"),
            OrderStatus.REJECTED, Set.of(),
            OrderStatus.WITHDRAWN, Set.of(),
            OrderStatus.FALLEN, Set.of(),
            OrderStatus.SET_ASIDE, Set.of());

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
}
