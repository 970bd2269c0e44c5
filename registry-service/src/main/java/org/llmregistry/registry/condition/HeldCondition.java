package org.llmregistry.registry.condition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;

/// A condition as the authority follows it; what it asks for never changes.
@Entity
class HeldCondition extends PanacheEntityBase {

    @Schema(
            name = "ConditionStatus",
            description = "OVERDUE: its last day has passed without evidence, which is still taken; REPLACED: a newer"
                    + " decision set others")
    enum Status {
        OPEN,
        MET,
        OVERDUE,
        REPLACED;

        boolean isAskedFor() {
            return this == OPEN || this == OVERDUE;
        }
    }

    @Schema(name = "HeldCondition", description = "A condition of a licence of yours, and what you showed for it")
    record View(
            @Schema(examples = "KEYWORDS") String code,
            String text,

            @Schema(description = "Last day to meet it, where the authority is; absent: lasting") @Nullable
            LocalDate dueOn,

            @Schema(description = "What has to be shown by that day") @Nullable
            String evidence,

            Status status,
            @Schema(description = "Since when") Instant since,

            @Schema(description = "Since when the last day is near; absent: it is not") @Nullable
            Instant warnedAt,

            @Schema(description = "What you handed in, oldest first; the authority takes it, or asks on")
            List<ShownEvidence.View> handedIn) {}

    @Id
    private UUID id;

    private UUID applicationId;

    private String code;
    private String text;
    private @Nullable LocalDate dueOn;
    private @Nullable String evidence;

    @Enumerated(EnumType.STRING)
    private Status status;

    private Instant since;
    private @Nullable Instant warnedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected HeldCondition() {}

    HeldCondition(UUID applicationId, ReceiveCondition told) {
        this.id = told.conditionId();
        this.applicationId = applicationId;
        this.code = told.condition().code();
        this.text = told.condition().text();
        this.dueOn = told.condition().dueOn();
        this.evidence = told.condition().evidence();
        this.since = told.at();
        this.status = told.status();
        this.warnedAt = told.warnedAt();
    }

    /// @param path application that the message came for
    void stand(UUID path, ReceiveCondition told) {
        if (!applicationId.equals(path)) {
            throw Refusal.notFound("Condition %s of application %s".formatted(id, path));
        }
        since = told.status() == status ? since : told.at();
        status = told.status();
        warnedAt = told.warnedAt();
    }

    UUID id() {
        return id;
    }

    View toView() {
        return new View(
                code,
                text,
                dueOn,
                evidence,
                status,
                since,
                warnedAt,
                ShownEvidence.of(id).stream().map(ShownEvidence::toView).toList());
    }

    static List<HeldCondition> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by dueOn nulls last, id", applicationId);
    }

    /// The one of that code that is still asked for.
    static HeldCondition asked(UUID applicationId, String code) {
        return HeldCondition.<HeldCondition>list("applicationId = ?1 and code = ?2", applicationId, code).stream()
                .filter(condition -> condition.status.isAskedFor())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("A condition %s that is asked for".formatted(code)));
    }
}
