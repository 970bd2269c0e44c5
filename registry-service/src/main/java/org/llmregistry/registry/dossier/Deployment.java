package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How the version is, or will be, offered.
@Schema(description = "How the version is, or will be, offered")
public record Deployment(
        @Size(max = 4) @Nullable List<@NotNull Channel> channels,
        @Size(max = 500) @Nullable String url,
        @Size(max = 100) @Nullable List<@NotNull @Size(max = 50) String> regions,

        @Schema(description = "What answers the requests: maker, type, cloud") @Size(max = 500) @Nullable
        String inferenceHardware,

        @Schema(description = "Requests that can be answered at the same time") @PositiveOrZero @Nullable
        Integer concurrency,

        @Nullable Audience audience,

        @Schema(description = "Whether minors may use it") @Nullable
        Boolean minors,

        @PositiveOrZero @Nullable Long registeredUsers,
        @PositiveOrZero @Nullable Long businessUsers,

        @Schema(description = "Day of the user counts") @Nullable
        LocalDate usersAsOf) {

    public Deployment {
        channels = channels == null ? List.of() : List.copyOf(channels);
        regions = regions == null ? List.of() : List.copyOf(regions);
    }

    /// How users reach it.
    public enum Channel {
        APP,
        WEB,
        API,
        WEIGHTS
    }

    /// Whom it is for.
    public enum Audience {
        PUBLIC,
        BUSINESS,
        INTERNAL
    }
}
