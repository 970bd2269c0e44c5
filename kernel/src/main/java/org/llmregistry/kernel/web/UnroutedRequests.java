package org.llmregistry.kernel.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Problem;

/// Answers that the HTTP server gives before any resource is found (unknown path, oversized body) are problem
/// documents as well.
@ApplicationScoped
class UnroutedRequests {

    private static final Map<Integer, CommonProblem> PROBLEMS = Map.of(
            400, CommonProblem.INVALID_REQUEST,
            404, CommonProblem.NOT_FOUND,
            405, CommonProblem.METHOD_NOT_ALLOWED,
            406, CommonProblem.NOT_ACCEPTABLE,
            413, CommonProblem.CONTENT_TOO_LARGE,
            415, CommonProblem.UNSUPPORTED_MEDIA_TYPE,
            500, CommonProblem.INTERNAL_ERROR);

    private final ObjectMapper json;

    UnroutedRequests(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        PROBLEMS.forEach((status, problem) -> router.errorHandler(status, request -> answer(request, problem)));
    }

    private void answer(RoutingContext request, CommonProblem problem) {
        if (request.response().ended() || request.response().headWritten()) {
            return;
        }
        Problem body = new Problem(
                problem.uri(),
                problem.title(),
                problem.status(),
                null,
                problem.remedy(),
                request.request().path(),
                RequestId.of(request),
                null,
                null,
                null);
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(body));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
