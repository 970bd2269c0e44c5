package org.llmregistry.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.llmregistry.verifier.CaseExport.Place;
import org.llmregistry.witness.TestLog;

/// An entry is proved to be in the log in whose folder it lies.
class CaseExportTest {

    private static final Place FIRST = new Place("", 7);
    private static final Place LATER = new Place("2027", 7);

    @Test
    void entries_lie_in_the_folder_of_their_log() {
        assertThat(FIRST.requireHost(TestLog.ORIGIN, null)).isEqualTo(TestLog.ORIGIN);
        assertThat(LATER.requireHost(TestLog.ORIGIN + "/2027", TestLog.ORIGIN)).isEqualTo(TestLog.ORIGIN);
    }

    @Test
    void an_entry_of_another_year_or_of_another_authority_is_refused() {
        refused(FIRST, TestLog.ORIGIN + "/2027");
        refused(LATER, TestLog.ORIGIN);
        refused(LATER, TestLog.ORIGIN + "/2028");
        refused(LATER, "another.example/2027");
    }

    private static void refused(Place place, String origin) {
        assertThatThrownBy(() -> place.requireHost(origin, TestLog.ORIGIN))
                .hasMessageContaining("its proof is of the log " + origin);
    }
}
