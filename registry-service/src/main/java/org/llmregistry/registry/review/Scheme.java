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
        @Nullable Lineage lineage) {

    public Scheme {
        documents = documents == null ? List.of() : List.copyOf(documents);
        regions = regions == null ? List.of() : List.copyOf(regions);
    }

    /// @param numberPattern how licence numbers of this track are made
    /// @param validity      ISO 8601 period; null when licences of this track do not expire
    /// @param kinds         of applications that are possible on it
    /// @param renewalWindow ISO 8601 period before the last day in which a renewal is possible; null: always
    /// @param instrument    what the law calls it: filing, registration, licence, notification
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Track(
            String code,
            String numberPattern,
            @Nullable String validity,
            String instrument,
            List<String> kinds,
            @Nullable String renewalWindow) {
        public Track {
            kinds = kinds == null ? List.of() : List.copyOf(kinds);
        }
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
