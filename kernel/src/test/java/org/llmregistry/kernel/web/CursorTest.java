package org.llmregistry.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.problem.Refusal;

class CursorTest {

    private final Cursor cursor = Cursor.boundTo("北京", null, 7);

    @Test
    void a_position_comes_back_as_it_was_given() {
        assertThat(cursor.read(cursor.after("2024-01-31", "文心一言", 3))).contains(List.of("2024-01-31", "文心一言", "3"));
    }

    @Test
    void no_cursor_is_the_first_page() {
        assertThat(cursor.read(null)).isEmpty();
    }

    @Test
    void a_cursor_of_another_filter_is_refused() {
        String position = Cursor.boundTo("上海", null, 7).after("x");
        assertThatThrownBy(() -> cursor.read(position)).isInstanceOf(Refusal.class);
    }

    @Test
    void filters_that_only_look_alike_when_joined_are_told_apart() {
        String position = Cursor.boundTo("ab", "c").after("x");
        assertThatThrownBy(() -> Cursor.boundTo("a", "bc").read(position)).isInstanceOf(Refusal.class);
    }

    @Test
    void nonsense_is_refused() {
        for (String nonsense : List.of("", "!", "AAAA", "ä", cursor.after("x").substring(1))) {
            assertThatThrownBy(() -> cursor.read(nonsense)).as(nonsense).isInstanceOf(Refusal.class);
        }
    }
}
