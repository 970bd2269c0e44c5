package org.llmregistry.registry.licence;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Timeouts;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.jpa.SpecHints;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.register.Region;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;

/// A licence: one number for one version of a model, bound to the digest of its weights manifest. A recorded one
/// (decided before this registry) binds no version.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
public class Licence extends PanacheEntityBase {

    /// What the holder must still do.
    @Schema(name = "LicenceCondition")
    public record Condition(
            String code, String text, @Nullable LocalDate dueOn) {
        @Override
        public String toString() {
            return dueOn == null ? "%s: %s".formatted(code, text) : "%s: %s (by %s)".formatted(code, text, dueOn);
        }
    }

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
    void renewalPending(boolean pending) {
        renewalPending = pending;
    }

    void renew(Period validity) {
        validTo = Objects.requireNonNull(validTo).plus(validity);
        renewalPending = false;
    }

    void supersedeBy(Licence successor) {
        status = status.moveTo(LicenceStatus.SUPERSEDED);
        supersededBy = successor.number;
    }

    /// A panel changed them.
    void replaceConditions(List<Condition> other) {
        conditions = List.copyOf(other);
    }

    /// @return the first day on which it is over
    LocalDate expire() {
        status = status.moveTo(LicenceStatus.EXPIRED);
        return Objects.requireNonNull(validTo).plusDays(1);
    }

    public String number() {
        return number;
    }

    public LicenceStatus status() {
        return status;
    }

    public @Nullable String manifestDigest() {
        return manifestDigest;
    }

    public @Nullable UUID versionId() {
        return versionId;
    }

    UUID id() {
        return id;
    }

    /// In force on that day: neither suspended nor ended, and not past its last day.
    public boolean isInForce(LocalDate day) {
        return status.standing() == Register.Standing.IN_FORCE && (lastDay() == null || !lastDay().isBefore(day));
    }

    private @Nullable LocalDate lastDay() {
        return renewalPending ? null : validTo;
    }

    public LicenceView toView() {
        return new LicenceView(
                number,
                status,
                track,
                modelName,
                versionLabel,
                holder,
                region,
                decidedOn,
                validFrom,
                validTo,
                renewalPending,
                restsOn,
                supersededBy,
                conditions,
                new LicenceView.Basis(schemeCode, schemeVersion, manifestDigest, source, note));
    }

    Register.PublicLicence toPublicLicence(RegisterEntry.Kind kind) {
        return new Register.PublicLicence(
                number,
                kind,
                track,
                modelName,
                holder,
                region,
                decidedOn,
                lastDay(),
                versionLabel,
                conditions.stream().map(Condition::toString).toList(),
                note,
                status.name());
    }

    /// As somebody typed it: exactly, or in another case, width or punctuation when only one licence answers to
    /// that.
    public static Optional<Licence> withNumber(String typed) {
        Optional<Licence> exact = find("number", typed).firstResultOptional();
        if (exact.isPresent()) {
            return exact;
        }
        List<Licence> alike = list("numberKey", FoldedText.of(typed));
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    public static List<Licence> ofVersions(Collection<UUID> versions) {
        return list("versionId in ?1 order by number", versions);
    }

    public static boolean hasConditions(UUID applicationId) {
        return ofApplication(applicationId).stream().anyMatch(licence -> !licence.conditions.isEmpty());
    }

    static Optional<Licence> ofApplication(UUID applicationId) {
        return find("applicationId", applicationId).firstResultOptional();
    }

    static List<Licence> ofVendor(UUID vendor, @Nullable UUID after, int limit) {
        return find("vendorId = ?1 and (?2 is null or id > ?2) order by id", vendor, after)
                .page(0, limit)
                .list();
    }

    /// A few at a time; another replica passes over them.
    static List<Licence> lockExpired(LocalDate today) {
        return Licence.<Licence>find(
                        "validTo < ?1 and not renewalPending and status in ?2 order by id",
                        today,
                        List.of(LicenceStatus.ACTIVE, LicenceStatus.RESTRICTED, LicenceStatus.SUSPENDED))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .page(0, 100)
                .list();
    }
}
