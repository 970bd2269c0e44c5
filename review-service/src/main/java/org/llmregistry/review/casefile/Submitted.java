package org.llmregistry.review.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;

/// What the vendor submitted, in its newest revision; replaced as a whole when it submits again.
///
/// @param dossier JSON object, as it came
/// @param defects JSON array of what it was returned for; empty until it is returned
@Embeddable
public record Submitted(
        int revision,
        String vendorName,
        String modelName,
        String versionLabel,
        String manifestDigest,
        String region,
        Instant submittedAt,
        String dossier,
        String defects,
        @Nullable Instant resubmitBefore) {

    static Submitted of(SubmitApplication submission, ObjectMapper json) {
        return new Submitted(
                submission.revision(),
                submission.vendorName(),
                submission.modelName(),
                submission.versionLabel(),
                submission.manifestDigest(),
                submission.region(),
                submission.submittedAt(),
                write(submission.dossier(), json),
                "[]",
                null);
    }

    /// @param before end of the vendor's last day to mend it; null: it has all the time
    Submitted returnedWith(List<Violation> found, @Nullable Instant before, ObjectMapper json) {
        return new Submitted(
                revision,
                vendorName,
                modelName,
                versionLabel,
                manifestDigest,
                region,
                submittedAt,
                dossier,
                write(found, json),
                before);
    }

    /// With answers to questions came a changed dossier; the place in the queue stays.
    public Submitted amended(int newRevision, Map<String, Object> newDossier, ObjectMapper json) {
        return new Submitted(
                newRevision,
                vendorName,
                modelName,
                versionLabel,
                manifestDigest,
                region,
                submittedAt,
                write(newDossier, json),
                defects,
                resubmitBefore);
    }

    private static String write(Object value, ObjectMapper json) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
