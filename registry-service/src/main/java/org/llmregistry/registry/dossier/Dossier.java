package org.llmregistry.registry.dossier;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.erdtman.jcs.JsonCanonicalizer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.dossier.Developer.Signatory;

/// Everything that an application says. A draft may leave out anything; sizes and forms are checked at once,
/// what is missing is listed by a validation and refused at submission.
///
/// @param type    taken from the model version, as is `lineage`; a change sends back what it read, or leaves
/// both out
@Schema(description = "What the application says; a draft may leave out anything")
@Immutable // or Hibernate copies it, by way of JSON, to see later whether it has changed
public record Dossier(
        @Valid @Nullable Developer developer,

        @Schema(description = "Who signs for the developer; never public") @Size(max = 20)
        List<@NotNull @Valid Signatory> signatories,

        @Schema(description = "Type of the version, taken from it; leave it out or send it back as you read it")
        @Valid
        @Nullable
        ModelType type,

        @Schema(description = "Lineage of the version, taken from it; leave it out or send it back as you read it")
        @Valid
        @Nullable
        Origin lineage,

        @Valid @Nullable Training training,

        @Schema(description = "Every source of training data") @Size(max = 2_000)
        List<@NotNull @Valid CorpusSource> corpus,

        @Schema(description = "Every evaluation, with counts instead of rates") @Size(max = 1_000)
        List<@NotNull @Valid Evaluation> evaluations,

        @Valid @Nullable Safeguards safeguards,

        @Valid @Nullable Deployment deployment,

        @Schema(description = "Documents that were uploaded before, by their hash") @Size(max = 200)
        List<@NotNull @Valid DocumentReference> documents) {

    public static final Dossier EMPTY =
            new Dossier(null, List.of(), null, null, null, List.of(), List.of(), null, null, List.of());

    /// A whole dossier, for the contract and its tests.
    public static final String EXAMPLE = """
            {"developer": {"legalName": "北京百度网讯科技有限公司", "identifier": "91110000802100433B",
               "address": "北京市海淀区上地十街10号", "region": "CN-BJ", "type": "FIRM"},
             "signatories": [{"name": "Li Wen", "role": "Legal representative", "signedOn": "2026-10-20"}],
             "training": {"computeFlop": 3.2E24, "computeMethod": "6 x active parameters x tokens", "computeTolerance": 10,
               "hours": 2160, "energyKwh": 5400000, "framework": "PaddlePaddle",
               "hardware": [{"maker": "Kunlunxin", "type": "P800", "count": 5120, "owner": "the developer", "place": "Yangquan"}],
               "continuityPlan": "Stock for eighteen months; training also runs on the older cluster."},
             "corpus": [
               {"name": "Web pages 2019-2025", "kind": "CRAWLED", "language": "zh", "country": "CN", "items": 2400000000,
                "licence": "robots.txt respected", "collectedUntil": "2025-12-31", "sampled": 4000, "rejected": 48},
               {"name": "Licensed books", "kind": "COMMERCIAL", "language": "en", "country": "GB", "items": 310000,
                "licence": "contract 2025/17", "collectedUntil": "2025-06-30", "sampled": 4000, "rejected": 3}],
             "evaluations": [
               {"bank": "content-safety", "scope": "ALL", "drawn": 1000, "passed": 962, "assessor": "SELF", "date": "2026-10-12"},
               {"bank": "should-refuse", "scope": "A.1", "drawn": 300, "passed": 290, "assessor": "SELF", "date": "2026-10-12"},
               {"bank": "should-not-refuse", "scope": "A.1", "drawn": 300, "passed": 290, "assessor": "SELF", "date": "2026-10-12"}],
             "safeguards": {"keywords": 12400, "keywordsUpdatedOn": "2026-10-18", "classifiers": ["A.1", "A.2"],
               "shouldRefuseQuestions": 620, "shouldNotRefuseQuestions": 540, "interceptionPoints": ["input", "output"],
               "userSanctions": "Suspended after three improper questions in a row", "watermark": "label below each answer"},
             "deployment": {"channels": ["APP", "WEB", "API"], "url": "https://model.example", "regions": ["CN-BJ"],
               "inferenceHardware": "Kunlunxin P800, own cloud", "concurrency": 20000, "audience": "PUBLIC", "minors": false,
               "registeredUsers": 1200000, "businessUsers": 850, "usersAsOf": "2026-10-01"},
             "documents": [
               {"kind": "SECURITY_ASSESSMENT", "language": "zh", "confidential": true,
                "sha256": "76d9db1035325930757e156cce9d15a7f3027a3e72ce8e68e9175b754851ee1b"},
               {"kind": "SERVICE_AGREEMENT", "language": "zh", "confidential": false,
                "sha256": "b74cf4b6c127dc884ef5f29305939f575439e0497292dfc5928b3cc54c282315"}]}""";

    /// Lists are never null once the dossier is made.
    public Dossier {
        signatories = signatories == null ? List.of() : List.copyOf(signatories);
        corpus = corpus == null ? List.of() : List.copyOf(corpus);
        evaluations = evaluations == null ? List.of() : List.copyOf(evaluations);
        documents = documents == null ? List.of() : List.copyOf(documents);
    }

    public Dossier about(ModelType newType, Origin newLineage) {
        return new Dossier(
                developer,
                signatories,
                newType,
                newLineage,
                training,
                corpus,
                evaluations,
                safeguards,
                deployment,
                documents);
    }

    public Dossier by(Developer newDeveloper) {
        return new Dossier(
                newDeveloper,
                signatories,
                type,
                lineage,
                training,
                corpus,
                evaluations,
                safeguards,
                deployment,
                documents);
    }

    /// Whether the parts that belong to the version are left out or as they are there.
    public boolean agreesWith(ModelType versionType, Origin versionLineage) {
        return (type == null || Objects.equals(type, versionType))
                && (lineage == null || Objects.equals(lineage, versionLineage));
    }

    /// A document that was uploaded before, and what it is in this dossier.
    @Schema(description = "A document that was uploaded before, and what it is in this dossier")
    public record DocumentReference(
            @Schema(description = "Kind, as the scheme's list of documents names it", examples = "SECURITY_ASSESSMENT")
            @NotNull
            @Size(min = 1, max = 100)
            String kind,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
            String sha256,

            @Schema(description = "BCP 47 tag", examples = "en") @Size(max = 35) @Nullable
            String language,

            @Schema(description = "Whether the vendor asks to keep it from the public") @Nullable
            Boolean confidential) {}

    /// RFC 8785: the same content has the same bytes, whoever writes it.
    public String canonical(ObjectMapper json) {
        try {
            return new JsonCanonicalizer(json.writeValueAsString(this)).getEncodedString();
        } catch (IOException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
