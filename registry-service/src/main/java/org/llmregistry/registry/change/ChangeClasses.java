package org.llmregistry.registry.change;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.change.ChangedFields.Found;
import org.llmregistry.registry.review.Scheme.ChangeClass;
import org.llmregistry.registry.review.Scheme.ChangeClass.Duty;

/// The classes of changes in a scheme, from the lightest to the gravest. What was authorised by a plan stands
/// outside of this order: the holder declares it, nothing falls into it.
record ChangeClasses(List<ChangeClass> all) {

    Optional<ChangeClass> named(String code) {
        return all.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    String codes() {
        return all.stream().map(ChangeClass::code).collect(Collectors.joining(", "));
    }

    /// The gravest class that one of the fields asks for; empty when nothing is touched or the scheme has no table.
    Optional<ChangeClass> required(List<String> pointers) {
        return pointers.stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .max((one, other) -> Integer.compare(rank(one), rank(other)));
    }

    /// The class of the longest pointer that names the field or what it lies in; a graver one, when a field beneath
    /// it has that.
    Optional<ChangeClass> of(String pointer) {
        ChangeClass found = null;
        int longest = -1;
        for (ChangeClass each : ladder()) {
            for (String field : each.fields()) {
                if (isWithin(pointer, field) && field.length() > longest) {
                    found = each;
                    longest = field.length();
                }
            }
        }
        ChangeClass gravest = found;
        for (ChangeClass each : ladder()) {
            if (each.fields().stream().anyMatch(field -> isWithin(field, pointer)) && rank(each) > rank(gravest)) {
                gravest = each;
            }
        }
        return Optional.ofNullable(gravest);
    }

    /// Why the declared class does not do for what is changed; empty when it does.
    Optional<Refusal> refusal(ChangeClass declared, Found found, String licence) {
        if (declared.duty() == Duty.WITHIN_PLAN) {
            return planRefusal(declared, found);
        }
        ChangeClass required = required(found.pointers()).orElse(declared);
        ChangeClass graver = rank(required) > rank(declared) ? required : declared;
        if (graver.duty() == Duty.VARIATION || graver.duty() == Duty.NEW_APPLICATION) {
            return Optional.of(Refusal.of(
                    RegistryProblem.CHANGE_NEEDS_APPLICATION,
                    "Class %s (%s): %s"
                            .formatted(
                                    graver.code(),
                                    graver.name(),
                                    graver.duty() == Duty.VARIATION
                                            ? "draft an application of the kind VARIATION with concerned.licenceNumber %s."
                                                    .formatted(licence)
                                            : "draft an application of the kind INITIAL for the new version."),
                    graverThan(declared, found, graver)));
        }
        return graver == declared
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RegistryProblem.CHANGE_CLASS_TOO_LOW,
                        "Declare class %s (%s).".formatted(graver.code(), graver.name()),
                        graverThan(declared, found, graver)));
    }

    /// The fields that ask for more than was declared; the class itself when it was declared as it is.
    private List<Violation> graverThan(ChangeClass declared, Found found, ChangeClass graver) {
        List<Violation> faults = found.pointers().stream()
                .flatMap(pointer -> of(pointer)
                        .filter(each -> rank(each) > rank(declared) || each == graver)
                        .map(each -> violation(pointer, each))
                        .stream())
                .toList();
        return faults.isEmpty() ? List.of(new Violation("/changeClass", "change-class", remedy(graver))) : faults;
    }

    /// A plan that was approved with the licence, and nothing beside what plans may be about.
    private Optional<Refusal> planRefusal(ChangeClass plan, Found found) {
        boolean approved = found.licensed().documents().stream()
                .anyMatch(document -> document.kind().equals(plan.document()));
        if (!approved) {
            return Optional.of(Refusal.of(
                    RegistryProblem.CHANGE_CLASS_TOO_LOW,
                    "No change plan was approved with the licence.",
                    List.of(new Violation(
                            "/changeClass",
                            "approved-plan",
                            "The licensed dossier holds no document of the kind %s; declare another class."
                                    .formatted(plan.document())))));
        }
        List<Violation> outside = found.pointers().stream()
                .filter(pointer -> plan.fields().stream().noneMatch(field -> isWithin(pointer, field)))
                .flatMap(pointer -> of(pointer).map(each -> violation(pointer, each)).stream())
                .toList();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RegistryProblem.CHANGE_CLASS_TOO_LOW, "No plan may be about these fields.", outside));
    }

    private static Violation violation(String pointer, ChangeClass each) {
        boolean weights = pointer.equals(ChangedFields.WEIGHTS);
        return new Violation(weights ? "/modelVersionId" : "/dossier" + pointer, "change-class", remedy(each));
    }

    private static String remedy(ChangeClass each) {
        return "Class %s (%s): %s"
                .formatted(
                        each.code(),
                        each.name(),
                        switch (each.duty()) {
                            case NOTIFY, WITHIN_PLAN -> "notify it.";
                            case NOTIFY_AND_WAIT -> "notify it and wait.";
                            case VARIATION -> "apply for a variation, or leave it as it is.";
                            case NEW_APPLICATION -> "apply for a licence of its own, or leave it as it is.";
                        });
    }

    private List<ChangeClass> ladder() {
        return all.stream().filter(each -> each.duty() != Duty.WITHIN_PLAN).toList();
    }

    private int rank(@Nullable ChangeClass each) {
        return each == null ? -1 : all.indexOf(each);
    }

    private static boolean isWithin(String pointer, String field) {
        return field.isEmpty() || pointer.equals(field) || pointer.startsWith(field + "/");
    }
}
