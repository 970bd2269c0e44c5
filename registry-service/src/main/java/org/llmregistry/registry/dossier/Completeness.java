package org.llmregistry.registry.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.review.Scheme;

/// What a dossier still lacks, all at once. Validation and submission both ask here, so they can't differ.
/// Whether the figures are good enough is for the review to judge against the scheme's thresholds.
public final class Completeness {

    private static final String REQUIRED = "required";

    private final List<Violation> faults = new ArrayList<>();
    private final LocalDate today;

    private Completeness(LocalDate today) {
        this.today = today;
    }

    /// @param uploaded those of the dossier's documents that the vendor has uploaded
    public static List<Violation> faultsOf(
            Dossier dossier, Scheme scheme, String track, String region, Set<String> uploaded, LocalDate today) {
        Completeness check = new Completeness(today);
        check.scheme(scheme, track, region);
        check.developer(dossier.developer());
        check.signatories(dossier);
        if (dossier.lineage() == null || !dossier.lineage().isApiCall()) {
            check.training(dossier.training());
            check.corpus(dossier.corpus());
        }
        check.evaluations(dossier.evaluations());
        check.safeguards(dossier.safeguards());
        check.deployment(dossier.deployment());
        check.documents(dossier, scheme, track, uploaded);
        return List.copyOf(check.faults);
    }

    private void scheme(Scheme scheme, String track, String region) {
        faults.addAll(scheme.faultsOf(track, region));
    }

    private void developer(@Nullable Developer developer) {
        if (developer == null) {
            add("/dossier/developer", REQUIRED, "Say who developed the model.");
        } else {
            isThere(developer.legalName(), "/dossier/developer/legalName", "Give the legal name.");
            isThere(developer.identifier(), "/dossier/developer/identifier", "Give the registration number.");
            isThere(developer.address(), "/dossier/developer/address", "Give the address.");
            isThere(developer.region(), "/dossier/developer/region", "Give the region.");
            isThere(developer.type(), "/dossier/developer/type", "Say what kind of party it is.");
        }
    }

    private void signatories(Dossier dossier) {
        holdsOne(dossier.signatories(), "/dossier/signatories", "Name at least one person who signs.");
        for (int i = 0; i < dossier.signatories().size(); i++) {
            Developer.Signatory signatory = dossier.signatories().get(i);
            String at = "/dossier/signatories/" + i;
            isThere(signatory.name(), at + "/name", "Name the person.");
            isThere(signatory.role(), at + "/role", "Say in which role the person signs.");
            isPast(signatory.signedOn(), at + "/signedOn");
        }
    }

    private void training(@Nullable Training training) {
        if (training == null) {
            add("/dossier/training", REQUIRED, "Describe the training.");
        } else {
            isThere(training.computeFlop(), "/dossier/training/computeFlop", "State the training compute.");
            isThere(training.computeMethod(), "/dossier/training/computeMethod", "Say how the compute was counted.");
            holdsOne(training.hardware(), "/dossier/training/hardware", "List the hardware, one row per kind.");
            for (int i = 0; i < training.hardware().size(); i++) {
                Training.Hardware hardware = training.hardware().get(i);
                String at = "/dossier/training/hardware/" + i;
                isThere(hardware.maker(), at + "/maker", "Name the maker.");
                isThere(hardware.type(), at + "/type", "Name the type.");
                isThere(hardware.count(), at + "/count", "Say how many.");
            }
        }
    }

    private void corpus(List<CorpusSource> corpus) {
        holdsOne(corpus, "/dossier/corpus", "List every source of training data.");
        for (int i = 0; i < corpus.size(); i++) {
            CorpusSource source = corpus.get(i);
            String at = "/dossier/corpus/" + i;
            isThere(source.name(), at + "/name", "Name the source.");
            isThere(source.kind(), at + "/kind", "Say what kind of source it is.");
            isThere(source.language(), at + "/language", "Give the language.");
            isThere(source.items(), at + "/items", "Say how many items it has.");
            isThere(source.licence(), at + "/licence", "Say under which licence or consent it is used.");
            counts(source.sampled(), source.rejected(), at + "/sampled", at + "/rejected");
        }
    }

