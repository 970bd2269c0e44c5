package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The few fields of a licensing scheme's version that we read.
@JsonIgnoreProperties(ignoreUnknown = true)
public record Scheme(
        String code,
        int version,
        String name,
        List<Track> tracks,
        List<RequiredDocument> documents,
        List<Region> regions) {

    public Scheme {
        documents = documents == null ? List.of() : List.copyOf(documents);
        regions = regions == null ? List.of() : List.copyOf(regions);
    }

    /// @param numberPattern how licence numbers of this track are made
    /// @param validity      ISO 8601 period; null when licences of this track do not expire
    /// @param instrument    what the law calls it: filing, registration, licence, notification
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Track(
            String code, String numberPattern, @Nullable String validity, String instrument) {}

    /// @param track null when every track asks for it
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RequiredDocument(String kind, @Nullable String track, boolean required) {
        public boolean isRequiredOn(String trackCode) {
            return required && (track == null || track.equals(trackCode));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Region(String code, String name) {}

    public Optional<Track> track(String trackCode) {
        return tracks.stream().filter(track -> track.code().equals(trackCode)).findFirst();
    }

    public boolean hasRegion(String regionCode) {
        return regions.stream().anyMatch(region -> region.code().equals(regionCode));
    }
}
