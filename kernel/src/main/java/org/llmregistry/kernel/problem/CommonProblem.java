package org.llmregistry.kernel.problem;

/// The problems that every service can answer with, whatever it is about.
public enum CommonProblem implements ProblemType {
    INVALID_REQUEST(400, "The request is not valid", "Mend every item of 'errors' and send the request again."),
    UNAUTHENTICATED(401, "Sign in first", "Get an access token from the token endpoint and send it as a Bearer token."),
    FORBIDDEN(403, "You may not do this", "Ask somebody who has the role that the operation's description names."),
    NOT_FOUND(
            404,
            "There is nothing here for you",
            "Check the id; things of other vendors answer as if they did not exist."),
    METHOD_NOT_ALLOWED(405, "This method is not offered here", "See the 'Allow' header and the contract."),
    NOT_ACCEPTABLE(406, "No such representation", "Accept one of the media types that the contract names."),
    ILLEGAL_TRANSITION(
            409, "The state does not allow this", "Choose one of 'allowedTransitions', or wait for another party."),
    CONFLICT(409, "This clashes with what is there", "Read the current state and decide again."),
    IDEMPOTENCY_KEY_IN_USE(
            409,
            "The first request with this key is still running",
            "Wait a second and repeat the request with the same key."),
    STALE_VERSION(
            412, "Somebody changed it since you read it", "Read it again, merge, and send the new ETag as If-Match."),
    CONTENT_TOO_LARGE(413, "The body is too large", "Stay within the limit that the detail names."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "This media type is not understood", "Send one of the media types that the contract names."),
    IDEMPOTENCY_KEY_REUSED(422, "This key belongs to another request", "Use a new Idempotency-Key for a new request."),
    PRECONDITION_REQUIRED(428, "Say which version you change", "Send the ETag of your last read as If-Match."),
    TOO_MANY_REQUESTS(429, "Too many requests", "Wait as long as 'Retry-After' says."),
    INTERNAL_ERROR(500, "Something went wrong on our side", "Repeat the request; if it stays, report the request id."),
    UNAVAILABLE(
            503,
            "A part that is needed does not answer",
            "Repeat the request after 'Retry-After' seconds; nothing was changed.");

    private final int status;
    private final String title;
    private final String remedy;

    CommonProblem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
