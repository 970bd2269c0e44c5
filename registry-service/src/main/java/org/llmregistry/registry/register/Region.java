package org.llmregistry.registry.register;

import jakarta.persistence.Embeddable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where a model is developed, or which authority decided. A channel that is no place has no code.
@Embeddable
@Schema(description = "Where a model is developed, or which authority decided")
public record Region(
        @Schema(description = "ISO 3166-2 code; null for a channel that is no place", examples = "CN-BJ") @Nullable
        String code,

        @Schema(description = "Name in English", examples = "Beijing") @Nullable
        String name,

        @Schema(description = "Name as the source prints it", examples = "北京市") @Nullable
        String localName) {}
