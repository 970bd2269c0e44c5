package org.llmregistry.kernel.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Problem;

/// Writes into each contract what holds for every operation (design, section 6), so that no resource repeats it:
/// the sign-in, the problem documents, `Idempotency-Key` and the answer's headers.
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ContractConventions implements OASFilter {

    /// Extension of a POST that is idempotent by an id in its body, and so takes no `Idempotency-Key`.
    public static final String IDEMPOTENT_BY = "x-idempotent-by";

    private static final String SIGN_IN = "sign-in";

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        String issuer = ConfigProvider.getConfig().getValue("registry.issuer", String.class);
        if (contract.getComponents() == null) {
            contract.setComponents(OASFactory.createComponents());
        }
        contract.getComponents().addSecurityScheme(SIGN_IN, signIn(issuer));
        contract.setServers(List.of());
        withoutExamplesOfTime(contract.getComponents());
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static SecurityScheme signIn(String issuer) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.OAUTH2)
                .description(
                        "Sign in as a person with the client id `swagger-ui`; no secret. Machines send a Bearer token"
                                + " got with their client credentials.")
                .flows(OASFactory.createOAuthFlows()
                        .authorizationCode(OASFactory.createOAuthFlow()
                                .authorizationUrl(issuer + "/protocol/openid-connect/auth")
                                .tokenUrl(issuer + "/protocol/openid-connect/token")
                                .scopes(Map.of("openid", "Your identity"))));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean restricted =
                operation.getSecurity() != null && !operation.getSecurity().isEmpty();
        boolean writes = operation.getRequestBody() != null;
        problem(operation, CommonProblem.INVALID_REQUEST);
        problem(operation, CommonProblem.NOT_ACCEPTABLE);
        problem(operation, CommonProblem.INTERNAL_ERROR);
        problem(operation, CommonProblem.UNAVAILABLE);
        if (restricted) {
            operation.setSecurity(
                    List.of(OASFactory.createSecurityRequirement().addScheme(SIGN_IN, List.of("openid"))));
            problem(operation, CommonProblem.UNAUTHENTICATED);
            problem(operation, CommonProblem.FORBIDDEN);
        }
        if (path.contains("{")) {
            problem(operation, CommonProblem.NOT_FOUND);
        }
        if (writes) {
            problem(operation, CommonProblem.UNSUPPORTED_MEDIA_TYPE);
            problem(operation, CommonProblem.CONTENT_TOO_LARGE);
        }
        if (method == PathItem.HttpMethod.POST && !operation.hasExtension(IDEMPOTENT_BY)) {
            operation.addParameter(idempotencyKey());
            problem(operation, CommonProblem.CONFLICT);
            problem(operation, CommonProblem.IDEMPOTENCY_KEY_REUSED);
        }
        if (method == PathItem.HttpMethod.PUT || method == PathItem.HttpMethod.PATCH) {
            problem(operation, CommonProblem.PRECONDITION_REQUIRED);
            problem(operation, CommonProblem.STALE_VERSION);
            problem(operation, CommonProblem.CONFLICT);
        }
        if (method == PathItem.HttpMethod.GET) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304", OASFactory.createAPIResponse().description("You have it already (`If-None-Match`)"));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getContent() == null && (status.startsWith("4") || status.startsWith("5"))) {
                response.setContent(problemContent(null));
            }
        });
        sortResponses(operation);
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ContractConventions::tellExample);
        }
    }

    /// Swagger UI fills its form with examples: whoever presses Execute would filter by all of them.
    private static void tellExample(Parameter parameter) {
        boolean filter = parameter.getIn() == Parameter.In.QUERY && !Boolean.TRUE.equals(parameter.getRequired());
        if (filter && parameter.getExample() != null) {
            parameter.setDescription(
                    "%s (for instance `%s`)".formatted(parameter.getDescription(), parameter.getExample()));
            parameter.setExample(null);
        }
    }

    /// The same goes for those that the library gives to its schemas of a day and of a moment.
    @SuppressWarnings("deprecation") // of OpenAPI 3.1; the contract is 3.0
    private static void withoutExamplesOfTime(Components components) {
        if (components.getSchemas() != null) {
            components.getSchemas().values().stream()
                    .filter(schema ->
                            schema.getFormat() != null && schema.getFormat().startsWith("date"))
                    .forEach(schema -> schema.setExample(null));
        }
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name(IdempotencyKey.HEADER)
                .in(Parameter.In.HEADER)
                .description("Any unique text. Repeat the request with the same key after a broken connection: it takes"
                        + " effect once, and the first answer is replayed for 24 hours.")
                .schema(OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.STRING))
                        .maxLength(255));
    }

    /// What the resource says about a status stays; a status it does not mention gets the common problem.
    private static void problem(Operation operation, CommonProblem problem) {
        String status = String.valueOf(problem.status());
        if (operation.getResponses().getAPIResponse(status) == null) {
            APIResponse response =
                    OASFactory.createAPIResponse().description(problem.title() + ". " + problem.remedy());
            operation.getResponses().addAPIResponse(status, response);
        }
        APIResponse response = operation.getResponses().getAPIResponse(status);
        if (response.getContent() == null) {
            Map<String, Object> example =
                    new TreeMap<>(Map.of("type", problem.uri(), "title", problem.title(), "status", problem.status()));
            response.setContent(problemContent(example));
        }
    }

    private static Content problemContent(@Nullable Object example) {
        MediaType media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        if (example != null) {
            media.setExample(example);
        }
        return OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media);
    }

    private static void sortResponses(Operation operation) {
        operation
                .getResponses()
                .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
    }
}
