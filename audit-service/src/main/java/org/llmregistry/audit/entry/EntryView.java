package org.llmregistry.audit.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.series.AuditLog;

/// An entry as an auditor reads it. `leafHash` is SHA-256(0x00 || bytes of `/entries/{index}/leaf`).
@Schema(description = "One event in its place in the log")
public record EntryView(
        @Schema(
                description = "Origin of its log; all about the entry is read there",
                examples = "audit.registry.example")
        String log,

        @Schema(description = "Place in its log, from 0", examples = "0")
        long index,

        @Schema(description = "Base64 of the leaf's RFC 6962 hash")
        String leafHash,

        UUID id,
        @Schema(examples = "/registry-service") String source,
        @Schema(examples = "licence.granted") String type,
        @Schema(examples = "licences/DEMO-2026-000001-K") String subject,

        @Schema(description = "Number of the event within its subject, from 1 without a gap")
        long subjectN,

        @Schema(description = "Index of the subject's entry before this one; null for its first in this log") @Nullable
        Long subjectPrev,

        @Schema(description = "Pseudonymous id of who acted, or 'system'")
        String actor,

        @Schema(description = "When it happened, by the service that did it")
        Instant occurredAt,

        @Schema(description = "When the log took it") Instant recordedAt,

        @Schema(description = "The facts, as the service sent them")
        Map<String, Object> data) {

    static EntryView of(AuditLog log, Entry entry, ObjectMapper json) {
        try {
            JsonNode leaf = json.readTree(entry.body());
            JsonNode previous = leaf.get("subject_prev");
            return new EntryView(
                    log.origin(),
                    entry.index(),
                    Base64.getEncoder().encodeToString(entry.leafHash()),
                    entry.eventId(),
                    entry.source(),
                    entry.type(),
                    entry.subject(),
                    entry.subjectN(),
                    previous.isNull() ? null : previous.asLong(),
                    entry.actor(),
                    entry.occurredAt(),
                    entry.recordedAt(),
                    facts(leaf.get("event").get("data"), json));
        } catch (IOException damaged) {
            throw new IllegalStateException("leaf " + entry.index() + " is not JSON", damaged);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> facts(JsonNode data, ObjectMapper json) throws JsonProcessingException {
        return json.treeToValue(data, Map.class);
    }
}
