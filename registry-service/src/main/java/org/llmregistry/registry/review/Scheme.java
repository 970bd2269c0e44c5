package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;

/// The few fields of a licensing scheme's version that we read.
@JsonIgnoreProperties(ignoreUnknown = true)
public record Scheme(
        String code,
        int version,
        String name,
        String timeZone,
        List<Track> tracks,
        List<RequiredDocument> documents,
        List<Region> regions,
        Appeal appeal,
        @Nullable PublicRegister register) {

    public Scheme {
        documents = documents == null ? List.of() : List.copyOf(documents);
        regions = regions == null ? List.of() : List.copyOf(regions);
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
