package org.llmregistry.review.casefile;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A submitted application, as registry-service hands it over.
///
/// @param messageId deduplication key
/// @param revision  1 at first, more after each return
/// @param dossier   the frozen content, kept as it came
public record SubmitApplication(
        @NotNull UUID messageId,
        @NotNull UUID applicationId,
        @NotBlank @Size(max = 40) String applicationNumber,
        @Min(1) int revision,
        @NotBlank @Size(max = 20) String kind,
        @NotNull UUID vendorId,
        @NotBlank @Size(max = 300) String vendorName,
        @NotBlank @Size(max = 300) String modelName,
        @NotBlank @Size(max = 100) String versionLabel,
        @NotBlank @Size(max = 64) String manifestDigest,
        @NotBlank @Size(max = 40) String schemeCode,
        @NotBlank @Size(max = 40) String track,
        @NotBlank @Size(max = 20) String region,

        @Schema(description = "That a variation or renewal changes") @Size(max = 200) @Nullable
        String licenceNumber,

        @Schema(description = "Application that this licence was granted on") @Nullable
        UUID licensedOn,

        @Schema(description = "That a registration rests on") @Size(max = 200) @Nullable
        String baseLicenceNumber,

        @Schema(description = "What the version was made from, by name or entry of the register; absent: from scratch")
        @Size(max = 300)
        @Nullable
        String baseModelName,

        @NotNull Instant submittedAt,
        @NotNull Map<String, Object> dossier) {

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c02", "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03",
             "applicationNumber": "APP-2026-000001", "revision": 1, "kind": "INITIAL",
             "vendorId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c04", "vendorName": "北京百度网讯科技有限公司",
             "modelName": "文心一言", "versionLabel": "4.0",
             "manifestDigest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
             "schemeCode": "DEMO", "track": "MODEL", "region": "CN-BJ", "submittedAt": "2026-11-23T08:30:00Z",
             "dossier": {"type": "LANGUAGE_MODEL"}}""";
}
