package org.llmregistry.kernel.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One thing that is wrong with a request, and how to mend it.
@Schema(description = "One thing that is wrong with the request, and how to mend it")
public record Violation(
        @Schema(
                description = "JSON Pointer (RFC 6901) into the body, or the name of the query parameter or header",
                examples = "/name")
        String pointer,

        @Schema(description = "Stable id of the rule", examples = "required")
        String rule,

        @Schema(description = "What is wrong and how to mend it", examples = "must not be blank")
        String detail) {}
