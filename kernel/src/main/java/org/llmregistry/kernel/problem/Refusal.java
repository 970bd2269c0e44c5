package org.llmregistry.kernel.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule said no. Thrown anywhere inside a service, rolled back with its transaction, answered as a problem document.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<Violation> errors;
    private final transient @Nullable String state;
    private final transient @Nullable List<String> allowedTransitions;

    private Refusal(
            ProblemType type,
            String detail,
            List<Violation> errors,
            @Nullable String state,
            @Nullable List<String> allowedTransitions) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.state = state;
        this.allowedTransitions = allowedTransitions;
    }

    public static Refusal of(ProblemType type, String detail) {
        return new Refusal(type, detail, List.of(), null, null);
    }

    /// All violations at once; never only the first.
    public static Refusal of(ProblemType type, String detail, List<Violation> errors) {
        return new Refusal(type, detail, errors, null, null);
    }

    public static Refusal notFound(String what) {
        return of(CommonProblem.NOT_FOUND, what + " was not found.");
    }

    public static Refusal invalid(String pointer, String rule, String detail) {
        return of(CommonProblem.INVALID_REQUEST, detail, List.of(new Violation(pointer, rule, detail)));
    }

    /// The state machine does not offer this move; tells the state and what it does offer.
    public static Refusal illegalTransition(Enum<?> from, Enum<?> to, Collection<? extends Enum<?>> allowed) {
        List<String> names = new ArrayList<>();
        allowed.forEach(status -> names.add(status.name()));
        return new Refusal(
                CommonProblem.ILLEGAL_TRANSITION,
                "From %s there is no way to %s.".formatted(from.name(), to.name()),
                List.of(),
                from.name(),
                List.copyOf(names));
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> errors() {
        return errors;
    }

    Problem toProblem(@Nullable String instance, @Nullable String requestId) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                getMessage(),
                type.remedy(),
                instance,
                requestId,
                errors.isEmpty() ? null : errors,
                state,
                allowedTransitions);
    }
}
