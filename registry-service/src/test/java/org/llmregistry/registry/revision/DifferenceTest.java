package org.llmregistry.registry.revision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void equal_dossiers_do_not_differ_whatever_the_order_of_members_and_items() {
        assertThat(between(
                        "{'training': {'hours': 2160, 'framework': 'PaddlePaddle'}, 'channels': ['APP', 'WEB']}",
                        "{'channels': ['WEB', 'APP'], 'training': {'framework': 'PaddlePaddle', 'hours': 2160}}"))
                .isEmpty();
    }

    @Test
    void a_changed_an_added_and_a_removed_field_are_named_by_their_pointers() {
        assertThat(between(
                        "{'training': {'hours': 2160, 'energyKwh': 5400000}}",
                        "{'training': {'hours': 2400, 'framework': 'PaddlePaddle'}}"))
                .containsExactly(
                        "/training/hours CHANGED 2160 -> 2400",
                        "/training/energyKwh REMOVED 5400000 -> null",
                        "/training/framework ADDED null -> \"PaddlePaddle\"");
    }

    @Test
    void a_field_without_a_value_is_an_absent_one() {
        assertThat(between("{'url': null, 'minors': false}", "{'minors': null}"))
                .containsExactly("/minors REMOVED false -> null");
    }

    @Test
    void an_item_put_in_front_leaves_the_others_alone() {
        assertThat(between(
                        "{'corpus': [{'name': 'Web'}, {'name': 'Books'}]}",
                        "{'corpus': [{'name': 'News'}, {'name': 'Web'}, {'name': 'Books'}]}"))
                .containsExactly("/corpus/0 ADDED null -> {\"name\":\"News\"}");
    }

    @Test
    void what_changed_inside_of_an_item_is_named_where_it_stands_now() {
        assertThat(between(
                        "{'corpus': [{'name': 'Web', 'items': 1}, {'name': 'Books', 'items': 2}]}",
                        "{'corpus': [{'name': 'Books', 'items': 3}, {'name': 'Web', 'items': 1}]}"))
                .containsExactly("/corpus/0/items CHANGED 2 -> 3");
    }

    @Test
    void equal_items_are_counted() {
        assertThat(between("{'classifiers': ['A.1', 'A.1', 'A.2']}", "{'classifiers': ['A.2', 'A.1']}"))
                .containsExactly("/classifiers/1 REMOVED \"A.1\" -> null");
    }

    @Test
    void a_name_with_a_slash_or_a_tilde_is_escaped() {
        assertThat(between("{}", "{'a/b~c': 1}")).containsExactly("/a~1b~0c ADDED null -> 1");
    }

    private static List<String> between(String before, String after) {
        return Difference.between(read(before), read(after)).stream()
                .map(one -> "%s %s %s -> %s".formatted(one.pointer(), one.change(), one.before(), one.after()))
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
