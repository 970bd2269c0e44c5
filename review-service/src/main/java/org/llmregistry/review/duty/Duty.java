package org.llmregistry.review.duty;

import java.util.Set;

/// What a person did on a case.
public enum Duty {
    INTAKE,
    CASE_OFFICER,
    TESTER,
    SECOND_READER,
    ADVISER,
    PROPOSER,
    DECISION;

    /// Duties that the same person may not also have on the same case (domain rule A16; the database says the same in
    /// the trigger `duties_separated`).
    Set<Duty> excludes() {
        return switch (this) {
            case INTAKE -> Set.of(DECISION);
            case CASE_OFFICER -> Set.of(TESTER, SECOND_READER, ADVISER, DECISION);
            case TESTER -> Set.of(CASE_OFFICER, DECISION);
            case SECOND_READER -> Set.of(CASE_OFFICER, DECISION);
            case ADVISER -> Set.of(CASE_OFFICER, DECISION);
            case PROPOSER -> Set.of(DECISION);
            case DECISION -> Set.of(INTAKE, CASE_OFFICER, TESTER, SECOND_READER, ADVISER, PROPOSER);
        };
    }
}
