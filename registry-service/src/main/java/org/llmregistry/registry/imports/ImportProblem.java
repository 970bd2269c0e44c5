package org.llmregistry.registry.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.llmregistry.kernel.problem.ProblemCatalogue;
import org.llmregistry.kernel.problem.ProblemType;

/// Why a list is refused as a whole.
public enum ImportProblem implements ProblemType {
    UNREADABLE_LIST(
            422,
            "The list cannot be read",
            "Mend what 'errors' says for each line, save as CSV (UTF-8, commas, RFC 4180 quotes), and send it again."
                    + " Nothing was changed.");

    private final int status;
    private final String title;
    private final String remedy;

    ImportProblem(int status, String title, String remedy) {
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
        public List<ImportProblem> types() {
            return List.of(values());
        }
    }
}
