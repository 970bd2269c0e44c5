package org.llmregistry.registry.lineage;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// What a licence inherits from one that it rests on. [Inheriting] writes it; the licence's own status never changes.
@Entity
@Immutable
@Table(name = "inherited_state")
public class Inheritance extends PanacheEntityBase {

    /// What the scheme of the inheriting licence makes of it (`lineage`).
    @Schema(
            name = "InheritedEffect",
            description = "NOTICE: the holder is told; GRACE: it suspends after the scheme's days; SUSPEND: at once")
    public enum Effect {
        NOTICE,
        GRACE,
        SUSPEND
    }

    /// As anybody may read it.
    @Schema(
            name = "Inherited",
            description = "Flag 'base withdrawn': what a licence inherits from one that it rests on, directly or not")
    public record View(
            @Schema(
                    description = "The licence that was withdrawn; absent where the scheme keeps bases from the public",
                    examples = "DEMO-2026-000001-7")
            @Nullable
            String baseLicenceNumber,

            @Schema(description = "Its own status", examples = "SUSPENDED")
            String baseStatus,

            Effect effect,
            LocalDate since,

            @Schema(description = "First day on which it suspends this licence; absent: it does not") @Nullable
            LocalDate suspendedFrom) {

        public View withoutBase() {
            return new View(null, baseStatus, effect, since, suspendedFrom);
        }

        public boolean suspends(LocalDate day) {
            return suspendedFrom != null && !suspendedFrom.isAfter(day);
        }
    }

    @Id
    private UUID id;

    private String number;
    private String baseNumber;
    private String baseStatus;

    @Enumerated(EnumType.STRING)
    private Effect effect;

    private LocalDate fromOn;
    private @Nullable LocalDate suspendsOn;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable LocalDate toOn;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Inheritance() {}

    private View toView() {
        return new View(baseNumber, baseStatus, effect, fromOn, suspendsOn);
    }

    /// By number of the inheriting licence; one that inherits nothing is left out.
    public static Map<String, List<View>> on(LocalDate day, Collection<String> numbers) {
        return Inheritance.<Inheritance>stream(
                        "number in ?1 and fromOn <= ?2 and (toOn is null or toOn > ?2) order by number, fromOn, baseNumber",
                        numbers,
                        day)
                .collect(Collectors.groupingBy(
                        each -> each.number, Collectors.mapping(Inheritance::toView, Collectors.toList())));
    }

    /// As [#on], for the register: a base that the scheme of the inheriting licence keeps from the public is not named.
    public static Map<String, List<View>> publiclyOn(LocalDate day, Collection<String> numbers) {
        Map<String, List<View>> inherited = on(day, numbers);
        if (!inherited.isEmpty()) {
            hidingBases(inherited.keySet())
                    .forEach(number -> inherited.computeIfPresent(
                            number,
                            (any, views) ->
                                    views.stream().map(View::withoutBase).toList()));
        }
        return inherited;
    }

    @SuppressWarnings("unchecked") // rows of a native query
    private static List<String> hidingBases(Collection<String> numbers) {
        return getEntityManager()
                .createNativeQuery("""
                        SELECT l.number FROM licence l JOIN scheme_hiding_base s ON s.code = l.scheme_code AND s.version = l.scheme_version
                        WHERE l.number IN (:numbers)
                        """)
                .setParameter("numbers", numbers)
                .getResultList();
    }
}
