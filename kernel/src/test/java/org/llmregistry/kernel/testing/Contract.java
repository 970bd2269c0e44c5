package org.llmregistry.kernel.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import java.nio.file.Path;

/// The committed `openapi.yaml` of a service. Every reply in every HTTP test is held against it: an unknown path, an
/// undeclared status, another media type or an extra member fails the test.
public final class Contract {

    private Contract() {}

    /// Checks replies only: tests send bad requests on purpose.
    public static OpenApiValidationFilter filter() {
        return filter(Path.of("openapi.yaml"));
    }

    public static OpenApiValidationFilter filter(Path contract) {
        return new OpenApiValidationFilter(
                OpenApiInteractionValidator.createFor(contract.toUri().toString())
                        .withLevelResolver(LevelResolver.create()
                                .withLevel("validation.request", ValidationReport.Level.IGNORE)
                                .build())
                        .build());
    }
}
