package org.llmregistry.registry.hearing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the applicant says on a notice.
public record MakeStatement(
        @NotBlank @Size(max = 20_000) String statement,

        @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                documents) {

    static final String EXAMPLE = """
            {"statement": "The bank held questions of another version; the right draw follows.", "documents": []}""";
}
