package org.llmregistry.review.duty;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What you declare: of one case, or for a year of one developer (by id, or by the name of it or of its group).
public record DeclareConflict(
        @Nullable UUID caseId,
        @Nullable UUID vendorId,

        @Schema(description = "Company or group; every vendor whose name contains it is meant", examples = "百度")
        @Size(min = 2, max = 300)
        @Nullable
        String company,

        @Schema(description = "false: you have looked, and there is none")
        boolean conflict,

        @Schema(description = "Required with a conflict") ConflictDeclaration.@Nullable Nature nature,
        @NotNull @Size(max = 4000) String statement) {

    static final String EXAMPLE = """
            {"company": "百度", "conflict": true, "nature": "EMPLOYMENT", "statement": "Employed there until 2025."}""";

    @AssertTrue(
            message = "name one of caseId, vendorId and company (with two letters or digits); a conflict has a nature")
    @Schema(hidden = true)
    @JsonIgnore
    public boolean isClear() {
        boolean one = Stream.of(caseId, vendorId, company)
                        .filter(given -> given != null)
                        .count()
                == 1;
        boolean named = company == null || ConflictDeclaration.folded(company).length() >= 2;
        return one && named && (!conflict || nature != null);
    }
}
