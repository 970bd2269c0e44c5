package org.llmregistry.kernel.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One state change, as a CloudEvent 1.0 in structured JSON.
///
/// @param id       UUIDv7, the deduplication key together with `source`
/// @param source   the service, `/registry-service` for instance
/// @param type     what happened: noun and past participle, `licence.granted`
/// @param subject  what it happened to: `licences/{number}`, `cases/{id}`
/// @param sequence number of the event within its subject, 1, 2, 3 without a gap, drawn in the business transaction:
///                 an event that never arrives leaves a hole that the log notices
/// @param data     `actor` (the token's `sub`, or `system`), `requestId` where there was one, and the facts
public record AuditEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        long sequence,
        Instant time,
        String datacontenttype,
        Map<String, Object> data) {

    static AuditEvent of(
            UUID id,
            String source,
            String type,
            String subject,
            long sequence,
            Instant time,
            Map<String, Object> data) {
        return new AuditEvent("1.0", id, source, type, subject, sequence, time, "application/json", data);
    }
}
