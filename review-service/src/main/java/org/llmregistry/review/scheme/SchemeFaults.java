package org.llmregistry.review.scheme;

import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.clock.ClockRule;
import org.llmregistry.review.holding.ChangeClass;

/// What a JSON Schema cannot say: that codes are unique and that whatever is named exists.
final class SchemeFaults {

    private static final Pattern NUMBER_PART =
            Pattern.compile("\\{(scheme|year|date|region|model|check|sequence(:0\\d)?)}");

    /// What a change asks of the holder, in rising order.
    private static final List<String> DUTIES = List.of("NOTIFY", "NOTIFY_AND_WAIT", "VARIATION", "NEW_APPLICATION");

    private final List<Violation> faults = new ArrayList<>();

    private SchemeFaults() {}

    static List<Violation> of(Scheme scheme) {
        SchemeFaults check = new SchemeFaults();
        check.zone(scheme.timeZone());
        Set<String> tracks = check.codes("/tracks", scheme.tracks(), Scheme.Track::code);
        Set<String> clauses = check.codes("/clauses", scheme.clauses(), Scheme.Clause::code);
        check.codes("/thresholds", scheme.thresholds(), Threshold::code);
        check.codes("/risks", scheme.risks(), Scheme.Risk::code);
        check.codes("/regions", scheme.regions(), Scheme.Region::code);
        check.tracks(scheme.tracks());
        check.codes("/clocks", scheme.clocks(), ClockRule::code);
        check.codes("/changeClasses", scheme.changeClasses(), ChangeClass::code);
        check.changes(scheme.changeClasses());
        check.plans(scheme);
        if (scheme.conditions() != null) {
            check.named(
                    "/conditions/overdueGround",
                    List.of(scheme.conditions().overdueGround()),
                    scheme.sanctions().stream()
                            .flatMap(sanction -> sanction.grounds().stream())
                            .collect(Collectors.toSet()));
        }
        check.overruns(scheme.clocks());
        check.calendar(scheme.calendar());
        if (scheme.lineage() != null && scheme.lineage().lacksGraceDays()) {
            check.add("/lineage/graceDays", "grace-days", "Say how many days GRACE gives.");
        }
        Set<String> classes = scheme.risks().stream().map(Scheme.Risk::parent).collect(Collectors.toSet());
        classes.add(Threshold.CORPUS_SOURCE);
        for (int i = 0; i < scheme.thresholds().size(); i++) {
            Threshold threshold = scheme.thresholds().get(i);
            check.named("/thresholds/%d/clause".formatted(i), List.of(threshold.clause()), clauses);
            List<String> each = threshold.each();
            check.named("/thresholds/%d/each".formatted(i), each == null ? List.of() : each, classes);
        }
        check.named("/drawnSuites", scheme.drawn(), scheme.suites());
        for (int i = 0; i < scheme.documents().size(); i++) {
            check.named(
                    "/documents/%d/track".formatted(i),
                    List.of(scheme.documents().get(i).track()),
                    tracks);
        }
        for (int i = 0; i < scheme.regions().size(); i++) {
            List<String> competentFor = scheme.regions().get(i).competentFor();
            check.named(
                    "/regions/%d/competentFor".formatted(i), competentFor == null ? List.of() : competentFor, tracks);
        }
        return check.faults;
    }

    /// Silence of intake can only accept, silence of the review can only approve.
    private void overruns(List<ClockRule> clocks) {
        for (int i = 0; i < clocks.size(); i++) {
            String only =
                    switch (clocks.get(i).onOverrun()) {
                        case ALARM -> null;
                        case DEEMED_ACCEPTED -> "ACCEPTANCE";
                        case DEEMED_APPROVED -> "REVIEW";
                    };
            if (only != null && !only.equals(clocks.get(i).code())) {
                add(
                        "/clocks/%d/onOverrun".formatted(i),
                        "effect-of-clock",
                        "%s belongs to the clock %s.".formatted(clocks.get(i).onOverrun(), only));
            }
        }
    }

