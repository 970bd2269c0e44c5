package org.llmregistry.review.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.casefile.CaseStatus;

/// A case as a line of the queue.
public record QueueItem(
        UUID caseId,
        @Schema(examples = "CASE-2026-000001") String number,
        CaseStatus status,
        String vendorName,
        String modelName,
        String schemeCode,
        String region,

        @Schema(description = "Region whose office works on it: `region`, until it is transferred")
        String office,

        Instant submittedAt,

        @Schema(description = "Last day in time; absent while the vendor must act, and when closed") @Nullable
        LocalDate dueOn,

        @Schema(description = "The last day in time has passed, in UTC")
        boolean overdue,

        @Schema(description = "Who claimed it") @Nullable String officer) {

    static final String COLUMNS =
            "id, number, status, vendor_name, model_name, scheme_code, region, office, submitted_at, due_on, officer";

    static QueueItem of(Object[] row, LocalDate today) {
        LocalDate due = (LocalDate) row[9];
        return new QueueItem(
                (UUID) row[0],
                (String) row[1],
                CaseStatus.valueOf((String) row[2]),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (Instant) row[8],
                due,
                due != null && due.isBefore(today),
                (String) row[10]);
    }
}
