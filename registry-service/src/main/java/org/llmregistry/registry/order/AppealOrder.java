package org.llmregistry.registry.order;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why an order is wrong.
record AppealOrder(
        @NotBlank @Size(max = 20_000) String grounds,

        @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                documents) {

    static final String EXAMPLE = """
            {"grounds": "The counts are of another version.", "documents": []}""";
}
