package org.llmregistry.registry.licence;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.Progressing;
import org.llmregistry.registry.application.ReviewStage;
import org.llmregistry.registry.decision.Decision;
import org.llmregistry.registry.decision.ReceiveDecision;
import org.llmregistry.registry.licence.DecisionResource.DecisionReceipt;
import org.llmregistry.registry.model.Lineage;
import org.llmregistry.registry.model.Model;
import org.llmregistry.registry.model.ModelVersion;
import org.llmregistry.registry.numbering.LicenceNumber;
import org.llmregistry.registry.receipt.Receipts;
import org.llmregistry.registry.register.Region;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.review.SchemeCopy;
import org.llmregistry.registry.vendor.Vendor;

/// Turns review's decision into a licence: number, version and manifest digest, conditions, register entry, all
/// in one transaction. Also tells the register what is under review.
@ApplicationScoped
class Granting {

    private static final String REGISTRATION = "REGISTRATION";

    /// Everything that a granted licence binds.
    record Grant(
            UUID applicationId,
            String track,
            String schemeCode,
            int schemeVersion,
            UUID vendorId,
            String holder,
            String modelName,
            UUID versionId,
            String versionLabel,
            String manifestDigest,
            @Nullable Region region,
            LocalDate decidedOn,
            @Nullable LocalDate validTo,
            @Nullable String restsOn,
            List<LicenceView.Condition> conditions) {}

    private final Inbox inbox;
    private final Progressing progressing;
    private final LicenceNumber numbers;
    private final Succession succession;
    private final Register register;
    private final Receipts receipts;
    private final AuditTrail audit;

    Granting(
            Inbox inbox,
            Progressing progressing,
            LicenceNumber numbers,
            Succession succession,
            Register register,
            Receipts receipts,
            AuditTrail audit) {
        this.inbox = inbox;
        this.progressing = progressing;
        this.numbers = numbers;
        this.succession = succession;
        this.register = register;
        this.receipts = receipts;
        this.audit = audit;
    }

    @Transactional
    DecisionReceipt decide(ReceiveDecision decision) {
        if (!inbox.isNew(decision.messageId())) {
            return new DecisionReceipt(
                    DecisionReceipt.Outcome.DUPLICATE,
                    Licences.ofApplication(decision.applicationId())
                            .map(Licence::number)
                            .orElse(null));
        }
        Application application = Application.require(decision.applicationId());
        new Decision(decision).persist();
        receipts.want(
                progressing.decided(application, decision.outcome(), decision.decidedAt()), application.id(), null);
        if (decision.outcome() == Application.Outcome.REFUSED) {
            return new DecisionReceipt(DecisionReceipt.Outcome.APPLIED, null);
        }
        Scheme scheme = SchemeCopy.find(decision.schemeCode(), decision.schemeVersion())
                .orElseThrow(() -> Refusal.of(
                        RegistryProblem.SCHEME_UNAVAILABLE,
                        "Version %d of %s has not been copied yet."
                                .formatted(decision.schemeVersion(), decision.schemeCode())));
        Scheme.Track track = scheme.track(application.track())
                .orElseThrow(() -> Refusal.of(
                        RegistryProblem.SCHEME_UNKNOWN, "The scheme has no track " + application.track() + "."));
        Licence licence = Licences.ofApplication(application.id())
                .map(held -> succession.grantAgain(application, held, decision))
                .orElseGet(() -> switch (application.kind()) {
                    case RENEWAL -> succession.renew(application, decision, track);
                    case VARIATION ->
                        succession.supersede(application, grant(decision, application, scheme, track), decision);
                    case INITIAL, REGISTRATION -> grant(decision, application, scheme, track);
                });
        publish(licence, track, scheme::shows, ModelVersion.require(Objects.requireNonNull(licence.versionId())));
        return new DecisionReceipt(DecisionReceipt.Outcome.APPLIED, licence.number());
    }

