package org.llmregistry.verifier;

/// What was to be verified does not hold, or is not of the form that it should have.
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failure(String why) {
        super(why);
    }
}
