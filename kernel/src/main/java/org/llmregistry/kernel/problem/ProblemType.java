package org.llmregistry.kernel.problem;

/// One kind of refusal, implemented by an enum in each service. The slug is part of the public contract: it never
/// changes once released, and `/problems/<slug>` explains it.
public interface ProblemType {

    /// The enum constant; its kebab-case form is the slug.
    String name();

    /// HTTP status code of the answer.
    int status();

    /// Short, the same for every occurrence (RFC 9457, section 3.1.3).
    String title();

    /// What the caller can do next; shown on the page of the type.
    String remedy();

    default String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// Relative URI used as `type` of the problem document.
    default String uri() {
        return "/problems/" + slug();
    }
}
