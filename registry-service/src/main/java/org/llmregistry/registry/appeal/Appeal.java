package org.llmregistry.registry.appeal;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// An appeal against the decision on an application; on record for ever.
@Entity
@Immutable
@IdClass(Appeal.Key.class)
class Appeal extends PanacheEntityBase {

    record Key(UUID applicationId, int number) implements Serializable {}

    @Schema(name = "Appeal", description = "An appeal of yours; the application's state tells what came of it")
    record View(
            int number,
            String grounds,

            @Schema(description = "Digests of documents that you sent with it")
            List<String> documents,

            Instant lodgedAt) {}

    @Id
    private UUID applicationId;

    @Id
    private int number;

    private String grounds;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> documents;

    private Instant lodgedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Appeal() {}

    /// Under the lock of the application, so that numbers follow one another.
    Appeal(UUID applicationId, LodgeAppeal command, Instant at) {
        this.applicationId = applicationId;
        this.number = (int) count("applicationId", applicationId) + 1;
        this.grounds = command.grounds();
        this.documents = List.copyOf(command.documents());
        this.lodgedAt = at;
    }

    View toView() {
        return new View(number, grounds, documents, lodgedAt);
    }

    static boolean existsSince(UUID applicationId, Instant decision) {
        return count("applicationId = ?1 and lodgedAt >= ?2", applicationId, decision) > 0;
    }

    static List<Appeal> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by number", applicationId);
    }
}
