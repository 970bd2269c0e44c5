package org.llmregistry.review.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.problem.Refusal;

/// All 14 x 14 pairs, spelled out: a row per state, `x` where the move is allowed, columns in the order of the enum.
class CaseStatusTest {

    private static final Path DIAGRAM = Path.of(System.getProperty("repository.root"), "docs", "case-states.md");

    private static final String MOVES = """
            SUBMITTED            . x x . . . . . . . . x . .
            RETURNED             x . . . . . . . . . . x x .
            ACCEPTED             . . . x . . . . . . . x . .
            REGIONAL_REVIEW      . . . . x x x . . . . x . .
            TESTING              . . . x . . . . . . . x . .
            INFO_REQUESTED       . . . x . . . x . . . x x .
            REGIONAL_RECOMMENDED . . . . . . . x x . . x . .
            CENTRAL_REVIEW       . . . x . x . . x . . x . .
            DECISION_PROPOSED    . . . . . . . x . x x x . .
            APPROVED             . . . . . . . . . . . . . x
            REFUSED              . . . . . . . . . . . . . x
            WITHDRAWN            . . . . . . . . . . . . . .
            LAPSED               . . . . . . . . . . . . . .
            UNDER_APPEAL         . . . x . . . x . x x . . .
            """;

    @Test
    void every_pair_of_states_is_allowed_or_refused_as_the_table_says() {
        List<String> rows = MOVES.lines().toList();
        assertThat(rows).hasSize(CaseStatus.values().length);
        for (String row : rows) {
            List<String> cells = List.of(row.split(" +"));
            CaseStatus from = CaseStatus.valueOf(cells.getFirst());
            for (CaseStatus to : CaseStatus.values()) {
                if (cells.get(1 + to.ordinal()).equals("x")) {
                    assertThat(from.moveTo(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.moveTo(to))
                            .as(from + " to " + to)
                            .isInstanceOf(Refusal.class);
                }
            }
        }
    }

    @Test
    void silence_approves_what_is_under_review_and_nothing_else() {
        Set<CaseStatus> underReview = EnumSet.of(
                CaseStatus.ACCEPTED,
                CaseStatus.REGIONAL_REVIEW,
                CaseStatus.TESTING,
                CaseStatus.REGIONAL_RECOMMENDED,
                CaseStatus.CENTRAL_REVIEW,
                CaseStatus.DECISION_PROPOSED);
        for (CaseStatus from : CaseStatus.values()) {
            if (underReview.contains(from)) {
                assertThat(from.approvedBySilence()).as(from.name()).isEqualTo(CaseStatus.APPROVED);
            } else {
                assertThatThrownBy(from::approvedBySilence).as(from.name()).isInstanceOf(Refusal.class);
            }
        }
    }

    @Test
    void the_diagram_in_the_docs_is_the_one_of_the_code() throws IOException {
        StringBuilder drawn = new StringBuilder(
                "# States of a case\n\nMade from `CaseStatus` by `CaseStatusTest`;"
                        + " run it with `-Ddiagram.update=true` after a change.\n\n```mermaid\nstateDiagram-v2\n  [*] --> SUBMITTED\n");
        for (CaseStatus from : CaseStatus.values()) {
            for (CaseStatus to : from.allowedNext()) {
                drawn.append("  ").append(from).append(" --> ").append(to).append('\n');
            }
            if (from.allowedNext().isEmpty()) {
                drawn.append("  ").append(from).append(" --> [*]\n");
            }
        }
        drawn.append("```\n");
        if (Boolean.getBoolean("diagram.update")) {
            Files.writeString(DIAGRAM, drawn);
        }
        assertThat(Files.readString(DIAGRAM)).isEqualTo(drawn.toString());
    }

    @Test
    void closed_cases_are_left_by_an_appeal_or_not_at_all() {
        assertThat(Arrays.stream(CaseStatus.values()).filter(CaseStatus::isClosed))
                .allSatisfy(status -> assertThat(status.allowedNext()).isSubsetOf(CaseStatus.UNDER_APPEAL));
    }
}
