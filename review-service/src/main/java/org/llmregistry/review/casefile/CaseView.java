package org.llmregistry.review.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Versioned;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.offer.Offer;

/// A case as its reviewers see it.
@Schema(description = "A case with what can be done to it now")
public record CaseView(
        UUID id,
        @Schema(examples = "CASE-2026-000001") String number,
        CaseStatus status,
        UUID applicationId,
        String applicationNumber,

        @Schema(description = "Grows each time the vendor submits again, or changes the dossier with its answers")
        int revision,

        @Schema(examples = "INITIAL") String kind,

        @Schema(description = "That a variation or renewal changes") @Nullable
        String licenceNumber,

        @Schema(description = "That a registration rests on") @Nullable
        String baseLicenceNumber,

        @Schema(description = "What the version was made from, by name or entry of the register; absent: from scratch")
        @Nullable
        String baseModelName,

        UUID vendorId,
        String vendorName,
        String modelName,
        String versionLabel,

        @Schema(description = "Digest of the weights manifest that a licence would be bound to")
        String manifestDigest,

        String schemeCode,

        @Schema(description = "Pinned at acceptance") @Nullable
        Integer schemeVersion,

        String track,
        String region,

        @Schema(description = "Region whose office works on it: `region`, until it is transferred")
        String office,

        Instant submittedAt,

        @Schema(description = "When the clock started") @Nullable
        Instant acceptedAt,

        @Schema(description = "Who claimed it: the `sub` of the token") @Nullable
        String officer,

        @Schema(description = "Why it was returned") List<Violation> defects,

        @Schema(description = "The vendor can submit what was returned until then; absent: without end") @Nullable
        Instant resubmitBefore,

        @Schema(description = "The frozen content of the application")
        Map<String, Object> dossier,

        @Schema(description = "The scheme's time limits that have begun")
        List<ClockView> clocks,

        List<NextAction> nextActions,
        long version)
        implements Versioned {

    /// Something that can be done now.
    ///
    /// @param whyNot why you may not; absent when you may
    @Schema(name = "NextAction", description = "Something that can be done to the case now")
    public record NextAction(
            @Schema(examples = "CLAIM") String action,
            @Schema(examples = "POST") String method,
            String path,
            @Schema(description = "Role that may do it") String role,
            boolean allowedForYou,
            @Nullable String whyNot) {

        static NextAction of(UUID caseId, Offer offer) {
            return new NextAction(
                    offer.action(),
                    offer.method(),
                    "/cases/%s/%s".formatted(caseId, offer.path()),
                    offer.role(),
                    offer.rule() == null,
                    offer.rule());
        }
    }

    static CaseView of(CaseFile file, List<ClockView> clocks, List<NextAction> nextActions, ObjectMapper json) {
        return new CaseView(
                file.id(),
                file.number(),
                file.status(),
                file.applicationId(),
                file.appliedFor().applicationNumber(),
                file.submitted().revision(),
                file.appliedFor().kind(),
                file.appliedFor().licenceNumber(),
                file.appliedFor().baseLicenceNumber(),
                file.appliedFor().baseModelName(),
                file.appliedFor().vendorId(),
                file.submitted().vendorName(),
                file.submitted().modelName(),
                file.submitted().versionLabel(),
                file.submitted().manifestDigest(),
                file.schemeCode(),
                file.schemeVersion(),
                file.appliedFor().track(),
                file.submitted().region(),
                file.office(),
                file.submitted().submittedAt(),
                file.acceptedAt(),
                file.officer(),
                read(file.submitted().defects(), new TypeReference<List<Violation>>() {}, json),
                file.submitted().resubmitBefore(),
                read(file.submitted().dossier(), new TypeReference<Map<String, Object>>() {}, json),
                clocks,
                nextActions,
                file.version());
    }

    private static <T> T read(String text, TypeReference<T> type, ObjectMapper json) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
