package org.llmregistry.registry.licence;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.register.Region;

/// A licence: one number for one version of a model, bound to the digest of its weights manifest. A recorded one
/// (decided before this registry) binds no version.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
class Licence extends PanacheEntityBase {

    /// What the holder must still do.
    record Condition(String code, String text, @Nullable LocalDate dueOn) {}

    @Id
    private UUID id;

    private String number;
    private String numberKey;
    private String track;
    private @Nullable String schemeCode;
    private @Nullable String schemeVersion;
    private String holder;
    private String modelName;
    private @Nullable UUID vendorId;
    private @Nullable UUID versionId;
    private @Nullable String versionLabel;
    private @Nullable String manifestDigest;
    private @Nullable UUID applicationId;

    @Embedded
    @AttributeOverride(name = "code", column = @Column(name = "region_code"))
    @AttributeOverride(name = "name", column = @Column(name = "region_name"))
    @AttributeOverride(name = "localName", column = @Column(name = "region_local_name"))
    private @Nullable Region region;

    private LocalDate decidedOn;
    private LocalDate validFrom;
    private @Nullable LocalDate validTo;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Condition> conditions = List.of();

    private @Nullable String source;
    private @Nullable String note;

    @Enumerated(EnumType.STRING)
    private LicenceStatus status;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Licence() {}

    private Licence(String number, String track, String modelName, String holder, LocalDate decidedOn) {
        this.id = Ids.next();
        this.number = number;
        this.numberKey = FoldedText.of(number);
        this.track = track;
        this.modelName = modelName;
        this.holder = holder;
        this.decidedOn = decidedOn;
        this.validFrom = decidedOn;
        this.status = LicenceStatus.ACTIVE;
    }

    static Licence recorded(EarlierDecisions.EarlierDecision decision) {
        Licence licence = new Licence(
                decision.number(), decision.track(), decision.modelName(), decision.holder(), decision.decidedOn());
        licence.correct(decision);
        return licence;
    }

    final void correct(EarlierDecisions.EarlierDecision decision) {
        modelName = decision.modelName();
        holder = decision.holder();
        region = decision.region();
        decidedOn = decision.decidedOn();
        validFrom = decision.decidedOn();
        source = decision.source();
        note = decision.note();
    }

    static Optional<Licence> withNumber(String number) {
        return find("number", number).firstResultOptional();
    }
}
