package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.naming.DeveloperName;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.naming.ModelName;
import org.llmregistry.registry.naming.NameMatch;
import org.llmregistry.registry.naming.PublishedNames;

/// One known model, or a product built on a licensed model. Known by a list, by a licence, or by both; the
/// list's names go first, whichever came first, so that the order of two imports makes no difference.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
public class RegisterEntry extends PanacheEntityBase {

    /// A model counts as known and licensed; a product built on a licensed model is counted apart.
    @Schema(name = "EntryKind")
    public enum Kind {
        MODEL,
        PRODUCT
    }

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String name;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> otherNames = List.of();

    private String developer;

    @Embedded
    @AttributeOverride(name = "code", column = @Column(name = "region_code"))
    @AttributeOverride(name = "name", column = @Column(name = "region_name"))
    @AttributeOverride(name = "localName", column = @Column(name = "region_local_name"))
    private @Nullable Region region;

    private @Nullable String category;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> baseModels = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> baseEntries = List.of();

    private @Nullable String url;

    @Embedded
    private KnownModels.@Nullable Listing listing;

    private LocalDate knownSince;
    private @Nullable UUID modelId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> nameKeys = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> developerKeys = List.of();

    private String developerText = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> baseKeys = List.of();

    private String searchText = "";

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected RegisterEntry() {}

    private RegisterEntry(Kind kind, String name, String developer, @Nullable Region region, LocalDate knownSince) {
        this.id = Ids.next();
        this.kind = kind;
        this.name = name;
        this.developer = developer;
        this.region = region;
        this.knownSince = knownSince;
    }

    static RegisterEntry listed(KnownModels.KnownModel model) {
        RegisterEntry entry =
                new RegisterEntry(Kind.MODEL, model.name(), model.developer(), model.region(), model.listedSince());
        entry.list(model);
        return entry;
    }

    static RegisterEntry licensed(Register.PublicLicence licence) {
        return new RegisterEntry(
                licence.kind(), licence.modelName(), licence.holder(), licence.region(), licence.decidedOn());
    }

    /// Takes over what a list says.
    ///
    /// @return names of the fields that changed
    Set<String> list(KnownModels.KnownModel model) {
        Set<String> changed = listing == null
                ? Set.of("listing")
                : model.differences(listing.asKnownModel(developer, region, category, baseModels, url));
        developer = model.developer();
        region = model.region();
        category = model.category();
        baseModels = List.copyOf(model.baseModels());
        url = model.url();
        listing = new KnownModels.Listing(
                model.listedSince(), model.key(), model.name(), model.source(), model.row(), model.note());
        return changed;
    }

    /// What the vendor registered with us says about the model; a list's words stay.
    void describe(UUID model, Collection<String> bases, Collection<UUID> baseIds) {
        modelId = model;
        if (listing == null) {
            baseModels = List.copyOf(bases);
        }
        baseEntries = List.copyOf(baseIds);
    }

    /// Brings names, dates and search keys in line with the list and the licences of this entry.
    void refresh(List<EntryLicence> licences) {
        PublishedNames published = PublishedNames.of(
                listing == null ? null : listing.listedName(),
                developer,
                licences.stream().map(EntryLicence::published).toList());
        name = published.names().getFirst();
        otherNames = published.names().subList(1, published.names().size());
        nameKeys = published.nameKeys();
        developerKeys = published.developerKeys();
        developerText = published.developerText();
        baseKeys = baseModels.stream().map(FoldedText::of).toList();
        searchText = published.searchText();
        knownSince = Stream.concat(
                        Stream.ofNullable(listing).map(KnownModels.Listing::listedSince),
                        licences.stream().map(EntryLicence::decidedOn))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// Columns of an entry that only a list names.
    static final List<String> LISTED_COLUMNS = List.of(
            "id, kind, name, other_names, developer, region_code, region_name, region_local_name",
            "category, base_models, base_entries, url, known_since, name_keys, developer_keys, developer_text",
            "base_keys, search_text, version, " + KnownModels.Listing.COLUMNS);

    Stream<@Nullable Object> listedColumns() {
        Region place = region == null ? new Region(null, null, null) : region;
        Object[] own = {id, kind, name, otherNames, developer, place.code(), place.name(), place.localName()};
        Object[] described = {category, baseModels, baseEntries, url, knownSince, nameKeys, developerKeys};
        Object[] searched = {developerText, baseKeys, searchText, version};
        Object[] listed = Objects.requireNonNull(listing).columns();
        return Stream.of(own, described, searched, listed).flatMap(Arrays::stream);
    }

    NameMatch.Listed asListed() {
        return new NameMatch.Listed(
                id, ModelName.of(Objects.requireNonNull(listing).listedName()), DeveloperName.of(developer));
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String developer() {
        return developer;
    }

    Kind kind() {
        return kind;
    }

    LocalDate knownSince() {
        return knownSince;
    }

    EntryView toView(EntryView.Status status, List<EntryView.LicenceView> licences) {
        List<EntryView.BaseModel> bases = new ArrayList<>();
        for (int i = 0; i < baseModels.size(); i++) {
            bases.add(new EntryView.BaseModel(baseModels.get(i), i < baseEntries.size() ? baseEntries.get(i) : null));
        }
        return new EntryView(
                id,
                kind,
                name,
                otherNames,
                developer,
                region,
                category,
                bases,
                url,
                knownSince,
                EntryView.ListingView.of(listing),
                status,
                licences);
    }

    boolean isUnlisted() {
        return listing == null;
    }

    String listingKey() {
        return Objects.requireNonNull(listing).listingKey();
    }

    List<String> nameKeys() {
        return nameKeys;
    }

    String developerText() {
        return developerText;
    }

    static Optional<RegisterEntry> ofModel(UUID model) {
        return find("modelId", model).firstResultOptional();
    }
}
