package org.llmregistry.kernel.problem;

import java.util.List;

/// A bean of each service that names its own problem types, so that each one has its page.
public interface ProblemCatalogue {
    List<? extends ProblemType> types();
}
