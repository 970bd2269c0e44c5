package org.llmregistry.kernel.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;

/// `ETag` on every successful representation, 304 for a matching `If-None-Match`, and `If-Match` required on every
/// PUT and PATCH (428 without; RFC 9110, section 13.1.1 and RFC 6585, section 3).
///
/// The tag is the version of a [Versioned] view and a hash of the content otherwise.
@Provider
public class EntityTags implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Set<String> GUARDED = Set.of(HttpMethod.PUT, HttpMethod.PATCH);
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final ObjectMapper json;

    EntityTags(ObjectMapper json) {
        this.json = json;
    }

    /// Refuses a change of something that was changed since the caller read it (412), or without saying which version
    /// it changes (428): `If-None-Match` alone is for what does not exist yet.
    public static void requireMatch(@Nullable String ifMatch, Versioned current) {
        if (ifMatch == null) {
            throw Refusal.of(CommonProblem.PRECONDITION_REQUIRED, "A change needs If-Match with the ETag you read.");
        }
        if (!ifMatch.equals("*") && !ifMatch.equals(tag(current))) {
            throw Refusal.of(
                    CommonProblem.STALE_VERSION,
                    "You sent If-Match %s; the current version is %s.".formatted(ifMatch, tag(current)));
        }
    }

    static String tag(Versioned view) {
        return "\"" + view.version() + "\"";
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (GUARDED.contains(request.getMethod())
                && request.getHeaderString(HttpHeaders.IF_MATCH) == null
                && request.getHeaderString(HttpHeaders.IF_NONE_MATCH) == null) {
            throw Refusal.of(
                    CommonProblem.PRECONDITION_REQUIRED,
                    "%s needs the header If-Match with the ETag that you read.".formatted(request.getMethod()));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        Object entity = response.getEntity();
        if (entity == null || response.getStatus() / 100 != 2 || entity instanceof StreamingOutput) {
            return; // a stream is made while it is sent
        }
        if (HttpMethod.HEAD.equals(request.getMethod())) {
            close(entity);
        }
        if (response.getHeaders().getFirst(HttpHeaders.ETAG) == null) {
            String tag;
            if (entity instanceof Versioned versioned) {
                tag = tag(versioned);
            } else if (!READS.contains(request.getMethod())) {
                return; // the answer to a POST is no representation of what was asked for
            } else if (isJson(response)) {
                byte[] body = entity instanceof byte[] made ? made : serialised(entity);
                response.setEntity(body);
                tag = "\"" + hash(body) + "\"";
            } else if (entity instanceof String text) {
                tag = "\"" + hash(text.getBytes(StandardCharsets.UTF_8)) + "\"";
            } else {
                return;
            }
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        }
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (HttpMethod.GET.equals(request.getMethod())
                && response.getHeaders().getFirst(HttpHeaders.ETAG).equals(known)) {
            response.setStatus(304);
            response.setEntity(null);
            close(entity);
        }
    }

    /// Whoever sends a stream closes it; one that is not sent would stay open.
    private static void close(Object entity) throws IOException {
        if (entity instanceof Closeable unsent) {
            unsent.close();
        }
    }

    private static boolean isJson(ContainerResponseContext response) {
        return response.getMediaType() != null
                && response.getMediaType().getSubtype().endsWith("json");
    }

    private byte[] serialised(Object entity) {
        try {
            return json.writeValueAsBytes(entity);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String hash(byte[] body) {
        return HexFormat.of().formatHex(Arrays.copyOf(Digests.sha256(body), 16));
    }
}
