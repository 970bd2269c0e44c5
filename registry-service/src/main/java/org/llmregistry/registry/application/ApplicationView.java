package org.llmregistry.registry.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Versioned;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.kind.ApplicationKind;
import org.llmregistry.registry.kind.Concerned;

/// An application as its vendor sees it.
@Schema(description = "An application with its dossier")
public record ApplicationView(
        UUID id,

        @Schema(description = "From the first submission on", examples = "APP-2026-000001") @Nullable
        String number,

        UUID vendorId,
        UUID modelVersionId,
        @Schema(examples = "DEMO") String schemeCode,

        @Schema(description = "Version of the scheme that was pinned at acceptance") @Nullable
        Integer schemeVersion,

        @Schema(examples = "MODEL") String track,
        ApplicationKind kind,
        Concerned concerned,
        @Schema(examples = "CN-BJ") String region,
        ApplicationStatus status,

        @Schema(description = "States that can be reached from this one")
        List<ApplicationStatus> allowedTransitions,

        @Schema(description = "How often it was submitted") int revision,

        @Schema(description = "Everything the office found when it returned the application")
        List<Violation> defects,

        @Schema(description = "Submit a returned application before this; absent: without end") @Nullable
        Instant resubmitBefore,

        Dossier dossier,
        Instant draftedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,

        @Schema(description = "Last day in time of the office; absent while you must act, and at the end") @Nullable
        LocalDate dueOn,

        @Schema(description = "The office is late: its last day has passed")
        boolean overdue,

        @Schema(description = "Grows with each change; the ETag")
        long version)
        implements Versioned {

    static ApplicationView of(Application application) {
        return of(application, ApplicationEvent.dueOf(application.id()));
    }

    /// Right after a move of the vendor's own: the office has told no last day since.
    static ApplicationView moved(Application application) {
        return of(application, null);
    }

    private static ApplicationView of(Application application, ApplicationEvent.@Nullable Due due) {
        return new ApplicationView(
                application.id(),
                application.number(),
                application.vendorId(),
                application.modelVersionId(),
                application.schemeCode(),
                application.schemeVersion(),
                application.track(),
                application.kind(),
                application.concerned(),
                application.region(),
                application.status(),
                application.status().allowedNext().stream().sorted().toList(),
                application.revision(),
                application.returned().defects(),
                application.returned().before(),
                application.dossier(),
                application.draftedAt(),
                application.submittedAt(),
                application.decidedAt(),
                due == null ? null : due.dueOn(),
                due != null && due.overdue(),
                application.version());
    }

    /// An application as a line of a list.
    @Schema(name = "ApplicationSummary", description = "An application without its dossier")
    public record Summary(
            UUID id,
            @Schema(examples = "APP-2026-000001") @Nullable String number,
            UUID modelVersionId,
            String schemeCode,
            String track,
            ApplicationKind kind,
            String region,
            ApplicationStatus status,
            int revision,
            Instant draftedAt,
            @Nullable Instant submittedAt) {

        static Summary of(Application application) {
            return new Summary(
                    application.id(),
                    application.number(),
                    application.modelVersionId(),
                    application.schemeCode(),
                    application.track(),
                    application.kind(),
                    application.region(),
                    application.status(),
                    application.revision(),
                    application.draftedAt(),
                    application.submittedAt());
        }
    }

    /// What is still missing.
    @Schema(name = "ValidationView", description = "What a submission would be refused for")
    public record Validation(
            @Schema(description = "Whether it could be submitted now")
            boolean complete,

            @Schema(description = "Version of the scheme that it was held against", examples = "1")
            int schemeVersion,

            @Schema(description = "Everything that is missing or wrong, with a pointer into the application")
            List<Violation> errors) {}

    /// A step of its way.
    @Schema(name = "TimelineEvent", description = "A step of the application's way")
    public record Step(
            @Schema(examples = "2") int number,
            Instant at,
            ApplicationStatus status,

            @Schema(description = "Which office moved it; never which officer", examples = "REVIEW")
            String office,

            @Schema(examples = "Submitted; the dossier is frozen.")
            String what,

            @Schema(description = "Last day in time of the office, as it was known then") @Nullable
            LocalDate dueOn,

            @Schema(description = "The office was late then")
            boolean overdue) {

        static List<Step> of(List<ApplicationEvent> events) {
            List<Step> steps = new ArrayList<>();
            ApplicationStatus before = null;
            for (ApplicationEvent event : events) {
                steps.add(of(event, event.status() != before));
                before = event.status();
            }
            return steps;
        }

        private static Step of(ApplicationEvent event, boolean moved) {
            ApplicationEvent.Due due = event.due();
            return new Step(
                    event.number(),
                    event.at(),
                    event.status(),
                    event.office().name(),
                    event.what(moved),
                    due == null ? null : due.dueOn(),
                    due != null && due.overdue());
        }
    }
}
