package org.llmregistry.registry.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.lineage.Inheritance;

/// One entry as the public sees it on a date.
@Schema(description = "One entry of the public register, as it stood on the date asked for")
public record EntryView(
        UUID id,

        @Schema(description = "MODEL, or PRODUCT: built on a licensed model and counted apart")
        RegisterEntry.Kind kind,

        @Schema(examples = "文心一言") String name,

        @Schema(description = "Further names in the lists and decisions")
        List<String> otherNames,

        @Schema(description = "As listed; the legal name stands at each licence", examples = "百度")
        String developer,

        @Nullable Region region,

        @Schema(description = "Field of use, as listed", examples = "通用") @Nullable
        String category,

        @Schema(description = "Models it was built from, as far as stated")
        List<BaseModel> baseModels,

        @Nullable String url,

        @Schema(description = "First day on which a list or a licence names it")
        LocalDate knownSince,

        @Nullable ListingView listing,

        Status status,
        List<LicenceView> licences) {

    /// Where an entry stands.
    @Schema(
            name = "EntryStatus",
            description = "KNOWN: listed, no licence; UNDER_REVIEW: a submitted application; LICENSED; REGISTERED: a"
                    + " product; SUSPENDED; ENDED: expired, revoked, surrendered")
    public enum Status {
        KNOWN,
        UNDER_REVIEW,
        LICENSED,
        REGISTERED,
        SUSPENDED,
        ENDED
    }

    /// @param id entry of this register, where the vendor named one
    @Schema(name = "BaseModel", description = "A model that this one was built from")
    public record BaseModel(
            String name,

            @Schema(description = "Its entry in this register, where the vendor named it") @Nullable
            UUID id) {}

    @Schema(name = "Listing", description = "Where a list of known models names it")
    public record ListingView(
            LocalDate listedSince,
            String source,
            String row,
            @Nullable String note) {
        static @Nullable ListingView of(KnownModels.@Nullable Listing listing) {
            return listing == null
                    ? null
                    : new ListingView(
                            listing.listedSince(),
                            listing.listingSource(),
                            listing.listingRow(),
                            listing.listingNote());
        }
    }

    @Schema(name = "EntryLicence", description = "A licence that names this entry")
    public record LicenceView(
            @Schema(examples = "Beijing-WenXinYiYan-20230821")
            String number,

            @Schema(examples = "FILING") String track,

            @Schema(description = "Name in the decision, as published")
            String modelName,

            @Schema(description = "Legal name of the holder")
            String holder,

            @Nullable Region region,
            LocalDate decidedOn,
            @Nullable LocalDate validTo,
            @Nullable String versionLabel,
            List<String> conditions,

            @Schema(description = "Remark on the publication") @Nullable
            String note,

            @Schema(examples = "ACTIVE") String status,

            @Schema(description = "The worst of its own status and of what it inherits", examples = "ACTIVE")
            String effectiveStatus,

            @Schema(description = "What it inherits from what it rests on; empty: nothing")
            List<Inheritance.View> inherited,

            @Schema(description = "Every status so far, oldest first")
            List<StatusSince> history) {

        static LicenceView of(
                EntryLicence licence,
                List<EntryLicence.Period> periods,
                List<Inheritance.View> inherited,
                LocalDate asOf) {
            String status = "";
            boolean inForce = false;
            List<StatusSince> history = new ArrayList<>();
            for (EntryLicence.Period period : periods) {
                if (!period.fromOn().isAfter(asOf)) {
                    history.add(new StatusSince(period.status(), period.fromOn()));
                    inForce = period.holds(asOf) ? period.standing() == Register.Standing.IN_FORCE : inForce;
                    status = period.holds(asOf) || status.isEmpty() ? period.status() : status;
                }
            }
            return new LicenceView(
                    licence.number(),
                    licence.track(),
                    licence.modelName(),
                    licence.holder(),
                    licence.region(),
                    licence.decidedOn(),
                    licence.validTo(),
                    licence.versionLabel(),
                    licence.conditions(),
                    licence.note(),
                    status,
                    inForce && inherited.stream().anyMatch(each -> each.suspends(asOf)) ? "SUSPENDED" : status,
                    inherited,
                    history);
        }
    }

    public record StatusSince(String status, LocalDate since) {}
}
