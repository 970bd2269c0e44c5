package org.llmregistry.review.queue;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How many cases are in each state; states without cases are left out.
public record QueueSummary(
        @Schema(description = "Cases by state", examples = "{\"SUBMITTED\": 3}")
        Map<String, Long> byStatus,

        long open,

        @Schema(description = "Open cases whose last day in time has passed")
        long overdue,

        @Schema(description = "Open cases whose last day in time is within the next five days, today included")
        long nearDue) {}
