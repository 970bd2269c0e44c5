package org.llmregistry.registry.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.review.Scheme;

/// What a dossier still lacks, all at once. Validation and submission both ask here, so they can't differ.
/// Which members a track asks for is data of the scheme; whether the figures are good enough the review judges.
public final class Completeness {

    private static final String EACH = "[]";
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final Set<Violation> faults = new LinkedHashSet<>();
    private final LocalDate today;

    private Completeness(LocalDate today) {
        this.today = today;
    }

    /// @param uploaded those of the dossier's documents that the vendor has uploaded
    public static List<Violation> faultsOf(
            Dossier dossier, Scheme scheme, String track, String region, Set<String> uploaded, LocalDate today) {
        Completeness check = new Completeness(today);
        check.faults.addAll(scheme.faultsOf(track, region));
        scheme.track(track).ifPresent(rules -> {
            check.requires(dossier, rules);
            check.applies(dossier.training(), rules.appliesFrom());
        });
        check.agrees(dossier);
        check.documents(dossier, scheme, track, uploaded);
        return List.copyOf(check.faults);
    }

    /// What the track asks for. A product that calls a model did not train it.
    private void requires(Dossier dossier, Scheme.Track track) {
        boolean calls = dossier.lineage() != null && dossier.lineage().isApiCall();
        JsonNode content = JSON.valueToTree(dossier);
        for (String field : track.requiredFields()) {
            if (!calls || !(field.startsWith("training") || field.startsWith("corpus"))) {
                requires(content, "/dossier", List.of(field.split("\\.")), track.code());
            }
        }
    }

    /// Names the outermost part that is missing, once.
    private void requires(JsonNode parent, String at, List<String> path, String track) {
        String step = path.getFirst();
        String name = step.replace(EACH, "");
        JsonNode value = parent.path(name);
        String pointer = at + "/" + name;
        if (isMissing(value)) {
            add(pointer, "required", "The track %s asks for it.".formatted(track));
        } else if (path.size() > 1) {
            List<String> rest = path.subList(1, path.size());
            if (step.endsWith(EACH)) {
                for (int i = 0; i < value.size(); i++) {
                    requires(value.get(i), pointer + "/" + i, rest, track);
                }
            } else {
                requires(value, pointer, rest, track);
            }
        }
    }

    /// A blank text is as good as none, and so is an empty list.
    private static boolean isMissing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.asText().isBlank());
    }

    private void applies(@Nullable Training training, Scheme.@Nullable Trigger from) {
        Double compute = training == null ? null : training.computeFlop();
        if (from != null
                && compute != null
                && from.measure().equals("TRAINING_COMPUTE_FLOP")
                && BigDecimal.valueOf(compute).compareTo(new BigDecimal(from.value())) < 0) {
            add(
                    "/dossier/training/computeFlop",
                    "applies-from",
                    "The track is for models from %s FLOP on; below that nothing is due.".formatted(from.value()));
        }
    }

    /// What cannot be, whoever asks for it.
    private void agrees(Dossier dossier) {
        for (int i = 0; i < dossier.signatories().size(); i++) {
            isPast(dossier.signatories().get(i).signedOn(), "/dossier/signatories/%d/signedOn".formatted(i));
        }
        for (int i = 0; i < dossier.corpus().size(); i++) {
            CorpusSource source = dossier.corpus().get(i);
            String at = "/dossier/corpus/" + i;
            counts(source.sampled(), source.rejected(), at + "/sampled", at + "/rejected");
        }
        for (int i = 0; i < dossier.evaluations().size(); i++) {
            Evaluation evaluation = dossier.evaluations().get(i);
            String at = "/dossier/evaluations/" + i;
            isPast(evaluation.date(), at + "/date");
            counts(evaluation.drawn(), evaluation.passed(), at + "/drawn", at + "/passed");
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
        if (drawn != null && drawn.longValue() == 0) {
            add(drawnAt, "positive", "Draw at least one item.");
        }
        if (drawn != null && part != null && part.longValue() > drawn.longValue()) {
            add(partAt, "at-most-drawn", "No more than the %d that were drawn.".formatted(drawn.longValue()));
        }
    }

    private void isPast(@Nullable LocalDate date, String pointer) {
        if (date != null && date.isAfter(today)) {
            add(pointer, "in-the-past", "Not later than today, " + today + ".");
        }
    }

    private void add(String pointer, String rule, String detail) {
        faults.add(new Violation(pointer, rule, detail));
    }
}
