package org.llmregistry.audit.entry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.series.AuditLog;

/// One event in its place, read-only: the [Sequencer] writes.
@Entity
@Immutable
@IdClass(Entry.Place.class)
public class Entry extends PanacheEntityBase {

    record Place(short logId, long idx) implements Serializable {}

    private static final String OF_CASE = """
            WITH application AS (
              SELECT application_id AS id FROM entry
                WHERE log_id IN (:logs) AND subject = :subject AND application_id IS NOT NULL
              UNION SELECT substring(:subject FROM '^applications/(.+)$')),
            part AS (
              SELECT CAST(:subject AS text) AS subject UNION SELECT 'applications/' || id FROM application
              UNION SELECT e.subject FROM entry e JOIN application ON application_id = id WHERE log_id IN (:logs))
            SELECT e.* FROM entry e JOIN part USING (subject) WHERE log_id IN (:logs) ORDER BY log_id, idx""";

    @Id
    private short logId;

    @Id
    private long idx;

    private String source;
    private UUID eventId;
    private String type;
    private String subject;

    @Column(name = "subject_n") // the naming strategy does not separate a last capital
    private long subjectN;

    private String actor;
    private Instant occurredAt;
    private Instant recordedAt;
    private byte[] leafHash;
    private byte[] body;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable String requestId;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Entry() {}

    public short log() {
        return logId;
    }

    public long index() {
        return idx;
    }

    public byte[] leafHash() {
        return leafHash;
    }

    /// The exact bytes that were hashed.
    public byte[] body() {
        return body;
    }

    String source() {
        return source;
    }

    UUID eventId() {
        return eventId;
    }

    String type() {
        return type;
    }

    String subject() {
        return subject;
    }

    long subjectN() {
        return subjectN;
    }

    String actor() {
        return actor;
    }

    Instant occurredAt() {
        return occurredAt;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    public static Optional<Entry> at(AuditLog log, long index) {
        return find("logId = ?1 and idx = ?2", log.id(), index).firstResultOptional();
    }

    public static List<Entry> at(AuditLog log, List<Long> indexes) {
        return list("logId = ?1 and idx in ?2", log.id(), indexes);
    }

    /// An event is in a log once, under the id that its source gave it.
    public static Optional<Entry> ofEvent(List<AuditLog> logs, String source, UUID eventId) {
        return find("logId in ?1 and source = ?2 and eventId = ?3", ids(logs), source, eventId)
                .firstResultOptional();
    }

    /// Whatever belongs to the application that this thing belongs to, in the order of the log: the application itself,
    /// and every subject of which an entry names it.
    @SuppressWarnings("unchecked") // the query names the class
    public static List<Entry> ofCase(List<AuditLog> logs, String subject) {
        return (List<Entry>) getEntityManager()
                .createNativeQuery(OF_CASE, Entry.class)
                .setParameter("logs", ids(logs))
                .setParameter("subject", subject)
                .getResultList();
    }

    /// Entries that match, in the order of the log.
    static PanacheQuery<Entry> matching(
            AuditLog log, List<String> conditions, Map<String, Object> values, boolean newestFirst) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("log", log.id());
        String where = "logId = :log"
                + String.join("", conditions.stream().map(" and "::concat).toList());
        return find(where + " order by idx" + (newestFirst ? " desc" : ""), all);
    }

    private static List<Short> ids(List<AuditLog> logs) {
        return logs.stream().map(AuditLog::id).toList();
    }
}
