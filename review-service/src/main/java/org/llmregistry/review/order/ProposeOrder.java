package org.llmregistry.review.order;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.scheme.Scheme;

/// An order as one person proposes it; kept with it, and never changed.
@Embeddable
record ProposeOrder(
        @Schema(description = "The case that the licence was granted or renewed in") @NotNull
        UUID caseId,

        @NotNull @Enumerated(EnumType.STRING) Sanction sanction,

        @Schema(description = "One of the grounds that the scheme has for the sanction", examples = "NON_CONFORMITY")
        @NotBlank
        @Size(max = 60)
        String ground,

        @NotBlank @Size(max = 20_000) String reasons,

        @Schema(description = "RESTRICT only: the function, audience, region or channel that it covers")
        @Size(min = 1, max = 2_000)
        @Nullable
        String scope,

        @Schema(description = "SUSPEND only: its last day; an order ends it even so") @Nullable
        LocalDate until,

        @Schema(description = "SUSPEND only: what ends it; one of the two is needed")
        @Size(min = 1, max = 2_000)
        @Nullable
        String endCondition,

        @Schema(description = "LIFT and REINSTATE: what shows that it was corrected")
        @Size(min = 1, max = 20_000)
        @Nullable
        String correctiveEvidence) {

    /// A suspension by one duty officer alone.
    record Urgently(
            @NotNull UUID caseId,

            @Schema(description = "One of the grounds that the scheme has for SUSPEND", examples = "HARMFUL_CONTENT")
            @NotBlank
            @Size(max = 60)
            String ground,

            @NotBlank @Size(max = 20_000) String reasons,

            @Schema(description = "Its last day; an order ends it even so") @Nullable
            LocalDate until,

            @Schema(description = "What ends it; one of the two is needed") @Size(min = 1, max = 2_000) @Nullable
            String endCondition) {

        static final String EXAMPLE = """
                {"caseId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c12", "ground": "HARMFUL_CONTENT",
                 "reasons": "It gives working instructions for weapons to everybody who asks.",
                 "endCondition": "The safety layer is back and 300 questions of the bank are refused."}""";

        ProposeOrder toOrder() {
            return new ProposeOrder(caseId, Sanction.SUSPEND, ground, reasons, null, until, endCondition, null);
        }
    }

    static final String EXAMPLE = """
            {"caseId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c12", "sanction": "RESTRICT", "ground": "NON_CONFORMITY",
             "reasons": "Answers to minors fail the bank of clause 9.4.", "scope": "Not to be offered to minors."}""";

    /// Kept with the case that the licence was granted in.
    ProposeOrder on(UUID granted) {
        return new ProposeOrder(granted, sanction, ground, reasons, scope, until, endCondition, correctiveEvidence);
    }

    /// Everything that stands against it, by the scheme that the licence was granted under.
    ///
    /// @param overdue whether a condition of the licence is overdue
    List<Violation> faults(Scheme scheme, LocalDate today, boolean overdue) {
        List<Violation> faults = new ArrayList<>();
        Scheme.Conditions conditions = scheme.conditions();
        if (!overdue && conditions != null && conditions.overdueGround().equals(ground)) {
            faults.add(new Violation("/ground", "overdue-condition", "No condition of the licence is overdue."));
        }
        scheme.sanction(sanction.name())
                .ifPresentOrElse(
                        known -> {
                            if (!known.grounds().contains(ground)) {
                                faults.add(new Violation(
                                        "/ground", "known-ground", "One of " + String.join(", ", known.grounds())));
                            }
                        },
                        () -> faults.add(
                                new Violation("/sanction", "known-sanction", "The scheme has no such sanction.")));
        boolean suspends = sanction == Sanction.SUSPEND;
        belongs(faults, "/scope", scope, sanction == Sanction.RESTRICT, true);
        belongs(faults, "/correctiveEvidence", correctiveEvidence, sanction.isWayBack(), true);
        belongs(faults, "/until", until, suspends, false);
        belongs(faults, "/endCondition", endCondition, suspends, false);
        if (suspends && until == null && endCondition == null) {
            faults.add(new Violation("/endCondition", "end", "Say until when, or what ends the suspension."));
        }
        if (until != null && until.isBefore(today)) {
            faults.add(new Violation("/until", "future", "Today or later."));
        }
        return faults;
    }

    private void belongs(
            List<Violation> faults, String pointer, @Nullable Object value, boolean allowed, boolean needed) {
        if (allowed && needed && value == null) {
            faults.add(new Violation(pointer, "needed", "%s needs it.".formatted(sanction)));
        } else if (!allowed && value != null) {
            faults.add(new Violation(pointer, "not-here", "%s has none.".formatted(sanction)));
        }
    }
}
