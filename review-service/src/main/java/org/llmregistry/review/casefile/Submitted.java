package org.llmregistry.review.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/// What the vendor submitted, in its newest revision; replaced as a whole when it submits again.
///
/// @param dossier JSON object, as it came
@Embeddable
public record Submitted(
        int revision,
        String vendorName,
        String modelName,
        String versionLabel,
        String manifestDigest,
        String region,
        Instant submittedAt,
        String dossier) {

    static Submitted of(SubmitApplication submission, ObjectMapper json) {
        return new Submitted(
                submission.revision(),
                submission.vendorName(),
                submission.modelName(),
                submission.versionLabel(),
                submission.manifestDigest(),
                submission.region(),
                submission.submittedAt(),
                write(submission.dossier(), json));
    }

    static String write(Object value, ObjectMapper json) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
