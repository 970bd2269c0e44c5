package org.llmregistry.review.casefile;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/// What stays the same through all revisions of an application.
///
/// @param kind INITIAL, REGISTRATION, VARIATION or RENEWAL
@Embeddable
public record AppliedFor(
        UUID applicationId, String applicationNumber, String kind, UUID vendorId, String schemeCode, String track) {

    static AppliedFor of(SubmitApplication submission) {
        return new AppliedFor(
                submission.applicationId(),
                submission.applicationNumber(),
                submission.kind(),
                submission.vendorId(),
                submission.schemeCode(),
                submission.track());
    }
}
