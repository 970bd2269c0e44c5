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
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.register.Region;
import org.llmregistry.registry.register.Register;

/// A licence: one number for one version of a model, bound to the digest of its weights manifest. A recorded one
/// (decided before this registry) binds no version.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
public class Licence extends PanacheEntityBase {

    @Id
    private UUID id;

    private String number;
    private String numberKey;
    private String track;
    private @Nullable String schemeCode;
    private @Nullable Integer schemeVersion;
    private String holder;
    private String modelName;
    private @Nullable UUID vendorId;
    private @Nullable UUID versionId;
    private @Nullable String versionLabel;
    private @Nullable String manifestDigest;
    private @Nullable UUID applicationId;
    private @Nullable String restsOn;
    private @Nullable String supersededBy;
    private boolean renewalPending;
    private boolean windingDown;
    private @Nullable UUID renewedBy;

    @Embedded
    @AttributeOverride(name = "code", column = @Column(name = "region_code"))
    @AttributeOverride(name = "name", column = @Column(name = "region_name"))
    @AttributeOverride(name = "localName", column = @Column(name = "region_local_name"))
    private @Nullable Region region;

    private LocalDate decidedOn;
    private LocalDate validFrom;
    private @Nullable LocalDate validTo;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<LicenceView.Condition> conditions = List.of();

    private @Nullable String source;
    private @Nullable String note;

    @JdbcTypeCode(SqlTypes.JSON)
    private LicenceView.@Nullable Limits limits;

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

    static Licence granted(String number, Granting.Grant grant) {
        Licence licence = new Licence(number, grant.track(), grant.modelName(), grant.holder(), grant.decidedOn());
        licence.schemeCode = grant.schemeCode();
        licence.schemeVersion = grant.schemeVersion();
        licence.vendorId = grant.vendorId();
        licence.versionId = grant.versionId();
        licence.versionLabel = grant.versionLabel();
        licence.manifestDigest = grant.manifestDigest();
        licence.applicationId = grant.applicationId();
        licence.region = grant.region();
        licence.validTo = grant.validTo();
        licence.restsOn = grant.restsOn();
        licence.conditions = List.copyOf(grant.conditions());
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

    /// Asked for in time, a renewal keeps it in force past its last day.
    void awaitRenewal() {
        renewalPending = true;
    }

    /// Without a grant: it ends no earlier than today. One that an appeal undid had added `time`, after `before` did.
    void endRenewal(LocalDate today, Period time, @Nullable UUID before) {
        renewalPending = false;
        LocalDate last = Objects.requireNonNull(validTo).minus(time);
        validTo = last.isBefore(today) ? today : last;
        renewedBy = before;
    }

    /// The new time follows the old one; the answer to an appeal does not add it again.
    void renew(UUID application, Period validity) {
        renewalPending = false;
        if (!application.equals(renewedBy)) {
            validTo = Objects.requireNonNull(validTo).plus(validity);
            renewedBy = application;
        }
    }

    void supersedeBy(Licence successor) {
        status = status.moveTo(LicenceStatus.SUPERSEDED);
        supersededBy = successor.number;
        successor.restsOn = successor.restsOn == null ? restsOn : successor.restsOn;
    }

    boolean isConditional() {
        return !conditions.isEmpty();
    }

    /// A newer decision, or a panel, changed them.
    void replaceConditions(List<LicenceView.Condition> other) {
        conditions = List.copyOf(other);
    }

    /// The holder gives it back: it ends with the last day of its service.
    public void windDown(LocalDate lastDay) {
        validTo = lastDay;
        windingDown = true;
    }

    public void passTo(UUID vendor, String legalName) {
        vendorId = vendor;
        holder = legalName;
    }

    /// @return the first day on which it is over
    LocalDate end() {
        status = status.moveTo(windingDown ? LicenceStatus.SURRENDERED : LicenceStatus.EXPIRED);
        return Objects.requireNonNull(validTo).plusDays(1);
    }

    public String number() {
        return number;
    }

    public LicenceStatus status() {
        return status;
    }

    public @Nullable UUID versionId() {
        return versionId;
    }

    public UUID id() {
        return id;
    }

    public UUID requireApplication() {
        return Objects.requireNonNull(applicationId);
    }

    /// Whose dossier is licensed: the last renewal's, or that of the grant. A recorded licence has none.
    public Optional<UUID> licensedApplication() {
        return Optional.ofNullable(renewedBy == null ? applicationId : renewedBy);
    }

    public boolean isHeldBy(UUID vendor) {
        return vendor.equals(vendorId);
    }

    public void stand(LicenceStatus now, LicenceView.@Nullable Limits newLimits) {
        status = status == now ? now : status.moveTo(now);
        limits = newLimits;
        supersededBy = null;
    }

    /// In force on that day: neither suspended nor ended, and not past its last day.
    public boolean isInForce(LocalDate day) {
        LocalDate last = lastDay();
        return status.standing() == Register.Standing.IN_FORCE && (last == null || !last.isBefore(day));
    }

    private @Nullable LocalDate lastDay() {
        return renewalPending ? null : validTo;
    }

    /// By itself; what it inherits is added by [Licences].
    public LicenceView toView() {
        return new LicenceView(
                number,
                status,
                status,
                List.of(),
                track,
                modelName,
                versionLabel,
                holder,
                region,
                decidedOn,
                validFrom,
                validTo,
                renewalPending,
                windingDown,
                restsOn,
                supersededBy,
                conditions,
                limits,
                new LicenceView.Basis(schemeCode, schemeVersion, manifestDigest, source, note));
    }
}
