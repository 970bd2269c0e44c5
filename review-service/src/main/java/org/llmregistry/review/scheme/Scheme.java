package org.llmregistry.review.scheme;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.clock.ClockRule;
import org.llmregistry.review.clock.WorkCalendar;
import org.llmregistry.review.holding.ChangeClass;
import org.llmregistry.review.holding.Holding;
import org.llmregistry.review.holding.Lineage;

/// The rules of one jurisdiction, one version. Everything that differs between regulators stands here and nowhere
/// in code. Written as YAML; `scheme.schema.json` beside the shipped ones says what is allowed.
///
/// @param resubmissionDays calendar days that the vendor has to mend a returned application; null: all the time
@Schema(description = "A licensing scheme in one version; published versions never change")
public record Scheme(
        @Schema(examples = "DEMO") String code,
        @Schema(examples = "1") int version,
        String name,
        String authority,

        @Schema(description = "Whose law it is", examples = "CN")
        String jurisdiction,

        @Schema(description = "Time zone of the authority (IANA)", examples = "Asia/Shanghai")
        String timeZone,

        LocalDate effectiveFrom,

        @Schema(description = "Stands beside every entry of the public register")
        String disclaimer,

        List<Track> tracks,
        List<ClockRule> clocks,
        Days calendar,
        @Nullable Integer resubmissionDays,
        InformationRequests informationRequests,
        List<RequiredDocument> documents,
        List<Clause> clauses,
        List<Threshold> thresholds,

        @Schema(
                description =
                        "Suites whose samples are drawn by commitment before a tester gets the case; absent: none")
        @Nullable
        List<String> drawnSuites,

        @Schema(description = "What banks, libraries and evaluations are counted by")
        List<Risk> risks,

        List<BlockedSource> blockedSources,
        @Nullable Conditions conditions,
        List<ChangeClass> changeClasses,
        List<Sanction> sanctions,
        @Nullable UrgentSuspension urgentSuspension,
        @Nullable Lineage lineage,
        Hearing hearing,
        Appeal appeal,
        @Nullable Holding holding,
        PublicRegister register,
        List<Region> regions) {

    /// A way to a licence.
    ///
    /// @param instrument          what the authority calls its act: LICENCE, FILING, REGISTRATION, NOTIFICATION
    /// @param kinds               INITIAL, REGISTRATION, VARIATION, RENEWAL
    /// @param steps               which of the optional steps a case passes
    /// @param requiresBaseLicence whether the model that it rests on needs a licence in force
    /// @param appliesFrom         who has to apply at all; null: everybody who offers a model
    /// @param requiredFields      members of the dossier that it asks for, `a.b` or `list[].c`; null: none
    /// @param numberPattern       how numbers are made; braces hold scheme, year, date, region,
    ///                            model, sequence with width (each once), check
    /// @param validity            ISO 8601 period; null means without end
    /// @param renewalWindow       ISO 8601 period before the last day in which a renewal is possible; null: always
    @Schema(name = "Track")
    public record Track(
            String code,
            String name,
            String instrument,
            List<String> kinds,
            List<Step> steps,
            boolean requiresBaseLicence,
            @Nullable Trigger appliesFrom,
            @Nullable List<String> requiredFields,
            String numberPattern,
            @Nullable String validity,
            @Nullable String renewalWindow) {

        /// Two levels: the centre decides after the region.
        public boolean hasCentralReview() {
            return steps.contains(Step.CENTRAL_REVIEW);
        }
    }

    /// Steps that not every track has; intake, assessment, recommendation and decision are on all of them.
    @Schema(name = "Step")
    public enum Step {
        TESTING,
        CENTRAL_REVIEW
    }

    /// @param value decimal number, as text because it may be larger than a long
    @Schema(name = "Trigger", description = "From which amount on an application is due")
    public record Trigger(
            @Schema(examples = "TRAINING_COMPUTE_FLOP") String measure,
            @Schema(examples = "1E25") String value) {}

    /// On which days the authority works.
    @Schema(name = "WorkDays", description = "On which days the authority works")
    public record Days(Set<DayOfWeek> workingWeekdays, Set<LocalDate> holidays, Set<LocalDate> extraWorkingDays) {}

    /// @param maxRounds  information requests per case
    /// @param answerDays calendar days that the vendor has, counted from the dispatch
    /// @param warnDays   days before the end at which it is warned
    @Schema(name = "InformationRequests", description = "Questions to the vendor")
    public record InformationRequests(int maxRounds, int answerDays, int warnDays) {}

    @Schema(name = "RequiredDocument")
    public record RequiredDocument(String kind, String track, String name, boolean required) {}

    @Schema(name = "Clause")
    public record Clause(String code, String text) {}

    /// @param parent class that it belongs to; thresholds name classes
    @Schema(name = "Risk")
    public record Risk(
            @Schema(examples = "A.1.a") String code,
            @Schema(examples = "A.1") String parent,
            String name,
            @Nullable String localName) {}

    @Schema(name = "BlockedSource", description = "A corpus source that may not be used")
    public record BlockedSource(String name, String reason, LocalDate since) {}

    /// @param warnDays      days before the last day at which the holder is warned
    /// @param overdueGround ground of a sanction that needs an overdue condition
    @Schema(name = "ConditionRules", description = "Conditions that fall due; absent: nobody is warned")
    public record Conditions(int warnDays, String overdueGround) {}

    /// An order that the authority may give on a licence.
    @Schema(name = "Sanction")
    public record Sanction(
            @Schema(
                    description = "RESTRICT, SUSPEND and REVOKE, and the ways back: LIFT and REINSTATE",
                    examples = "SUSPEND")
            String code,

            String name,

            @Schema(description = "Codes of what it may rest on")
            List<String> grounds,

            @Schema(description = "Whether the holder is heard before it takes effect")
            boolean hearing) {}

    /// @param confirmWithinHours after which it falls without a second person's word
    @Schema(name = "UrgentSuspension", description = "A suspension by one duty officer; absent: nobody may")
    public record UrgentSuspension(int confirmWithinHours) {}

    /// When the applicant or holder is heard before a decision or an order.
    ///
    /// @param beforeConditions before an application is granted with conditions
    /// @param answerDays       calendar days to answer, counted from the notice
    @Schema(name = "HearingRules")
    public record Hearing(boolean beforeRefusal, boolean beforeConditions, int answerDays) {
        public boolean isDemanded() {
            return beforeRefusal || beforeConditions;
        }
    }

    /// @param withinDays calendar days after the decision
    /// @param suspensive whether the decision waits for the appeal
    @Schema(name = "AppealRules")
    public record Appeal(int withinDays, int panel, boolean suspensive) {}

    @Schema(name = "PublicRegister", description = "What the public register shows")
    public record PublicRegister(List<String> publicFields, boolean publishRefusals) {}

    @Schema(name = "Region")
    public record Region(
            String code,
            String name,
            String localName,

            @Schema(description = "Tracks that its office takes in; absent: all") @Nullable
            List<String> competentFor) {}

    WorkCalendar workCalendar() {
        return new WorkCalendar(timeZone, calendar.workingWeekdays(), calendar.holidays(), calendar.extraWorkingDays());
    }

    /// Days are the authority's: late in the evening elsewhere may be its next day.
    public LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneId.of(timeZone));
    }

    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneId.of(timeZone)).toInstant();
    }

    /// Whether its head can give the authority more time for a review.
    public boolean allowsExtension() {
        return clocks.stream().anyMatch(clock -> clock.code().equals("REVIEW") && clock.extension() != null);
    }

    public Optional<Sanction> sanction(String sanction) {
        return sanctions.stream().filter(known -> known.code().equals(sanction)).findFirst();
    }

    public Optional<Track> track(String track) {
        return tracks.stream().filter(known -> known.code().equals(track)).findFirst();
    }

    /// Whether the office of that region takes in applications on that track.
    public boolean isCompetent(String office, String track) {
        return regions.stream()
                .filter(region -> region.code().equals(office))
                .anyMatch(region ->
                        region.competentFor() == null || region.competentFor().contains(track));
    }

    public boolean hasClause(String clause) {
        return clauses.stream().anyMatch(known -> known.code().equals(clause));
    }

    /// Evaluations, banks and libraries that a threshold is about, in its order.
    public Set<String> suites() {
        Set<String> suites = new LinkedHashSet<>();
        thresholds.forEach(threshold -> suites.add(threshold.suite()));
        return suites;
    }

    /// Suites whose banks and secrets are fixed before a test.
    public List<String> drawn() {
        return drawnSuites == null ? List.of() : drawnSuites;
    }

    /// Risks of the classes that a threshold names.
    public List<Risk> risksOf(List<String> classes) {
        return risks.stream().filter(risk -> classes.contains(risk.parent())).toList();
    }
}
