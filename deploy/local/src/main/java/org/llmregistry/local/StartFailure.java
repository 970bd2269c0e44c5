package org.llmregistry.local;

/// Something that a person has to mend; the message is the one line that says what to do.
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String whatToDo) {
        super(whatToDo);
    }
}
