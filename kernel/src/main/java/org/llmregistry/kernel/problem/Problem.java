package org.llmregistry.kernel.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Problem document of RFC 9457 with the members that this product adds.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Problem document (RFC 9457)")
public record Problem(
        @Schema(
                description = "Kind of problem: a stable relative URI with a page of its own",
                examples = "/problems/not-found")
        String type,

        @Schema(description = "The same for every problem of this type")
        String title,

        @Schema(description = "HTTP status code, repeated") int status,

        @Schema(description = "What happened this time") @Nullable
        String detail,

        @Schema(description = "What to do next", examples = "See GET /schemes for what is in force.")
        String remedy,

        @Schema(description = "Path of the request") @Nullable
        String instance,

        @Schema(description = "Quote it when you report the problem; it is in every log line and audit event") @Nullable
        String requestId,

        @Schema(description = "Everything that is wrong with the request, all at once") @Nullable
        List<Violation> errors,

        @Schema(description = "State that the thing is in (illegal transitions only)") @Nullable
        String state,

        @Schema(description = "States that can be reached from it (illegal transitions only)") @Nullable
        List<String> allowedTransitions) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
