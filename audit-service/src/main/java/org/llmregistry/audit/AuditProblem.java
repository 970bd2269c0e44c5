package org.llmregistry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.llmregistry.kernel.problem.ProblemCatalogue;
import org.llmregistry.kernel.problem.ProblemType;

/// What only the log refuses.
public enum AuditProblem implements ProblemType {
    INVALID_EVENT(
            422,
            "An event of the batch is not valid",
            "Mend every item of 'errors'; nothing of the batch was appended."),
    NOTHING_PERSONAL(
            422,
            "An entry has no personal data to erase",
            "Name entries whose facts have a 'personalCommitment', and each once."),
    ERASED(410, "The personal data was erased", "GET /entries?type=privacy.erased tells when, and on which ground."),
    FOREIGN_SOURCE(403, "A service speaks for its own events only", "Name events whose 'source' is your service.");

    private final int status;
    private final String title;
    private final String remedy;

    AuditProblem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @ApplicationScoped
    static class Catalogue implements ProblemCatalogue {
        @Override
        public List<? extends ProblemType> types() {
            return Arrays.asList(AuditProblem.values());
        }
    }
}
