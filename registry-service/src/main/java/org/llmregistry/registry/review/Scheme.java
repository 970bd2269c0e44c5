package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;

/// The few fields of a licensing scheme's version that we read.
@JsonIgnoreProperties(ignoreUnknown = true)
@Immutable // as Dossier
public record Scheme(
        String code,
        int version,
        String name,
        String timeZone,
        List<Track> tracks,
        List<RequiredDocument> documents,
        List<Region> regions,
        Appeal appeal,
        List<ChangeClass> changeClasses,
        Holding holding,
        @Nullable Lineage lineage,
        @Nullable PublicRegister register) {

    public Scheme {
        documents = documents == null ? List.of() : List.copyOf(documents);
        regions = regions == null ? List.of() : List.copyOf(regions);
        changeClasses = changeClasses == null ? List.of() : List.copyOf(changeClasses);
        holding = holding == null ? Holding.NONE : holding;
    }

    /// @param numberPattern how licence numbers of this track are made
    /// @param validity      ISO 8601 period; null when licences of this track do not expire
    /// @param kinds         of applications that are possible on it
    /// @param renewalWindow ISO 8601 period before the last day in which a renewal is possible; null: always
    /// @param appliesFrom   from which amount on the track is for a model at all; null: always
    /// @param requiredFields members of the dossier that it asks for, `a.b` or `list[].c`
    /// @param instrument    what the law calls it: filing, registration, licence, notification
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Track(
            String code,
            String numberPattern,
            @Nullable String validity,
            String instrument,
            List<String> kinds,
            @Nullable String renewalWindow,
            @Nullable Trigger appliesFrom,
            List<String> requiredFields) {
        public Track {
            kinds = kinds == null ? List.of() : List.copyOf(kinds);
            requiredFields = requiredFields == null ? List.of() : List.copyOf(requiredFields);
        }
    }

    /// @param measure TRAINING_COMPUTE_FLOP
    /// @param value   decimal number, as text because it may be larger than a long
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Trigger(String measure, String value) {}

    /// @param publicFields    what the public register shows of a licence
    /// @param publishRefusals whether it shows what was refused
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PublicRegister(List<String> publicFields, boolean publishRefusals) {}

    /// Whether the public may read that member of a licence.
    public boolean shows(String field) {
        return register == null || register.publicFields().contains(field);
    }

    /// @param track null when every track asks for it
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RequiredDocument(String kind, @Nullable String track, boolean required) {
        public boolean isRequiredOn(String trackCode) {
            return required && (track == null || track.equals(trackCode));
        }
    }

    /// @param withinDays calendar days after the decision
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Appeal(int withinDays, boolean suspensive) {}

    /// What a change of the licensed model asks of the holder; from the lightest to the gravest.
    ///
    /// @param days     calendar days: NOTIFY, after the change to tell it; NOTIFY_AND_WAIT, after the notice to
    ///     object
    /// @param fields   JSON Pointers into the dossier, each with all beneath it; the empty one is everything else
    /// @param document WITHIN_PLAN: kind of the document in the licensed dossier that holds the plan
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ChangeClass(
            String code,
            String name,
            Duty duty,
            @Nullable Integer days,
            List<String> fields,
            @Nullable String document) {
        public ChangeClass {
            fields = fields == null ? List.of() : List.copyOf(fields);
        }

        /// What the holder has to do.
        @Schema(name = "ChangeDuty")
        public enum Duty {
            NOTIFY,
            NOTIFY_AND_WAIT,
            VARIATION,
            NEW_APPLICATION,
            WITHIN_PLAN
        }
    }

    /// What the holder of a licence owes and may, in calendar days.
    ///
    /// @param surrenderDays after the end of the service; null: no limit, as `incidentDays`
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Holding(
            List<Integer> reminders,
            boolean transferable,
            @Nullable Integer surrenderDays,
            @Nullable Integer incidentDays) {
        static final Holding NONE = new Holding(List.of(), false, null, null);
    }

    /// What a licence inherits from one that it rests on: NONE, NOTICE, GRACE or SUSPEND. The queries of the package
    /// `lineage` read it from our copy.
    ///
    /// @param onBaseEnded      revoked, expired or surrendered
    /// @param onBaseSuperseded null: NONE
    /// @param graceDays        between the withdrawal and the suspension; null where GRACE stands nowhere
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Lineage(
            String onBaseRestricted,
            String onBaseSuspended,
            String onBaseEnded,
            @Nullable String onBaseSuperseded,
            @Nullable Integer graceDays) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Region(String code, String name) {}

    public boolean showsRefusals() {
        return register != null && register.publishRefusals();
    }

    public Optional<Track> track(String trackCode) {
        return tracks.stream().filter(track -> track.code().equals(trackCode)).findFirst();
    }

    /// Whether it offers this track in this region.
    public List<Violation> faultsOf(String trackCode, String regionCode) {
        List<Violation> faults = new ArrayList<>();
        List<String> trackCodes = tracks.stream().map(Track::code).toList();
        List<String> regionCodes = regions.stream().map(Region::code).toList();
        if (!trackCodes.contains(trackCode)) {
            faults.add(new Violation("/track", "known-track", "One of " + String.join(", ", trackCodes)));
        }
        if (!regionCodes.contains(regionCode)) {
            faults.add(new Violation("/region", "known-region", "One of " + String.join(", ", regionCodes)));
        }
        return faults;
    }
}
