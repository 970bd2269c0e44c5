package org.llmregistry.registry.notice;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.llmregistry.kernel.web.Ids;

/// Something that the holder of a licence was told. It is never changed.
@Entity
@Immutable
public class LicenceNotice extends PanacheEntityBase {

    @Schema(name = "LicenceNotice", description = "Something that concerns a licence of yours")
    record View(
            NoticeKind kind,
            Instant at,

            @Schema(description = "Depends on the kind", examples = "{\"lastDay\": \"2027-03-31\", \"daysBefore\": 30}")
            Map<String, Object> facts) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID licenceId;

    @Enumerated(EnumType.STRING)
    private NoticeKind kind;

    private Instant at;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> facts;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LicenceNotice() {}

    private LicenceNotice(UUID licenceId, NoticeKind kind, Instant at, Map<String, ?> facts) {
        this.id = Ids.next();
        this.licenceId = licenceId;
        this.kind = kind;
        this.at = at;
        this.facts = Map.copyOf(facts);
    }

    /// Part of the transaction of what the holder is told of.
    ///
    /// @param facts JSON values only
    public static void tell(UUID licenceId, NoticeKind kind, Instant at, Map<String, ?> facts) {
        new LicenceNotice(licenceId, kind, at, facts).persist();
    }

    UUID id() {
        return id;
    }

    View toView() {
        return new View(kind, at, facts);
    }

    /// Oldest first.
    static List<LicenceNotice> after(UUID licenceId, UUID id, int most) {
        return LicenceNotice.<LicenceNotice>find("licenceId = ?1 and id > ?2 order by id", licenceId, id)
                .page(0, most)
                .list();
    }
}
