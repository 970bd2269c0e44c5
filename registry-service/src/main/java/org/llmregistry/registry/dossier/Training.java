package org.llmregistry.registry.dossier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How the version was trained.
@Schema(description = "How the version was trained")
public record Training(
        @Schema(description = "Floating-point operations of the whole training", examples = "3.2E24")
        @Positive
        @Nullable
        Double computeFlop,

        @Schema(description = "How the figure was got: counted, or estimated by which formula")
        @Size(max = 500)
        @Nullable
        String computeMethod,

        @Schema(description = "How sure the figure is, in percent either way") @PositiveOrZero @Nullable
        Integer computeTolerance,

        @Schema(description = "Time from start to end of the training") @Positive @Nullable
        Long hours,

        @PositiveOrZero @Nullable Long energyKwh,
        @Size(max = 200) @Nullable String framework,

        @Size(max = 200) @Nullable List<@NotNull @Valid Hardware> hardware,

        @Schema(description = "How the compute is kept up if supply ends: stock, fallback hardware, plan")
        @Size(max = 4_000)
        @Nullable
        String continuityPlan) {

    public Training {
        hardware = hardware == null ? List.of() : List.copyOf(hardware);
    }

    /// One kind of machine that the training ran on.
    @Schema(description = "One kind of accelerator or server")
    public record Hardware(
            @Size(max = 100) @Nullable String maker,
            @Size(max = 100) @Nullable String type,
            @Min(1) @Nullable Integer count,

            @Schema(description = "Who owns it") @Size(max = 200) @Nullable
            String owner,

            @Size(max = 200) @Nullable String place) {}
}
