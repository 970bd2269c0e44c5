package org.llmregistry.review.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.review.sampling.Draw.Secret;

/// The known answers come from a program in another language, written from the documentation of [Draw].
class DrawTest {

    private static final Secret SECRET = new Secret(
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
    private static final String COMMITMENT = "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108";
    private static final String BANK = "4381dc2ab14285160c808659aee005d51255add7264b318d07c7417292c7442c";

    @Test
    void the_commitment_is_the_known_one() {
        assertThat(SECRET.commitment()).isEqualTo(COMMITMENT);
    }

    @Test
    void the_items_are_the_known_ones() {
        assertThat(draw().items(4000, 10))
                .containsExactly(1928L, 1010L, 1513L, 2912L, 1185L, 1280L, 2415L, 1528L, 3077L, 502L);
        assertThat(draw().items(10, 10)).containsExactly(8L, 2L, 9L, 1L, 3L, 4L, 7L, 6L, 5L, 10L);
        assertThat(draw().items(1, 1)).containsExactly(1L);
    }

    @Test
    void four_thousand_of_a_million_are_the_known_ones() throws Exception {
        String items =
                draw().items(1_000_000, 4000).stream().map(String::valueOf).collect(Collectors.joining(","));
        assertThat(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(items.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("194e91736b312972ea19a2faf0a15790ca7d1f66b98698ad77946f81852e0742");
    }

    @Test
    void every_size_draws_distinct_items_and_starts_with_the_smaller_draws() {
        for (int population = 1; population <= 40; population++) {
            List<Long> all = draw().items(population, population);
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, population).boxed().toList());
            for (int count = 0; count <= population; count++) {
                assertThat(draw().items(population, count)).isEqualTo(all.subList(0, count));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4000, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE})
    void large_banks_are_drawn_from_end_to_end(long population) {
        List<Long> items = draw().items(population, 2000);
        assertThat(items).doesNotHaveDuplicates().allMatch(item -> item >= 1 && item <= population);
        assertThat(Collections.max(items)).isGreaterThan((long) (population * 0.99));
        assertThat(Collections.min(items)).isLessThan((long) (population * 0.01));
    }

    /// Chi-square with 9 degrees of freedom stays below 27.88 in 999 of 1,000 cases.
    @Test
    void every_item_comes_up_equally_often() {
        int[] seen = new int[10];
        for (int bank = 0; bank < 6000; bank++) {
            for (long item :
                    Draw.revealed(SECRET, COMMITMENT, "%064x".formatted(bank)).items(10, 3)) {
                seen[(int) item - 1]++;
            }
        }
        double chiSquare = Arrays.stream(seen)
                .mapToDouble(count -> Math.pow(count - 1800, 2) / 1800)
                .sum();
        assertThat(chiSquare).isLessThan(27.88);
    }

    /// 24 orders of 4 items, 1,000 of each expected; 23 degrees of freedom stay below 49.73 in 999 of 1,000 cases.
    @Test
    void every_order_comes_up_equally_often() {
        Map<List<Long>, Integer> seen = new HashMap<>();
        for (int bank = 0; bank < 24_000; bank++) {
            seen.merge(
                    Draw.revealed(SECRET, COMMITMENT, "%064x".formatted(bank)).items(4, 4), 1, Integer::sum);
        }
        assertThat(seen).hasSize(24);
        assertThat(seen.values().stream()
                        .mapToDouble(count -> Math.pow(count - 1000, 2) / 1000)
                        .sum())
                .isLessThan(49.73);
    }

    @Test
    void another_bank_or_another_seed_draws_other_items() {
        Secret other = new Secret(SECRET.salt(), SECRET.seed());
        assertThat(Draw.revealed(other, other.commitment(), BANK).items(4000, 10))
                .isNotEqualTo(draw().items(4000, 10));
        assertThat(Draw.revealed(SECRET, COMMITMENT, COMMITMENT).items(4000, 10))
                .isNotEqualTo(draw().items(4000, 10));
    }

    @Test
    void a_secret_that_was_not_committed_to_is_refused() {
        Secret otherSeed = new Secret("1" + SECRET.seed().substring(1), SECRET.salt());
        Secret otherSalt = new Secret(SECRET.seed(), "1" + SECRET.salt().substring(1));
        for (Secret other : List.of(otherSeed, otherSalt)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Draw.revealed(other, COMMITMENT, BANK))
                    .withMessage("the secret does not match its commitment");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "4381DC2AB14285160C808659AEE005D51255ADD7264B318D07C7417292C7442C"})
    void a_value_in_another_form_is_refused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Draw.revealed(SECRET, COMMITMENT, value));
        assertThatIllegalArgumentException().isThrownBy(() -> Draw.revealed(SECRET, value, BANK));
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(value, BANK));
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(BANK, value));
    }

    @Test
    void more_items_than_the_bank_holds_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> draw().items(10, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> draw().items(10, -1));
        assertThat(draw().items(0, 0)).isEmpty();
    }

    @Test
    void fresh_secrets_differ_and_keep_silent() {
        Secret secret = Secret.fresh(new SecureRandom());
        assertThat(secret).isNotEqualTo(Secret.fresh(new SecureRandom()));
        assertThat(secret.seed()).isNotEqualTo(secret.salt());
        assertThat(secret.toString()).doesNotContain(secret.seed()).doesNotContain(secret.salt());
    }

    private static Draw draw() {
        return Draw.revealed(SECRET, COMMITMENT, BANK);
    }
}
