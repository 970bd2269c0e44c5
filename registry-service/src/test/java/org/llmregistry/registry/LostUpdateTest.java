package org.llmregistry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.kernel.testing.Examples;

/// Two writers that have read the same version: one wins, the other is told, whether the row is locked or not.
@RegistryServiceTest
class LostUpdateTest {

    private static final int ROUNDS = 10;

    @ParameterizedTest
    @ValueSource(strings = {"changeModel", "changeApplication"})
    void of_two_writers_with_one_tag_one_wins_and_the_other_gets_412(String operation) throws Exception {
        UUID vendor = Given.registeredVendor();
        String thing = operation.equals("changeModel")
                ? "/models/" + Given.model(vendor)
                : "/applications/" + Given.draft(vendor);
        String body = Examples.of(operation).toString();
        CyclicBarrier both = new CyclicBarrier(2);
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String tag = Given.vendor(vendor).get(thing).header("ETag");
                String text = body.replaceFirst("Dialogue|Li Wen", "Round " + round); // something changes in each round
                Callable<Integer> write = () -> {
                    both.await();
                    return Given.vendor(vendor)
                            .header("If-Match", tag)
                            .body(text)
                            .put(thing)
                            .statusCode();
                };
                List<Future<Integer>> answers = writers.invokeAll(List.of(write, write));
                assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 412);
            }
        }
    }
}
