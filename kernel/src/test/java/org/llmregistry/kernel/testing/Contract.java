package org.llmregistry.kernel.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The committed `openapi.yaml` of a service. Every reply in every HTTP test is held against it: an unknown path, an
/// undeclared status, another media type or an extra member fails the test.
public final class Contract {

    /// Reading a contract takes longer than the request that is held against it; one that is made anew is read anew.
    private record Read(Path contract, FileTime at) {}

    private static final Map<Read, OpenApiInteractionValidator> VALIDATORS = new ConcurrentHashMap<>();

    private Contract() {}

    /// Checks replies only: tests send bad requests on purpose.
    public static OpenApiValidationFilter filter() {
        return filter(Path.of("openapi.yaml"));
    }

    public static OpenApiValidationFilter filter(Path contract) {
        return new OpenApiValidationFilter(
                VALIDATORS.computeIfAbsent(new Read(contract, changedAt(contract)), Contract::validator));
    }

    private static OpenApiInteractionValidator validator(Read read) {
        return OpenApiInteractionValidator.createFor(read.contract().toUri().toString())
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    private static FileTime changedAt(Path contract) {
        try {
            return Files.getLastModifiedTime(contract);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
