package org.llmregistry.registry.imports;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;

/// One run over one list. Its counts and its rows' effects commit together, so a run that was cut off goes on with the
/// row after the last one that counts.
@Entity
class Import extends PanacheEntityBase {

    @Schema(name = "ImportStatus")
    enum Status {
        RUNNING,
        DONE,
        FAILED
    }

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private ImportKind kind;

    private boolean dryRun;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String sha256;
    private String startedBy;
    private Instant startedAt;
    private @Nullable Instant endedAt;
    private long rowsTotal;
    private long rowsRead;
    private long created;
    private long updated;
    private long unchanged;
    private long rejected;
    private long reported;
    private @Nullable String failure;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Import() {}

    Import(ImportKind kind, boolean dryRun, String sha256, long rowsTotal, String startedBy, Instant startedAt) {
        this.id = Ids.next();
        this.kind = kind;
        this.dryRun = dryRun;
        this.status = Status.RUNNING;
        this.sha256 = sha256;
        this.rowsTotal = rowsTotal;
        this.startedBy = startedBy;
        this.startedAt = startedAt;
    }

    void count(Collection<ImportRow> rows) {
        for (ImportRow row : rows) {
            rowsRead++;
            switch (row.outcome()) {
                case CREATED -> created++;
                case UPDATED -> updated++;
                case UNCHANGED -> unchanged++;
                case REJECTED -> rejected++;
                case REPORTED -> reported++;
            }
        }
    }

    void complete(Instant at) {
        status = Status.DONE;
        endedAt = at;
    }

    void fail(String reason, Instant at) {
        status = Status.FAILED;
        failure = reason;
        endedAt = at;
    }

    UUID id() {
        return id;
    }

    String subject() {
        return "imports/" + id;
    }

    ImportKind kind() {
        return kind;
    }

    boolean dryRun() {
        return dryRun;
    }

    Status status() {
        return status;
    }

    String sha256() {
        return sha256;
    }

    String startedBy() {
        return startedBy;
    }

    long rowsRead() {
        return rowsRead;
    }

    Map<String, Object> toFacts() {
        return Map.of(
                "kind", kind.name(),
                "dryRun", dryRun,
                "rowsRead", rowsRead,
                "created", created,
                "updated", updated,
                "unchanged", unchanged,
                "rejected", rejected,
                "reported", reported);
    }

    /// What the office sees of it.
    ImportResource.ImportView toView() {
        return new ImportResource.ImportView(
                id, kind, dryRun, status, sha256, startedAt, endedAt, rowsTotal, rowsRead, created, updated, unchanged,
                rejected, reported, failure);
    }

    /// The last run of this kind that counts; a list that is sent again is compared with it.
    static Optional<Import> latest(ImportKind kind) {
        return find("kind = ?1 and dryRun = false and status <> ?2 order by id desc", kind, Status.FAILED)
                .firstResultOptional();
    }

    static Optional<Import> oldestRunning() {
        return find("status = ?1 order by id", Status.RUNNING).firstResultOptional();
    }

    static List<Import> before(@Nullable UUID id, int limit) {
        return find("?1 is null or id < ?1 order by id desc", id).page(0, limit).list();
    }
}
