package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.naming.PublishedNames;

/// What the public may read of a licence. How it stood over time is told by its [Period]s.
@Entity
class EntryLicence extends PanacheEntityBase {

    /// A status, from the first day on which it held to the first day on which it no longer did.
    @Entity
    @Table(name = "licence_period")
    static class Period extends PanacheEntityBase {

        @Id
        private UUID id;

        private String number;
        private String status;

        @Enumerated(EnumType.STRING)
        private Register.Standing standing;

        private LocalDate fromOn;
        private @Nullable LocalDate toOn;

        @SuppressWarnings("NullAway.Init") // filled by Hibernate
        protected Period() {}

        Period(String number, String status, Register.Standing standing, LocalDate fromOn) {
            this.id = Ids.next();
            this.number = number;
            this.status = status;
            this.standing = standing;
            this.fromOn = fromOn;
        }

        void end(LocalDate on) {
            toOn = on;
        }

        String number() {
            return number;
        }

        String status() {
            return status;
        }

        Register.Standing standing() {
            return standing;
        }

        LocalDate fromOn() {
            return fromOn;
        }

        boolean holds(LocalDate on) {
            return !fromOn.isAfter(on) && (toOn == null || toOn.isAfter(on));
        }

        static List<Period> of(Collection<String> numbers) {
            return list("number in ?1 order by number, fromOn, id", numbers);
        }

        static Period current(String number) {
            return find("number = ?1 and toOn is null", number).singleResult();
        }
    }

    @Id
    private String number;

    private UUID entryId;

    @Enumerated(EnumType.STRING)
    private RegisterEntry.Kind kind;

    private String track;
    private String modelName;
    private String holder;

    @Embedded
    @AttributeOverride(name = "code", column = @Column(name = "region_code"))
    @AttributeOverride(name = "name", column = @Column(name = "region_name"))
    @AttributeOverride(name = "localName", column = @Column(name = "region_local_name"))
    private @Nullable Region region;

    private LocalDate decidedOn;
    private @Nullable LocalDate validTo;
    private @Nullable String versionLabel;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> conditions = List.of();

    private @Nullable String note;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected EntryLicence() {}

    EntryLicence(UUID entryId, Register.PublicLicence licence) {
        this.number = licence.number();
        this.entryId = entryId;
        this.kind = licence.kind();
        this.track = licence.track();
        this.modelName = licence.modelName();
        this.holder = licence.holder();
        this.decidedOn = licence.decidedOn();
        correct(licence);
    }

    /// Takes over a corrected publication.
    ///
    /// @return names of the fields that changed
    final Set<String> correct(Register.PublicLicence licence) {
        Set<String> changed = new TreeSet<>();
        Register.compare(changed, "modelName", modelName, licence.modelName());
        Register.compare(changed, "holder", holder, licence.holder());
        Register.compare(changed, "region", region, licence.region());
        Register.compare(changed, "decidedOn", decidedOn, licence.decidedOn());
        Register.compare(changed, "validTo", validTo, licence.validTo());
        Register.compare(changed, "versionLabel", versionLabel, licence.versionLabel());
        Register.compare(changed, "conditions", conditions, licence.conditions());
        Register.compare(changed, "note", note, licence.note());
        modelName = licence.modelName();
        holder = licence.holder();
        region = licence.region();
        decidedOn = licence.decidedOn();
        validTo = licence.validTo();
        versionLabel = licence.versionLabel();
        conditions = List.copyOf(licence.conditions());
        note = licence.note();
        return changed;
    }

    String number() {
        return number;
    }

    UUID entryId() {
        return entryId;
    }

    RegisterEntry.Kind kind() {
        return kind;
    }

    String track() {
        return track;
    }

    String modelName() {
        return modelName;
    }

    String holder() {
        return holder;
    }

    @Nullable
    Region region() {
        return region;
    }

    LocalDate decidedOn() {
        return decidedOn;
    }

    @Nullable
    LocalDate validTo() {
        return validTo;
    }

    @Nullable
    String versionLabel() {
        return versionLabel;
    }

    List<String> conditions() {
        return conditions;
    }

    @Nullable
    String note() {
        return note;
    }

    static List<EntryLicence> of(Collection<UUID> entries) {
        return list("entryId in ?1 order by decidedOn, number", entries);
    }

    PublishedNames.Decided published() {
        return new PublishedNames.Decided(modelName, holder, number);
    }

    /// Of thousands of entries.
    static Map<UUID, List<EntryLicence>> byEntry(Collection<UUID> entries) {
        List<?> found = getEntityManager()
                .createNativeQuery("""
                        SELECT * FROM entry_licence WHERE entry_id = ANY (CAST(string_to_array(?1, ' ') AS uuid[]))
                        ORDER BY decided_on, number
                        """, EntryLicence.class)
                .setParameter(1, entries.stream().map(UUID::toString).collect(Collectors.joining(" ")))
                .getResultList();
        return found.stream().map(EntryLicence.class::cast).collect(Collectors.groupingBy(EntryLicence::entryId));
    }

    static List<String> tracks() {
        return getEntityManager()
                .createQuery("select distinct track from EntryLicence order by track", String.class)
                .getResultList();
    }
}
