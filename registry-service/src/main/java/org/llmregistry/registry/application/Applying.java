package org.llmregistry.registry.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.kernel.web.EntityTags;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.ApplicationEvent.Office;
import org.llmregistry.registry.application.ApplicationResource.DraftApplication;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.dossier.Completeness;
import org.llmregistry.registry.dossier.Developer;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.dossier.Dossier.DocumentReference;
import org.llmregistry.registry.dossier.ModelType;
import org.llmregistry.registry.dossier.Origin;
import org.llmregistry.registry.kind.ApplicationKind;
import org.llmregistry.registry.kind.KindRules;
import org.llmregistry.registry.model.Model;
import org.llmregistry.registry.model.ModelVersion;
import org.llmregistry.registry.review.ReviewMessages;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.review.Schemes;
import org.llmregistry.registry.vendor.Vendor;

/// What the vendor does to its application, each in one transaction.
@ApplicationScoped
class Applying {

    private static final List<Violation> NO_SCHEME =
            List.of(new Violation("/schemeCode", "known-scheme", "No such scheme is in force."));

    private final Schemes schemes;
    private final Progressing progressing;
    private final KindRules kinds;
    private final ReviewMessages review;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;
    private final ObjectMapper json;

    Applying(
            Schemes schemes,
            Progressing progressing,
            KindRules kinds,
            ReviewMessages review,
            AuditTrail audit,
            Caller caller,
            Clock clock,
            ObjectMapper json) {
        this.schemes = schemes;
        this.progressing = progressing;
        this.kinds = kinds;
        this.review = review;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    @Transactional
    @Idempotent
    RestResponse<ApplicationView> draft(DraftApplication command) {
        Vendor vendor = Vendor.actingIn(caller);
        ModelVersion version = command.kind() == ApplicationKind.RENEWAL
                ? ModelVersion.requireHeldBy(vendor.id(), command.modelVersionId())
                : ModelVersion.requireOfVendor(vendor.id(), command.modelVersionId());
        Application.openOne(version.id(), command.schemeCode(), command.track()).ifPresent(open -> {
            throw Refusal.of(
                    RegistryProblem.APPLICATION_OPEN, "It is %s, in the state %s.".formatted(open.id(), open.status()));
        });
        Dossier dossier =
                Dossier.EMPTY.by(Developer.of(vendor)).about(ModelType.of(version), Origin.of(version.lineage()));
        Application application = new Application(vendor.id(), command, dossier, clock.instant());
        refuseUnknownScheme(application);
        application.persistAndFlush();
        progressing.drafted(application, caller.id(), application.draftedAt());
        return RestResponse.ResponseBuilder.<ApplicationView>created(URI.create("/applications/" + application.id()))
                .entity(ApplicationView.moved(application))
                .build();
    }

    @Transactional
    ApplicationView change(UUID id, @Nullable String ifMatch, Dossier dossier) {
        Application application = Application.lockedOf(caller.requireVendor(), id);
        EntityTags.requireMatch(ifMatch, ApplicationView.of(application));
        ModelVersion version = ModelVersion.require(application.modelVersionId());
        ModelType type = ModelType.of(version);
        Origin lineage = Origin.of(version.lineage());
        if (!dossier.agreesWith(type, lineage)) {
            throw Refusal.invalid(
                    "/dossier",
                    "taken-from-version",
                    "'type' and 'lineage' are those of the model version; leave them out or send them as you read them.");
        }
        application.change(dossier.about(type, lineage));
        Application.flush();
        audit.record(
                "application.changed",
                Progressing.subject(application),
                caller.id(),
                Map.of("version", application.version()));
        return ApplicationView.of(application);
    }

    @Transactional
    @Idempotent
    ApplicationView.Validation validate(UUID id) {
        Application application = Application.requireOf(caller.requireVendor(), id);
        Scheme scheme = schemeOf(application);
        List<Violation> faults = faultsOf(application, scheme);
        return new ApplicationView.Validation(faults.isEmpty(), scheme.version(), faults);
    }

    /// All that has to be read is read before the number is drawn: from then to the commit every other submission waits
    /// for its own.
    @Transactional
    @Idempotent
    ApplicationView submit(UUID id) {
        Application application = Application.lockedOf(caller.requireVendor(), id);
        ApplicationStatus before = application.status();
        before.moveTo(ApplicationStatus.SUBMITTED);
        List<Violation> faults = faultsOf(application, schemeOf(application));
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    RegistryProblem.DOSSIER_INCOMPLETE, "%d things are missing.".formatted(faults.size()), faults);
        }
        String dossier = application.dossier().canonical(json);
        Instant now = clock.instant();
        progressing.reviewStarts(application, now);
        ApplicationRevision revision = application.submit(Digests.sha256Hex(dossier), now);
        revision.persistAndFlush();
        progressing.submitted(application, before, revision, caller.id());
        review.submitted(submissionOf(application, revision, dossier));
        return ApplicationView.moved(application);
    }

    @Transactional
    @Idempotent
    ApplicationView withdraw(UUID id, @Nullable String reason) {
        Application application = Application.lockedOf(caller.requireVendor(), id);
        ApplicationStatus before = application.status();
        Instant now = clock.instant();
        application.moveTo(ApplicationStatus.WITHDRAWN);
        Application.flush();
        progressing.moved(application, before, Office.VENDOR, "application.withdrawn", caller.id(), now, Map.of());
        if (before != ApplicationStatus.DRAFT) {
            review.withdrawn(new ReviewMessages.Withdrawal(Ids.next(), id, now, reason));
        }
        return ApplicationView.moved(application);
    }

    private void refuseUnknownScheme(Application application) {
        if (!schemes.areKnown()) {
            return; // review-service was never reachable; submission will check
        }
        List<Violation> faults = schemes.inForce(application.schemeCode())
                .map(scheme -> {
                    List<Violation> found = scheme.faultsOf(application.track(), application.region());
                    return found.isEmpty() ? kinds.faultsOf(asked(application), scheme) : found;
                })
                .orElseGet(() -> NO_SCHEME);
        if (!faults.isEmpty()) {
            throw Refusal.of(RegistryProblem.SCHEME_UNKNOWN, "Choose from what the scheme offers.", faults);
        }
    }

    private Scheme schemeOf(Application application) {
        return schemes.inForce(application.schemeCode())
                .orElseThrow(() -> Refusal.of(
                        RegistryProblem.SCHEME_UNKNOWN,
                        "No scheme %s is in force.".formatted(application.schemeCode()),
                        NO_SCHEME));
    }

    private List<Violation> faultsOf(Application application, Scheme scheme) {
        Dossier dossier = application.dossier();
        List<String> hashes =
                dossier.documents().stream().map(DocumentReference::sha256).toList();
        List<Violation> faults = new ArrayList<>(kinds.faultsOf(asked(application), scheme));
        faults.addAll(Completeness.faultsOf(
                dossier,
                scheme,
                application.track(),
                application.region(),
                Document.uploadedBy(application.vendorId(), hashes),
                LocalDate.now(clock)));
        return faults;
    }

    private static KindRules.Asked asked(Application application) {
        return new KindRules.Asked(
                application.id(),
                application.kind(),
                application.vendorId(),
                application.modelVersionId(),
                application.schemeCode(),
                application.track(),
                application.concerned());
    }

    private ReviewMessages.Submission submissionOf(
            Application application, ApplicationRevision revision, String dossier) {
        ModelVersion version = ModelVersion.require(application.modelVersionId());
        return new ReviewMessages.Submission(
                Ids.next(),
                application.id(),
                Objects.requireNonNull(application.number()),
                revision.number(),
                application.kind().name(),
                application.vendorId(),
                Vendor.require(application.vendorId()).legalName(),
                Model.nameOf(version),
                version.label(),
                version.manifestDigest(),
                application.schemeCode(),
                application.track(),
                application.region(),
                application.concerned().licenceNumber(),
                kinds.grantedOn(application.concerned()).orElse(null),
                application.concerned().baseLicenceNumber(),
                version.lineage().base(),
                revision.submittedAt(),
                dossier);
    }
}
