package org.llmregistry.review.duty;

import java.util.EnumSet;
import java.util.Set;

/// What a person did on a case.
public enum Duty {
    INTAKE,
    CASE_OFFICER,
    TESTER,
    SECOND_READER,
    ADVISER,
    PROPOSER,
    DECISION,
    APPEAL;

    /// Duties that the same person may not also have on the same case (domain rule A16; the database says the same in
    /// the trigger `duties_separated`).
    Set<Duty> excludes() {
        return switch (this) {
            case INTAKE -> Set.of(DECISION, APPEAL);
            case CASE_OFFICER -> Set.of(TESTER, SECOND_READER, ADVISER, DECISION, APPEAL);
            case TESTER -> Set.of(CASE_OFFICER, DECISION, APPEAL);
            case SECOND_READER -> Set.of(CASE_OFFICER, DECISION, APPEAL);
            case ADVISER -> Set.of(CASE_OFFICER, DECISION, APPEAL);
            case PROPOSER -> Set.of(DECISION, APPEAL);
            case DECISION -> Set.of(INTAKE, CASE_OFFICER, TESTER, SECOND_READER, ADVISER, PROPOSER, APPEAL);
            case APPEAL -> EnumSet.complementOf(EnumSet.of(APPEAL));
        };
    }
}
