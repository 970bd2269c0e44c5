package org.llmregistry.registry.question;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.dossier.Dossier;

/// Answers to some or all open items.
public record AnswerQuestions(
        @NotEmpty @Size(max = 100) List<@Valid @NotNull Answer> answers,

        @Schema(
                description =
                        "The whole dossier, when the answers change it: it freezes as the next revision. Absent: the"
                                + " dossier stays")
        @Valid
        @Nullable
        Dossier dossier) {

    /// @param documents digests of documents that were uploaded before
    @Schema(name = "Answer")
    public record Answer(
            @Min(1) int item,
            @NotBlank @Size(max = 20_000) String text,

            @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
            List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                    documents,

            @Schema(description = "The question does not apply to you; the text says why") @Nullable
            Boolean notApplicable) {}

    static final String EXAMPLE = """
            {"answers": [{"item": 1, "text": "61 %, by the collection dates in the manifest.", "documents": []}]}""";
}
