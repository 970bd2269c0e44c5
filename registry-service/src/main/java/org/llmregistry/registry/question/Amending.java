package org.llmregistry.registry.question;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationRevision;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.dossier.Completeness;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.dossier.Dossier.DocumentReference;
import org.llmregistry.registry.dossier.ModelType;
import org.llmregistry.registry.dossier.Origin;
import org.llmregistry.registry.model.ModelVersion;
import org.llmregistry.registry.review.ReviewMessages.Answers;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.review.SchemeCopy;

/// A dossier that answers to questions changed (domain rule A10): checked as at the submission, but under the version
/// of the scheme that the case was accepted under, and frozen as the next revision.
@ApplicationScoped
class Amending {

    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;
    private final ObjectMapper json;

    Amending(AuditTrail audit, Caller caller, Clock clock, ObjectMapper json) {
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    Answers.Revision amend(Application application, Dossier changed, Instant at) {
        ModelVersion version = ModelVersion.require(application.modelVersionId());
        ModelType type = ModelType.of(version);
        Origin lineage = Origin.of(version.lineage());
        if (!changed.agreesWith(type, lineage)) {
            throw Refusal.invalid(
                    "/dossier", "taken-from-version", "'type' and 'lineage' are those of the model version.");
        }
        Dossier whole = changed.about(type, lineage);
        List<Violation> faults = faultsOf(application, whole);
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    RegistryProblem.DOSSIER_INCOMPLETE, "%d things are missing.".formatted(faults.size()), faults);
        }
        String canonical = whole.canonical(json);
        ApplicationRevision revision = application.freeze(whole, Digests.sha256Hex(canonical), at);
        revision.persistAndFlush();
        audit.record(
                "application.amended",
                "applications/" + application.id(),
                caller.id(),
                Map.of("revision", revision.number(), "sha256", revision.sha256()));
        return new Answers.Revision(revision.number(), canonical);
    }

    private List<Violation> faultsOf(Application application, Dossier dossier) {
        Scheme scheme = SchemeCopy.find(application.schemeCode(), Objects.requireNonNull(application.schemeVersion()))
                .orElseThrow(() -> Refusal.of(
                        RegistryProblem.SCHEME_UNAVAILABLE,
                        "%s has not been copied yet.".formatted(application.schemeCode())));
        List<String> hashes =
                dossier.documents().stream().map(DocumentReference::sha256).toList();
        return Completeness.faultsOf(
                dossier,
                scheme,
                application.track(),
                application.region(),
                Document.uploadedBy(application.vendorId(), hashes),
                LocalDate.now(clock));
    }
}
