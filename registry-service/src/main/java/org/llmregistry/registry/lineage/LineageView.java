package org.llmregistry.registry.lineage;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The models that an entry rests on, and those that rest on it.
@Schema(name = "LineageGraph", description = "What an entry rests on, and what rests on it")
public record LineageView(UUID id, String name, Side ancestors, Side descendants) {

    /// @param complete false when the walk stopped at the depth asked for or at its largest number of models
    @Schema(name = "LineageSide")
    public record Side(
            @Schema(description = "Nearest first; each once")
            List<Relative> models,

            @Schema(description = "False: there are more, further away or beyond 500 models")
            boolean complete) {}

    @Schema(name = "Relative")
    public record Relative(
            @Schema(description = "Id of its entry in the register")
            UUID id,

            String name,
            String developer,

            @Schema(description = "Length of the shortest way to it", examples = "1")
            int depth,

            @Schema(
                    description =
                            "How it hangs together with models that are one step nearer, or with the entry itself")
            List<Edge> edges,

            @Schema(description = "Number of the best of its licences; absent: it has none") @Nullable
            String licenceNumber,

            @Schema(description = "That licence's own status", examples = "ACTIVE") @Nullable
            String status,

            @Schema(description = "The worst of its own status and of what it inherits", examples = "ACTIVE") @Nullable
            String effectiveStatus) {}

    /// @param id entry that is one step nearer
    @Schema(name = "LineageEdge")
    public record Edge(
            UUID id,
            Link link,

            @Schema(description = "CONTINUED, FINE_TUNED, ADAPTER, MERGED, QUANTISED, DISTILLED, API_CALL or USES")
            String relation) {}

    /// USES: a product that calls the model; DERIVED_FROM: a model that was made from it.
    @Schema(name = "LineageLink", description = "DERIVED_FROM: made from it; USES: a product that calls it")
    public enum Link {
        DERIVED_FROM,
        USES
    }
}
