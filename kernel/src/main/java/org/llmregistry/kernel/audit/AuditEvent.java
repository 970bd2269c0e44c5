package org.llmregistry.kernel.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One state change, as a CloudEvent 1.0 in structured JSON.
///
/// @param id       UUIDv7, the deduplication key together with `source`
/// @param source   the service, `/registry-service` for instance
/// @param type     what happened: noun and past participle, `licence.granted`
/// @param subject  what it happened to: `licences/{number}`, `cases/{id}`
/// @param sequence number of the event within its subject, 1, 2, 3 without a gap, drawn in the business transaction:
///                 an event that never arrives leaves a hole that the log notices
/// @param data     `actor` (the token's `sub`, or `system`), `requestId` where there was one, and the facts
/// @param personal what the log keeps beside the entry and can erase (ADR 0025); absent: nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        long sequence,
        Instant time,
        String datacontenttype,
        Map<String, Object> data,
        @Nullable Personal personal) {

    /// Free text, or what else tells of a person. The entry carries a commitment to it only:
    /// `SHA-256("audit-pii-v1" || 0x00 || salt || JCS(content))`.
    ///
    /// @param salt 32 random bytes in lower-case hexadecimal: without it nobody can try what the content was
    public record Personal(String salt, Map<String, String> content) {

        private static final SecureRandom RANDOM = new SecureRandom();

        static Personal of(Map<String, String> content) {
            byte[] salt = new byte[32];
            RANDOM.nextBytes(salt);
            return new Personal(HexFormat.of().formatHex(salt), new TreeMap<>(content));
        }
    }

    /// @param personal see above; null: nothing
    public static AuditEvent of(
            UUID id,
            String source,
            String type,
            String subject,
            long sequence,
            Instant time,
            Map<String, Object> data,
            @Nullable Personal personal) {
        return new AuditEvent("1.0", id, source, type, subject, sequence, time, "application/json", data, personal);
    }
}
