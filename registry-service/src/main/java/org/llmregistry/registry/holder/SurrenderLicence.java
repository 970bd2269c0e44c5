package org.llmregistry.registry.holder;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Command: give the licence back.
record SurrenderLicence(
        @Schema(description = "Past or to come; no later than the last day of the licence") @NotNull
        LocalDate lastDayOfService,

        @Schema(description = "What becomes of users, their data and what rests on the model")
        @NotBlank
        @Size(max = 20_000)
        String windDownPlan,

        @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                documents) {

    static final String EXAMPLE = """
            {"lastDayOfService": "2027-03-31",
             "windDownPlan": "New users from 1 January no more; all users are told three months before; their data are erased in April.",
             "documents": []}""";
}
