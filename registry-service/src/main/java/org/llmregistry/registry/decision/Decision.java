package org.llmregistry.registry.decision;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.decision.ReceiveDecision.ClauseReason;
import org.llmregistry.registry.decision.ReceiveDecision.Condition;
import org.llmregistry.registry.decision.ReceiveDecision.Waiver;
import org.llmregistry.registry.receipt.MissingReceipt;
import org.llmregistry.registry.receipt.ReceiptView;
import org.llmregistry.registry.receipt.Receipts;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.review.SchemeCopy;

/// A decision as review-service told it; on record for ever. There is more than one after an appeal: the newest stands.
@Entity
@Immutable
@IdClass(Decision.Key.class)
public class Decision extends PanacheEntityBase {

    record Key(UUID applicationId, int number) implements Serializable {}

    @Schema(name = "Decision", description = "The decision on an application of yours, with its reasons")
    record View(
            Application.Outcome outcome,

            @Schema(description = "Of the decision, or of a panel's word on it")
            Instant decidedAt,

            @Schema(examples = "DEMO") String schemeCode,
            int schemeVersion,
            String reasons,

            @Schema(description = "What it rests on") @Nullable
            String legalBasis,

            List<ClauseReason> clauseReasons,

            @Schema(description = "Thresholds that do not stand against you although they are not shown to be met")
            List<Waiver> waivers,

            List<Condition> conditions,

            @Schema(description = "Last day of an appeal where the authority is; absent: there is none") @Nullable
            LocalDate appealBy,

            @Schema(description = "Why a panel let it stand on your appeal; absent: no panel did") @Nullable
            String upheldFor,

            @Schema(description = "That the log has it; comes some seconds after the decision") @Nullable
            ReceiptView receipt,

            @Schema(description = "Why there is no receipt so far; absent: there is one, or none is due") @Nullable
            MissingReceipt missingReceipt) {}

    @Id
    private UUID applicationId;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    private Application.Outcome outcome;

    private Instant decidedAt;
    private String schemeCode;
    private int schemeVersion;
    private String reasons;
    private @Nullable String legalBasis;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ClauseReason> clauseReasons;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Waiver> waivers;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Condition> conditions;

    private @Nullable LocalDate appealBy;
    private @Nullable String upheldFor;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private boolean published;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Decision() {}

    /// In the transaction in which it takes effect, so that numbers follow one another.
    public Decision(ReceiveDecision told) {
        this.applicationId = told.applicationId();
        this.number = (int) count("applicationId", applicationId) + 1;
        this.outcome = told.outcome();
        this.decidedAt = told.decidedAt();
        this.schemeCode = told.schemeCode();
        this.schemeVersion = told.schemeVersion();
        this.reasons = told.reasons();
        this.legalBasis = told.legalBasis();
        this.clauseReasons = List.copyOf(told.givenReasons());
        this.waivers = List.copyOf(told.waived());
        this.conditions = List.copyOf(told.conditions());
        this.appealBy = told.appealBy();
        this.upheldFor = told.upheldFor();
        this.published = outcome == Application.Outcome.REFUSED
                && upheldFor == null
                && SchemeCopy.find(schemeCode, schemeVersion)
                        .filter(Scheme::showsRefusals)
                        .isPresent();
    }

    View toView(Receipts.Wanted receipts) {
        return new View(
                outcome,
                decidedAt,
                schemeCode,
                schemeVersion,
                reasons,
                legalBasis,
                clauseReasons,
                waivers,
                conditions,
                appealBy,
                upheldFor,
                receipts.given().stream().findFirst().orElse(null),
                receipts.missing().stream().findFirst().orElse(null));
    }

    UUID applicationId() {
        return applicationId;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    /// What the public reads of a refusal; reasons in words stay with the applicant.
    ///
    /// @param stands no later decision granted a licence
    record Published(
            Decision decision, String modelName, String versionLabel, String applicant, String track, boolean stands) {
        RefusalView toView() {
            return new RefusalView(
                    modelName,
                    versionLabel,
                    applicant,
                    decision.schemeCode,
                    decision.schemeVersion,
                    track,
                    decision.decidedAt.atOffset(ZoneOffset.UTC).toLocalDate(),
                    decision.legalBasis,
                    decision.clauseReasons.stream().map(ClauseReason::clause).toList(),
                    stands);
        }
    }

    /// The newest first.
    static List<Published> published(Instant before, UUID after, int most) {
        return getEntityManager()
                .createQuery("""
                        select d, m.name, v.label, o.legalName, a.track, not exists (
                            select g.number from Decision g where g.applicationId = d.applicationId
                              and g.number > d.number and g.outcome <> REFUSED)
                        from Decision d join Application a on a.id = d.applicationId join Vendor o on o.id = a.vendorId
                          join ModelVersion v on v.id = a.modelVersionId join Model m on m.id = v.modelId
                        where d.published and (d.decidedAt < :before or (d.decidedAt = :before and d.applicationId > :after))
                        order by d.decidedAt desc, d.applicationId""", Published.class)
                .setParameter("before", before)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    static Optional<Decision> newestOf(UUID applicationId) {
        return find("applicationId = ?1 order by number desc", applicationId).firstResultOptional();
    }
}
