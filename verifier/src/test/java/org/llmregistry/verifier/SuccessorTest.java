package org.llmregistry.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.llmregistry.witness.Serve;
import org.llmregistry.witness.TestLog;

/// Leaves as the log makes them when a year ends.
class SuccessorTest {

    private static final byte[] ROOT = new byte[32];
    private static final String NEXT = TestLog.ORIGIN + "/2027";
    private static final String NEXT_KEY = Serve.logKey(NEXT, new byte[32]);
    private static final String CLOSING = "\"actor\":\"system\",\"next\":\"%s\",\"nextKey\":\"%s\"";

    private final VerifierKey key = VerifierKey.parse(TestLog.KEY);
    private final Checkpoint closed = new Checkpoint(TestLog.ORIGIN, 9, ROOT);
    private final Successor successor = new Successor(NEXT, VerifierKey.parse(NEXT_KEY));

    @Test
    void the_last_entry_of_a_closed_log_names_the_next_one_and_its_key() {
        byte[] last = leaf(CLOSING.formatted(NEXT, NEXT_KEY), TestLog.ORIGIN, "log.closed");
        assertThat(Successor.namedIn(last, TestLog.ORIGIN)).hasValue(successor);
        assertThat(successor.year()).isEqualTo("2027");
        byte[] withSecond =
                leaf(CLOSING.formatted(NEXT, NEXT_KEY) + ",\"nextMlDsaKey\":\"k+1\"", TestLog.ORIGIN, "log.closed");
        assertThat(Successor.namedIn(withSecond, TestLog.ORIGIN)).hasValue(successor);
    }

    @Test
    void an_entry_of_another_log_or_of_another_type_names_none() {
        String facts = CLOSING.formatted(NEXT, NEXT_KEY);
        assertThat(Successor.namedIn(leaf(facts, "another.example", "log.closed"), TestLog.ORIGIN))
                .isEmpty();
        assertThat(Successor.namedIn(leaf(facts, TestLog.ORIGIN, "case.closed"), TestLog.ORIGIN))
                .isEmpty();
        assertThat(Successor.namedIn(new byte[0], TestLog.ORIGIN)).isEmpty();
    }

    @Test
    void the_first_entry_of_the_next_log_has_the_checkpoint_that_the_closed_one_ends_with() {
        successor.requireFollows(opening(9, ROOT, NEXT), closed, key);
        assertThat(Successor.isOpening(opening(9, ROOT, NEXT))).isTrue();
        byte[] other = new byte[32];
        other[5] = 1;
        refused(opening(9, other, NEXT), "follows on another tree");
        refused(opening(8, ROOT, NEXT), "follows on another tree");
        refused(opening(9, ROOT, TestLog.ORIGIN + "/2028"), "does not begin as a log that follows");
        refused(leaf("\"actor\":\"system\"", NEXT, "log.opened"), "does not begin as a log that follows");
    }

    private void refused(byte[] first, String why) {
        assertThatThrownBy(() -> successor.requireFollows(first, closed, key)).hasMessageContaining(why);
    }

    private static byte[] opening(int size, byte[] root, String origin) {
        String note = TestLog.checkpoint(TestLog.ORIGIN, size, root).replace("\n", "\\n");
        return leaf("\"actor\":\"system\",\"checkpoint\":\"" + note + "\"", origin, "log.opened");
    }

    private static byte[] leaf(String facts, String origin, String type) {
        return ("{\"event\":{\"data\":{%s},\"datacontenttype\":\"application/json\",\"id\":\"0198c7a5-3b1c-7def-8a10-2f6a5d7e9c01\","
                        + "\"sequence\":1,\"source\":\"/audit-service\",\"specversion\":\"1.0\",\"subject\":\"logs/%s\","
                        + "\"time\":\"2027-01-01T00:00:00Z\",\"type\":\"%s\"},\"recorded\":\"2027-01-01T00:00:00.123Z\","
                        + "\"subject_n\":1,\"subject_prev\":null,\"v\":1}")
                .formatted(facts, origin, type)
                .getBytes(StandardCharsets.UTF_8);
    }
}