    private void evaluations(List<Evaluation> evaluations) {
        holdsOne(evaluations, "/dossier/evaluations", "List at least one evaluation.");
        for (int i = 0; i < evaluations.size(); i++) {
            Evaluation evaluation = evaluations.get(i);
            String at = "/dossier/evaluations/" + i;
            isThere(evaluation.bank(), at + "/bank", "Name the test bank.");
            isThere(evaluation.scope(), at + "/scope", "Say what it covers.");
            isThere(evaluation.assessor(), at + "/assessor", "Say who ran it.");
            isPast(evaluation.date(), at + "/date");
            counts(evaluation.drawn(), evaluation.passed(), at + "/drawn", at + "/passed");
        }
    }

    private void safeguards(@Nullable Safeguards safeguards) {
        if (safeguards == null) {
            add("/dossier/safeguards", REQUIRED, "Describe the safeguards.");
        } else {
            isThere(safeguards.keywords(), "/dossier/safeguards/keywords", "State the size of the keyword library.");
            holdsOne(
                    safeguards.interceptionPoints(),
                    "/dossier/safeguards/interceptionPoints",
                    "Say where content is intercepted.");
        }
    }

    private void deployment(@Nullable Deployment deployment) {
        if (deployment == null) {
            add("/dossier/deployment", REQUIRED, "Describe how it is offered.");
        } else {
            holdsOne(deployment.channels(), "/dossier/deployment/channels", "Name at least one channel.");
            isThere(deployment.audience(), "/dossier/deployment/audience", "Say whom it is for.");
            isThere(deployment.minors(), "/dossier/deployment/minors", "Say whether minors may use it.");
        }
    }

    private void documents(Dossier dossier, Scheme scheme, String track, Set<String> uploaded) {
        for (Scheme.RequiredDocument required : scheme.documents()) {
            boolean isThere = dossier.documents().stream()
                    .anyMatch(document -> document.kind().equals(required.kind()));
            if (required.isRequiredOn(track) && !isThere) {
                add("/dossier/documents", "required-document", "Add a document of the kind " + required.kind() + ".");
            }
        }
        for (int i = 0; i < dossier.documents().size(); i++) {
            if (!uploaded.contains(dossier.documents().get(i).sha256())) {
                add(
                        "/dossier/documents/" + i + "/sha256",
                        "uploaded",
                        "Upload it first: PUT /documents/"
                                + dossier.documents().get(i).sha256());
            }
        }
    }

    private void counts(@Nullable Number drawn, @Nullable Number part, String drawnAt, String partAt) {
        isThere(drawn, drawnAt, "State the count.");
        isThere(part, partAt, "State the count.");
        if (drawn != null && drawn.longValue() == 0) {
            add(drawnAt, "positive", "Draw at least one item.");
        }
        if (drawn != null && part != null && part.longValue() > drawn.longValue()) {
            add(partAt, "at-most-drawn", "No more than the %d that were drawn.".formatted(drawn.longValue()));
        }
    }

    private void isPast(@Nullable LocalDate date, String pointer) {
        isThere(date, pointer, "Give the date.");
        if (date != null && date.isAfter(today)) {
            add(pointer, "in-the-past", "Not later than today, " + today + ".");
        }
    }

    private void holdsOne(List<?> list, String pointer, String detail) {
        if (list.isEmpty()) {
            add(pointer, REQUIRED, detail);
        }
    }

    /// A blank text is as good as none.
    private void isThere(@Nullable Object value, String pointer, String detail) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            add(pointer, REQUIRED, detail);
        }
    }

    private void add(String pointer, String rule, String detail) {
        faults.add(new Violation(pointer, rule, detail));
    }
}
