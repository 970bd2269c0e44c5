package org.llmregistry.verifier;

/// What was to be verified does not hold, or is not of the form that it should have.
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Failure(String why) {
        super(why);
    }

    /// What does not hold.
    public String why() {
        return String.valueOf(getMessage());
    }
}
