package org.llmregistry.audit.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 8785 by its examples, and by the library of its authors for whatever else there is.
class CanonicalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Section 3.2.3 and appendix B.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\":1,\"a\":[true,false,null]}|{\"a\":[true,false,null],\"b\":1}",
                "[1.0,4.50,2e-3,1E30,-0,1e-27,333333333.33333329]|[1,4.5,0.002,1e+30,0,1e-27,333333333.3333333]",
                "{\"\\ud83d\\ude02\":1,\"\\ufb33\":2,\"\\u20ac\":3,\"\\r\":4,\"1\":5}|{\"\\r\":4,\"1\":5,\"€\":3,\"😂\":1,\"\ufb33\":2}",
                "\"\\u20ac$\\u000f\\nA'B\\u0022\\\\\\\"\\/\\u000b\\u007f\"|\"€$\\u000f\\nA'B\\\"\\\\\\\"/\\u000b\u007f\""
            })
    void what_the_rfc_shows(String input, String canonical) throws IOException {
        assertThat(CanonicalJson.of(JSON.readTree(input))).isEqualTo(canonical);
    }

    @Test
    void a_number_that_no_double_holds_is_refused() throws IOException {
        var beyond = JSON.readTree("1e400");
        assertThatThrownBy(() -> CanonicalJson.of(beyond)).isInstanceOf(IOException.class);
    }

    @RepeatedTest(500)
    void whatever_there_is_reads_as_the_library_of_the_rfc_writes_it(RepetitionInfo seed) throws IOException {
        Random random = new Random(seed.getCurrentRepetition());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(12); i >= 0; i--) {
            String name = text(random);
            switch (random.nextInt(6)) {
                case 0 -> object.put(name, random.nextLong() >> (11 + random.nextInt(50)));
                case 1 -> object.put(name, Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
                case 2 -> object.put(name, text(random));
                case 3 -> object.putArray(name).add(random.nextInt()).addNull().add(text(random));
                case 4 ->
                    object.putObject(name)
                            .put(text(random), random.nextBoolean())
                            .put(text(random), 1);
                default -> object.put(name, random.nextInt(2_000) / 10.0);
            }
        }
        assertThat(CanonicalJson.of(object)).isEqualTo(new JsonCanonicalizer(object.toString()).getEncodedString());
    }

    /// Letters of all lengths in UTF-8 and UTF-16, control characters and what is escaped.
    private static String text(Random random) {
        int[] points = random.ints(random.nextInt(9), 0, 6)
                .map(kind -> switch (kind) {
                    case 0 -> random.nextInt(0x20);
                    case 1 -> "\"\\/\u007f".charAt(random.nextInt(4));
                    case 2 -> 0x4e00 + random.nextInt(0x5000);
                    case 3 -> 0x1f600 + random.nextInt(0x40);
                    case 4 -> 0xfb00 + random.nextInt(0x400);
                    default -> 'a' + random.nextInt(26);
                })
                .toArray();
        return new String(points, 0, points.length);
    }
}
