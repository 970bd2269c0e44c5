package org.llmregistry.kernel.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Sends the stored answer of an [Idempotent] request again, marked as a replay.
@ApplicationScoped
class ReplayedAnswer {

    @ServerExceptionMapper
    RestResponse<byte[]> replay(Idempotency.Replay replay) {
        var answer = replay.answer();
        var response = RestResponse.ResponseBuilder.<byte[]>create(answer.status())
                .entity(answer.body().getBytes(StandardCharsets.UTF_8))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Idempotent-Replayed", "true");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.etag() != null) {
            response.header(HttpHeaders.ETAG, answer.etag());
        }
        return response.build();
    }
}
