package org.llmregistry.review.casefile;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stays the same through all revisions of an application.
///
/// @param kind              INITIAL, REGISTRATION, VARIATION or RENEWAL
/// @param licenceNumber     that a variation or renewal changes
/// @param licensedOn        application that this licence was granted on
/// @param baseLicenceNumber that a registration rests on
/// @param baseModelName     what the version was made from; null: from scratch
@Embeddable
public record AppliedFor(
        UUID applicationId,
        String applicationNumber,
        String kind,
        UUID vendorId,
        String schemeCode,
        String track,
        @Nullable String licenceNumber,
        @Nullable UUID licensedOn,
        @Nullable String baseLicenceNumber,
        @Nullable String baseModelName) {

    public static final String RENEWAL = "RENEWAL";
    public static final String VARIATION = "VARIATION";

    static AppliedFor of(SubmitApplication submission) {
        return new AppliedFor(
                submission.applicationId(),
                submission.applicationNumber(),
                submission.kind(),
                submission.vendorId(),
                submission.schemeCode(),
                submission.track(),
                submission.licenceNumber(),
                submission.licensedOn(),
                submission.baseLicenceNumber(),
                submission.baseModelName());
    }

    /// Whether the registry is to be asked about licences of others: not of a new model that was made from scratch.
    public boolean restsOnOthers() {
        return baseModelName != null || !kind.equals("INITIAL");
    }
}
