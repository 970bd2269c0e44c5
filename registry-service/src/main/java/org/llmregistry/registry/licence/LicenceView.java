package org.llmregistry.registry.licence;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.decision.ReceiveDecision;
import org.llmregistry.registry.lineage.Inheritance;
import org.llmregistry.registry.register.Region;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;
import org.llmregistry.registry.review.SchemeCopy;

/// What anybody may read of a licence.
@Schema(name = "Licence", description = "A licence, as anybody may read it")
public record LicenceView(
        @Schema(examples = "DEMO-2026-000001-7") String number,

        @Schema(description = "Its own; nothing that it rests on changes it")
        LicenceStatus status,

        @Schema(description = "The worst of its own status and of what it inherits")
        LicenceStatus effectiveStatus,

        @Schema(description = "What it inherits from what it rests on; empty: nothing")
        List<Inheritance.View> inherited,

        @Schema(examples = "MODEL") String track,
        String modelName,

        @Schema(description = "The version that is licensed; earlier decisions name none") @Nullable
        String versionLabel,

        @Schema(description = "Legal name of the holder") String holder,

        @Nullable Region region,
        LocalDate decidedOn,
        LocalDate validFrom,

        @Schema(description = "Last day; absent when it does not expire") @Nullable
        LocalDate validTo,

        @Schema(
                description =
                        "A renewal was asked for in time: it stays in force past its last day until that is decided")
        boolean renewalPending,

        @Schema(description = "The holder gives it back: its service ends on the last day")
        boolean windingDown,

        @Schema(description = "Number of the licence of the model that the product calls") @Nullable
        String restsOn,

        @Schema(description = "Number of the licence of the version that took its place") @Nullable
        String supersededBy,

        List<Condition> conditions,

        @Schema(description = "How a restriction or suspension limits it now; absent: it does not") @Nullable
        Limits limits,

        Basis basis) {

    /// As the register shows it. A pending renewal keeps it in force past its last day.
    public Register.PublicLicence toPublicLicence(RegisterEntry.Kind kind) {
        return new Register.PublicLicence(
                number,
                kind,
                track,
                modelName,
                holder,
                region,
                decidedOn,
                renewalPending ? null : validTo,
                versionLabel,
                conditions.stream().map(Condition::toString).toList(),
                basis.note(),
                status.name());
    }

    /// With what it inherits on that day; a suspension weighs on what is in force itself.
    LicenceView under(List<Inheritance.View> bases, LocalDate day) {
        boolean suspended = status.standing() == Register.Standing.IN_FORCE
                && bases.stream().anyMatch(base -> base.suspends(day));
        return new LicenceView(
                number,
                status,
                suspended ? LicenceStatus.SUSPENDED : status,
                bases,
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
                basis);
    }

    /// Of the orders in force. A last day is when the suspension is meant to end; an order ends it.
    ///
    /// @param scope        what a restriction covers
    /// @param endCondition what ends a suspension
    @Schema(name = "LicenceLimits", description = "What a restriction covers, and what ends a suspension")
    public record Limits(
            @Nullable String scope,
            @Nullable LocalDate suspendedUntil,
            @Nullable String endCondition) {}

    /// Either the scheme version and the digest of the weights manifest, or the publication of an earlier
    /// decision.
    @Schema(
            name = "LicenceBasis",
            description = "What the licence rests on: a scheme version and a weights manifest,"
                    + " or the publication of an earlier decision")
    public record Basis(
            @Schema(examples = "DEMO") @Nullable String schemeCode,

            @Nullable Integer schemeVersion,

            @Schema(description = "Digest of the weights manifest that the licence is bound to") @Nullable
            String manifestDigest,

            @Schema(description = "Where the earlier decision was published") @Nullable
            String source,

            @Schema(description = "Remark on that publication") @Nullable
            String note) {}

    /// What the holder must still do.
    @Schema(name = "LicenceCondition")
    public record Condition(
            String code, String text, @Nullable LocalDate dueOn) {
        @Override
        public String toString() {
            return dueOn == null ? "%s: %s".formatted(code, text) : "%s: %s (by %s)".formatted(code, text, dueOn);
        }
    }

    /// What the scheme lets the public read; an earlier decision has no scheme and was published whole.
    public LicenceView publicly() {
        Predicate<String> shows = shows(basis.schemeCode(), basis.schemeVersion());
        return new LicenceView(
                number,
                status,
                effectiveStatus,
                shows.test("baseModel")
                        ? inherited
                        : inherited.stream().map(Inheritance.View::withoutBase).toList(),
                track,
                modelName,
                shows.test("versionLabel") ? versionLabel : null,
                holder,
                shows.test("region") ? region : null,
                decidedOn,
                validFrom,
                validTo,
                renewalPending,
                windingDown,
                shows.test("baseModel") ? restsOn : null,
                supersededBy,
                shows.test("conditions") ? conditions : List.of(),
                shows.test("conditions") ? limits : null,
                basis);
    }

    /// Whether the public may read what it rests on.
    public boolean showsBases() {
        return shows(basis.schemeCode(), basis.schemeVersion()).test("baseModel");
    }

    /// As the register shows it, without what the scheme keeps from the public.
    public Register.PublicLicence published(RegisterEntry.Kind kind) {
        return publicly(toPublicLicence(kind), shows(basis.schemeCode(), basis.schemeVersion()));
    }

    /// Alike, for the register.
    static Register.PublicLicence publicly(Register.PublicLicence all, Predicate<String> shows) {
        return new Register.PublicLicence(
                all.number(),
                all.kind(),
                all.track(),
                all.modelName(),
                all.holder(),
                shows.test("region") ? all.region() : null,
                all.decidedOn(),
                all.validTo(),
                shows.test("versionLabel") ? all.versionLabel() : null,
                shows.test("conditions") ? all.conditions() : List.of(),
                all.note(),
                all.status());
    }

    static Predicate<String> shows(@Nullable String schemeCode, @Nullable Integer schemeVersion) {
        return Optional.ofNullable(schemeCode)
                .flatMap(code -> SchemeCopy.find(code, Objects.requireNonNull(schemeVersion)))
                .<Predicate<String>>map(scheme -> scheme::shows)
                .orElse(field -> true);
    }

    static List<Condition> conditions(ReceiveDecision decision) {
        return decision.conditions().stream()
                .map(set -> new Condition(set.code(), set.text(), set.dueOn()))
                .toList();
    }
}