    /// A change finds its class by its fields: so each field has one class, everything else has one too, and a
    /// later class asks for no less than the one before.
    private void changes(List<ChangeClass> classes) {
        Set<String> fields = new HashSet<>();
        int gravest = 0;
        for (int i = 0; i < classes.size(); i++) {
            ChangeClass each = classes.get(i);
            int duty = DUTIES.indexOf(each.duty());
            if (duty < 0) {
                continue;
            }
            if (duty < gravest) {
                add(
                        "/changeClasses/%d/duty".formatted(i),
                        "gravest-last",
                        "A class before asks for more than %s.".formatted(each.duty()));
            }
            gravest = Math.max(gravest, duty);
            for (String field : each.fields() == null ? List.<String>of() : each.fields()) {
                if (!fields.add(field)) {
                    add(
                            "/changeClasses/%d/fields".formatted(i),
                            "unique",
                            "'%s' stands in two classes.".formatted(field));
                }
            }
            if (each.duty().equals("NOTIFY_AND_WAIT") && each.days() == null) {
                add("/changeClasses/%d/days".formatted(i), "required", "Say how long the holder waits.");
            }
        }
        if (!fields.isEmpty() && !fields.contains("")) {
            add("/changeClasses", "everything-else", "One class has the empty pointer: what no other class names.");
        }
    }

    private void plans(Scheme scheme) {
        Set<String> kinds =
                scheme.documents().stream().map(Scheme.RequiredDocument::kind).collect(Collectors.toSet());
        for (int i = 0; i < scheme.changeClasses().size(); i++) {
            ChangeClass each = scheme.changeClasses().get(i);
            boolean isPlan = each.duty().equals("WITHIN_PLAN");
            String document = each.document();
            if (isPlan != (document != null)) {
                add(
                        "/changeClasses/%d/document".formatted(i),
                        "plan",
                        "WITHIN_PLAN, and nothing else, names the document that holds the plan.");
            }
            if (document != null) {
                named("/changeClasses/%d/document".formatted(i), List.of(document), kinds);
            }
        }
    }

    private void calendar(Scheme.Days days) {
        if (!Collections.disjoint(days.holidays(), days.extraWorkingDays())) {
            add("/calendar/extraWorkingDays", "not-a-holiday", "A day cannot be both a holiday and a working day.");
        }
    }

    private void zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            add(
                    "/timeZone",
                    "known-time-zone",
                    "No time zone %s is known (IANA names, Asia/Shanghai).".formatted(name));
        }
    }

    private void period(String pointer, @Nullable String text) {
        try {
            if (text != null) {
                Period.parse(text);
            }
        } catch (DateTimeException wrong) {
            add(pointer, "period", "An ISO 8601 period of days or longer: P5Y.");
        }
    }

    private void tracks(List<Scheme.Track> tracks) {
        for (int i = 0; i < tracks.size(); i++) {
            period("/tracks/%d/validity".formatted(i), tracks.get(i).validity());
            period("/tracks/%d/renewalWindow".formatted(i), tracks.get(i).renewalWindow());
            String unknown = NUMBER_PART.matcher(tracks.get(i).numberPattern()).replaceAll("");
            if (unknown.contains("{") || unknown.contains("}")) {
                add(
                        "/tracks/%d/numberPattern".formatted(i),
                        "known-parts",
                        "Braces hold scheme, year, date, region, model, sequence or sequence:06, check.");
            }
            if (!tracks.get(i).numberPattern().contains("{sequence")) {
                add(
                        "/tracks/%d/numberPattern".formatted(i),
                        "sequence",
                        "Without a sequence two licences would get one number.");
            }
        }
    }

    private <T> Set<String> codes(String pointer, List<T> rows, Function<T, String> code) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!seen.add(code.apply(rows.get(i)))) {
                add("%s/%d/code".formatted(pointer, i), "unique", code.apply(rows.get(i)) + " stands here twice.");
            }
        }
        return seen;
    }

    private void named(String pointer, Collection<String> names, Set<String> known) {
        Stream<String> missing = names.stream().filter(name -> !known.contains(name));
        missing.forEach(name -> add(pointer, "known-code", "%s is not defined in this scheme.".formatted(name)));
    }

    private void add(String pointer, String rule, String detail) {
        faults.add(new Violation(pointer, rule, detail));
    }
}