    private Licence grant(ReceiveDecision decision, Application application, Scheme scheme, Scheme.Track track) {
        LocalDate day = decision.decidedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        Vendor vendor = Vendor.require(application.vendorId());
        ModelVersion version = ModelVersion.require(application.modelVersionId());
        Model model = Model.require(version.modelId());
        Region region = region(scheme, application.region());
        Licence licence = Licence.granted(
                numbers.draw(
                        track.numberPattern(),
                        new LicenceNumber.Facts(
                                scheme.code(),
                                day,
                                Objects.requireNonNullElse(region.name(), region.code()),
                                model.name())),
                new Grant(
                        application.id(),
                        track.code(),
                        scheme.code(),
                        scheme.version(),
                        vendor.id(),
                        vendor.legalName(),
                        String.join("; ", names(model)),
                        version.id(),
                        version.label(),
                        version.manifestDigest(),
                        region,
                        day,
                        lastDay(day, track.validity()),
                        application.concerned().baseLicenceNumber(),
                        LicenceView.conditions(decision)));
        licence.persist();
        UUID granted = audit.record(
                "licence.granted",
                "licences/" + licence.number(),
                AuditTrail.SYSTEM,
                Map.of(
                        "applicationId", application.id().toString(),
                        "caseId", decision.caseId().toString(),
                        "scheme", scheme.code() + "/" + scheme.version(),
                        "versionId", version.id().toString(),
                        "manifestDigest", version.manifestDigest(),
                        "conditions", decision.conditions().size(),
                        "status", licence.status().name()));
        receipts.want(granted, application.id(), licence.number());
        return licence;
    }

    private void publish(Licence licence, Scheme.Track track, Predicate<String> shows, ModelVersion version) {
        RegisterEntry.Kind kind = REGISTRATION.equalsIgnoreCase(track.instrument())
                ? RegisterEntry.Kind.PRODUCT
                : RegisterEntry.Kind.MODEL;
        Register.Placed placed = register.enter(
                LicenceView.publicly(licence.toView().toPublicLicence(kind), shows),
                ownModel(version, shows.test("baseModel")),
                new Register.Act(AuditTrail.SYSTEM, "licences/" + licence.number()));
        placed.doubts()
                .forEach(doubt -> Log.infof(
                        "licence=%s entry=%s may be the same as entry=%s: %s",
                        licence.number(), placed.entryId(), doubt.id(), doubt.reason()));
    }

    /// @param named whether the public may read by which name the base goes
    private static Register.OwnModel ownModel(ModelVersion version, boolean named) {
        Lineage lineage = version.lineage();
        List<UUID> entries = lineage.baseModelIds();
        List<String> names = new ArrayList<>();
        for (UUID entry : entries) {
            names.add(RegisterEntry.<RegisterEntry>findByIdOptional(entry)
                    .map(RegisterEntry::name)
                    .orElse(entry.toString()));
        }
        names.addAll(lineage.baseModelNames());
        return new Register.OwnModel(version.modelId(), named ? names : List.of(), entries);
    }

    private static List<String> names(Model model) {
        List<String> names = new ArrayList<>(List.of(model.name()));
        names.addAll(model.otherNames());
        return names;
    }

    private static Region region(Scheme scheme, String code) {
        return scheme.regions().stream()
                .filter(region -> region.code().equals(code))
                .findFirst()
                .map(region -> new Region(code, region.name(), null))
                .orElse(new Region(code, code, null));
    }

    private static @Nullable LocalDate lastDay(LocalDate first, @Nullable String validity) {
        return validity == null ? null : first.plus(Period.parse(validity)).minusDays(1);
    }

    void follow(@Observes ReviewStage stage) {
        LocalDate day = stage.at().atOffset(ZoneOffset.UTC).toLocalDate();
        Application application = Application.require(stage.applicationId());
        switch (stage) {
            case ReviewStage.ReviewStarted started -> {
                UUID modelId =
                        ModelVersion.require(application.modelVersionId()).modelId();
                String holder = Vendor.require(application.vendorId()).legalName();
                register.startReview(started.applicationId(), modelId, started.modelName(), holder, day);
                succession.startRenewal(application);
            }
            case ReviewStage.ReviewEnded ended -> {
                register.endReview(ended.applicationId(), day);
                succession.endRenewal(application, day);
                succession.endGrant(application, day);
            }
        }
    }
}
