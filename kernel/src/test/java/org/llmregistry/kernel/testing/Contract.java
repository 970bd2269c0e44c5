package org.llmregistry.kernel.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter.OpenApiValidationException;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import com.atlassian.oai.validator.schema.ValidationConfiguration;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
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

    private static final int SCHEMAS = 5_000; // more than a contract has: each is compiled once
    private static final Map<Read, OpenApiInteractionValidator> VALIDATORS = new ConcurrentHashMap<>();

    private Contract() {}

    /// Checks replies only: tests send bad requests on purpose.
    public static Filter filter() {
        return filter(Path.of("openapi.yaml"));
    }

    public static Filter filter(Path contract) {
        OpenApiInteractionValidator validator =
                VALIDATORS.computeIfAbsent(new Read(contract, changedAt(contract)), Contract::validator);
        return (request, specification, context) -> {
            Response reply = context.next(request, specification);
            Request asked = RestAssuredRequest.of(request);
            ValidationReport report =
                    validator.validateResponse(asked.getPath(), asked.getMethod(), RestAssuredResponse.of(reply));
            if (report.hasErrors()) {
                throw new OpenApiValidationException(report);
            }
            return reply;
        };
    }

    private static OpenApiInteractionValidator validator(Read read) {
        return OpenApiInteractionValidator.createFor(read.contract().toUri().toString())
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request", ValidationReport.Level.IGNORE)
                        .build())
                .withSchemaValidationConfiguration(new ValidationConfiguration().setMaxCacheSize(SCHEMAS))
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
