package org.llmregistry.review.scheme;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The rules of one jurisdiction, one version. Everything that differs between regulators stands here and nowhere
/// in code.
@Schema(description = "A licensing scheme in one version; published versions never change")
public record Scheme(
        @Schema(examples = "DEMO") String code,
        @Schema(examples = "1") int version,
        String name,
        String authority,

        @Schema(description = "Time zone of the authority (IANA)", examples = "Asia/Shanghai")
        String timeZone,

        LocalDate effectiveFrom,

        @Schema(description = "Stands beside every entry of the public register")
        String disclaimer,

        List<Track> tracks,
        List<RequiredDocument> documents,
        List<Clause> clauses,
        List<Threshold> thresholds,
        List<Region> regions) {

    /// A way to a licence.
    ///
    /// @param instrument    what the authority calls its act: LICENCE, FILING, REGISTRATION, NOTIFICATION
    /// @param levels        1: the region decides; 2: the centre decides after the region
    /// @param numberPattern how licence numbers are made; braces hold scheme, year, sequence with width, check
    /// @param validity      ISO 8601 period; null means without end
    @Schema(name = "Track")
    public record Track(
            String code,
            String name,
            String instrument,
            int levels,
            String numberPattern,
            @Nullable String validity) {}

    @Schema(name = "RequiredDocument")
    public record RequiredDocument(String kind, String track, String name, boolean required) {}

    @Schema(name = "Clause")
    public record Clause(String code, String text) {}

    @Schema(name = "Region")
    public record Region(String code, String name, String localName) {}

    Optional<Track> track(String track) {
        return tracks.stream().filter(known -> known.code().equals(track)).findFirst();
    }

    public boolean hasClause(String clause) {
        return clauses.stream().anyMatch(known -> known.code().equals(clause));
    }
}
