package org.llmregistry.registry.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.web.Versioned;

/// A model as its vendor sees it.
@Schema(description = "A model")
public record ModelView(
        UUID id,
        UUID vendorId,
        @Schema(examples = "文心一言") String name,
        List<String> otherNames,
        String purpose,
        Model.Scope scope,
        Instant registeredAt,

        @Schema(description = "Grows with each change; the ETag")
        long version)
        implements Versioned {

    static ModelView of(Model model) {
        return new ModelView(
                model.id(),
                model.vendorId(),
                model.name(),
                model.otherNames(),
                model.purpose(),
                model.scope(),
                model.registeredAt(),
                model.version());
    }
}
