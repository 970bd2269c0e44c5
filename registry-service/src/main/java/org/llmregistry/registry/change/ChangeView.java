package org.llmregistry.registry.change;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.review.Scheme.ChangeClass;
import org.llmregistry.registry.review.Scheme.ChangeClass.Duty;
import org.llmregistry.registry.revision.Difference;

/// A change as its holder reads it.
@Schema(name = "NotifiedChange", description = "A change of a licensed model that its holder notified")
record ChangeView(
        @Schema(description = "Counts the changes of the licence")
        int number,

        @Schema(examples = "2") String changeClass,
        Duty duty,
        ChangeStatus status,
        String description,

        @Schema(description = "First day of the change") LocalDate effectiveOn,

        @Schema(description = "Last day on which the office may object; absent: it may not") @Nullable
        LocalDate objectionUntil,

        @Schema(description = "Told later than the scheme wants")
        boolean late,

        @Schema(description = "The version that takes part; the licence covers its weights while the change holds")
        @Nullable
        UUID modelVersionId,

        @Schema(description = "What the change is in the licensed dossier, field by field")
        List<Difference> differences,

        List<String> documents,
        Instant notifiedAt,

        @Schema(description = "Why the office objects") @Nullable
        String objection,

        @Nullable Instant objectedAt) {

    /// What a notification would come to.
    @Schema(name = "ChangeProposal", description = "What a notification would come to; nothing is recorded")
    record Proposal(
            @Schema(description = "Whether the notification would be accepted")
            boolean acceptable,

            @Schema(description = "The lowest class that the fields allow; absent: no field changes", examples = "2")
            @Nullable
            String proposedClass,

            @Schema(description = "What that class asks of you") @Nullable
            Duty duty,

            @Schema(description = "Field by field, in the licensed dossier")
            List<Difference> differences,

            @Schema(description = "What a notification would be refused for")
            List<Violation> errors) {
        static Proposal of(Weighing.Weighed weighed) {
            return new Proposal(
                    weighed.refusals().isEmpty(),
                    weighed.required().map(ChangeClass::code).orElse(null),
                    weighed.required().map(ChangeClass::duty).orElse(null),
                    weighed.found().differences(),
                    weighed.refusals().stream()
                            .flatMap(refusal -> refusal.errors().stream())
                            .toList());
        }
    }
}
