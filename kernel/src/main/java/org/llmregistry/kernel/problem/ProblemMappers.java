package org.llmregistry.kernel.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.RequestId;

/// The one place where a failure becomes an answer. Nothing of our inside (class names, SQL, stack traces) leaves.
@ApplicationScoped
public class ProblemMappers {

    private static final Set<String> CONTENTION = Set.of("23505", "40001", "40P01", "55P03");

    private final RequestId requestId;

    ProblemMappers(RequestId requestId) {
        this.requestId = requestId;
    }

    @ServerExceptionMapper
    Response refused(Refusal refusal, UriInfo uri) {
        return answer(refusal, uri);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException invalid, UriInfo uri) {
        List<Violation> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
            errors.add(new Violation(pointer(violation.getPropertyPath()), rule(violation), violation.getMessage()));
        }
        errors.sort(java.util.Comparator.comparing(Violation::pointer).thenComparing(Violation::rule));
        return answer(
                Refusal.of(CommonProblem.INVALID_REQUEST, "%d values are not valid.".formatted(errors.size()), errors),
                uri);
    }

    /// Malformed JSON, a wrong type, an unknown or missing member.
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    Response unreadable(JacksonException unreadable, UriInfo uri) {
        return answer(refusalOf(unreadable), uri);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated(SecurityException refused, UriInfo uri) {
        String detail = refused instanceof AuthenticationFailedException
                ? "The access token is not valid here: expired, or made for another issuer or audience."
                : "This operation needs an access token.";
        Response response = answer(Refusal.of(CommonProblem.UNAUTHENTICATED, detail), uri);
        return Response.fromResponse(response)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refused, UriInfo uri) {
        return answer(
                Refusal.of(CommonProblem.FORBIDDEN, "Your roles do not include one that this operation needs."), uri);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure, UriInfo uri, HttpHeaders headers) {
        if (failure.getCause() instanceof JacksonException unreadable) {
            return answer(refusalOf(unreadable), uri);
        }
        if (failure instanceof NotFoundException
                && failure.getCause() != null
                && uri.getRequestUri().getQuery() != null) {
            return answer(
                    Refusal.of(CommonProblem.INVALID_REQUEST, "A query parameter has a value of the wrong form."), uri);
        }
        int status = failure.getResponse().getStatus();
        Refusal refusal =
                switch (status) {
                    case 400 -> Refusal.of(CommonProblem.INVALID_REQUEST, "The request could not be read.");
                    case 401 -> Refusal.of(CommonProblem.UNAUTHENTICATED, "This operation needs an access token.");
                    case 403 -> Refusal.of(CommonProblem.FORBIDDEN, "This is not yours to do.");
                    case 404 -> Refusal.notFound("The resource " + uri.getPath());
                    case 405 ->
                        Refusal.of(CommonProblem.METHOD_NOT_ALLOWED, "This path does not offer the method you used.");
                    case 406 ->
                        Refusal.of(CommonProblem.NOT_ACCEPTABLE, "None of the media types you accept is made here.");
                    case 413 ->
                        Refusal.of(CommonProblem.CONTENT_TOO_LARGE, "The body is larger than this operation allows.");
                    case 415 ->
                        Refusal.of(
                                CommonProblem.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is not one that is read here.");
                    default -> null;
                };
        return refusal == null ? unexpected(failure, uri, headers) : withAllow(answer(refusal, uri), failure);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, UriInfo uri, HttpHeaders headers) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return answer(refusal, uri);
            }
            if (cause instanceof OptimisticLockException && headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
                return answer(
                        Refusal.of(CommonProblem.STALE_VERSION, "Another writer with the same ETag was first."), uri);
            }
            if (cause instanceof OptimisticLockException
                    || (cause instanceof SQLException sql && CONTENTION.contains(sql.getSQLState()))) {
                Log.infof("contention: %s", cause.getMessage());
                return answer(
                        Refusal.of(
                                CommonProblem.CONFLICT, "Another request changed the same thing first; read it again."),
                        uri);
            }
        }
        Log.errorf(failure, "unexpected failure path=%s", uri.getPath());
        return answer(
                Refusal.of(CommonProblem.INTERNAL_ERROR, "The request failed and changed nothing; it is in our log."),
                uri);
    }

    private Response answer(Refusal refusal, UriInfo uri) {
        Response.ResponseBuilder response = Response.status(refusal.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(refusal.toProblem(uri.getRequestUri().getPath(), requestId.current()));
        if (refusal.type().status() == 503 || refusal.type().status() == 429) {
            response.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return response.build();
    }

    private static Response withAllow(Response answer, WebApplicationException failure) {
        String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    private static Refusal refusalOf(JacksonException unreadable) {
        if (!(unreadable instanceof JsonMappingException mapping)) {
            return Refusal.invalid("", "json", "The body is not well-formed JSON.");
        }
        String pointer = pointer(mapping);
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return Refusal.invalid(
                    pointer, "unknown-member", "Unknown member; known here: " + String.join(", ", known));
        }
        return Refusal.invalid(pointer, "type", "The value has the wrong type or form for this member.");
    }

    private static String pointer(JsonMappingException mapping) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }

    /// `register.command.name` of a body becomes `/name`; a query parameter keeps its name.
    private static String pointer(Path path) {
        List<Path.Node> nodes = new ArrayList<>();
        path.forEach(nodes::add);
        if (nodes.size() <= 2) {
            return nodes.getLast().getName();
        }
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : nodes.subList(2, nodes.size())) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    /// `NotBlank` becomes `not-blank`.
    private static String rule(ConstraintViolation<?> violation) {
        @Nullable
        String name = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
