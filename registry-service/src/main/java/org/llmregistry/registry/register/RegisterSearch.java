package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.lineage.Inheritance;
import org.llmregistry.registry.naming.FoldedText;

/// Finds entries as they stood on a date: the latest decision first, then what is known longest-lasting last.
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class RegisterSearch {

    /// An entry with its state on `:asOf`. A licence past its last day is over, even before anybody has written
    /// so.
    private static final String STATE = """
            SELECT e.id, coalesce(s.decided_on, e.known_since) AS sort_on,
              CASE WHEN s.licensed THEN 'LICENSED' WHEN s.registered THEN 'REGISTERED' WHEN s.suspended THEN 'SUSPENDED'
                WHEN EXISTS (SELECT FROM review_period r WHERE r.entry_id = e.id AND r.from_on <= :asOf
                  AND (r.to_on IS NULL OR r.to_on > :asOf)) THEN 'UNDER_REVIEW'
                WHEN s.decided_on IS NOT NULL THEN 'ENDED' ELSE 'KNOWN' END AS status
            FROM register_entry e LEFT JOIN LATERAL (
              SELECT max(l.decided_on) AS decided_on,
                bool_or(p.standing = 'IN_FORCE' AND NOT i.suspended AND l.kind = 'MODEL') AS licensed,
                bool_or(p.standing = 'IN_FORCE' AND NOT i.suspended AND l.kind = 'PRODUCT') AS registered,
                bool_or(p.standing = 'SUSPENDED' OR (p.standing = 'IN_FORCE' AND i.suspended)) AS suspended
              FROM entry_licence l LEFT JOIN licence_period p ON p.number = l.number AND p.from_on <= :asOf
                AND (p.to_on IS NULL OR p.to_on > :asOf) AND (l.valid_to IS NULL OR l.valid_to >= :asOf)
                CROSS JOIN LATERAL (SELECT EXISTS (
                  SELECT FROM suspended_by_base(:asOf) b WHERE b.number = l.number) AS suspended) i
              WHERE l.entry_id = e.id AND l.decided_on <= :asOf) s ON true
            WHERE e.known_since <= :asOf
            """;

    /// An entry whose list names the base, whose vendor registered it, or whom a registrar linked to it. What a vendor
    /// registered is told by a licence, and not by one whose scheme keeps bases from the public.
    private static final String RESTING_ON = """
             AND (:base = ANY (e.base_keys)
              OR (:baseId = ANY (CAST(e.base_entries AS text[])) AND EXISTS (
                SELECT FROM entry_licence n JOIN licence l ON l.number = n.number WHERE n.entry_id = e.id AND NOT EXISTS (
                  SELECT FROM scheme_hiding_base h WHERE h.code = l.scheme_code AND h.version = l.scheme_version)))
              OR EXISTS (SELECT FROM entry_base b
                WHERE b.entry_id = e.id AND CAST(b.base_id AS text) = :baseId AND b.ended_at IS NULL))
            """;

    /// What to look for; null means any.
    public record Filter(
            @Nullable String q,
            EntryView.@Nullable Status status,
            @Nullable String region,
            @Nullable String developer,
            @Nullable String baseModel,
            @Nullable String track,
            LocalDate asOf) {

        Cursor cursor() {
            return Cursor.boundTo(q, status, region, developer, baseModel, track, asOf);
        }
    }

    public Page<EntryView> find(Filter filter, int limit, @Nullable String cursor) {
        Map<String, Object> parameters = new HashMap<>(Map.of("asOf", filter.asOf()));
        String matching = matching(filter, parameters);
        long total = ((Number) query("SELECT count(*) FROM (" + matching + ") found", parameters)
                        .getSingleResult())
                .longValue();
        Optional<List<String>> after = filter.cursor().read(cursor);
        String position = "";
        if (after.isPresent()) {
            position = " WHERE (found.sort_on, found.id) < (:sortOn, :id)";
            parameters.put("sortOn", LocalDate.parse(after.get().getFirst()));
            parameters.put("id", UUID.fromString(after.get().getLast()));
        }
        List<Row> rows = rows(
                "SELECT * FROM (" + matching + ") found" + position
                        + " ORDER BY found.sort_on DESC, found.id DESC LIMIT " + (limit + 1),
                parameters);
        Map<UUID, EntryView> views = views(rows, filter.asOf());
        return Page.of(
                rows,
                limit,
                row -> views.get(row.id()),
                row -> filter.cursor().after(row.sortOn(), row.id()),
                Page.Total.exactly(total));
    }

    public Optional<EntryView> get(UUID id, LocalDate asOf) {
        List<Row> rows = rows(STATE + " AND e.id = :id", Map.of("asOf", asOf, "id", id));
        return Optional.ofNullable(views(rows, asOf).get(id));
    }

    /// Tracks of the licences that are in the register.
    public List<String> tracks() {
        return EntryLicence.tracks();
    }

    private static String matching(Filter filter, Map<String, Object> parameters) {
        StringBuilder sql = new StringBuilder("SELECT * FROM (" + STATE);
        int word = 0;
        for (String each : filter.q() == null ? List.<String>of() : FoldedText.words(filter.q())) {
            sql.append(" AND e.search_text LIKE :word").append(word);
            parameters.put("word" + word++, "%" + each + "%");
        }
        if (filter.region() != null) {
            sql.append(" AND (" + inRegion("e") + " OR EXISTS (SELECT FROM entry_licence l"
                    + " WHERE l.entry_id = e.id AND l.decided_on <= :asOf AND " + inRegion("l") + "))");
            parameters.put("region", filter.region());
        }
        if (filter.developer() != null) {
            sql.append(" AND (e.developer_text LIKE :developer OR EXISTS (SELECT FROM entry_licence l"
                    + " WHERE l.entry_id = e.id AND l.holder = :holder))");
            parameters.put("developer", "%" + FoldedText.of(filter.developer()) + "%");
            parameters.put("holder", filter.developer());
        }
        if (filter.baseModel() != null) {
            sql.append(RESTING_ON);
            parameters.put("base", FoldedText.of(filter.baseModel()));
            parameters.put("baseId", filter.baseModel());
        }
        if (filter.track() != null) {
            sql.append(" AND EXISTS (SELECT FROM entry_licence l WHERE l.entry_id = e.id AND l.track = :track"
                    + " AND l.decided_on <= :asOf)");
            parameters.put("track", filter.track());
        }
        sql.append(") stated");
        if (filter.status() != null) {
            sql.append(" WHERE stated.status = :status");
            parameters.put("status", filter.status().name());
        }
        return sql.toString();
    }

    /// By code, or by name when it is no place.
    private static String inRegion(String table) {
        return "(%1$s.region_code = :region OR (%1$s.region_code IS NULL AND :region IN (%1$s.region_name, %1$s.region_local_name)))"
                .formatted(table);
    }

    private record Row(UUID id, LocalDate sortOn, EntryView.Status status) {}

    private static List<Row> rows(String sql, Map<String, Object> parameters) {
        Query query = Panache.getEntityManager().createNativeQuery(sql, Tuple.class);
        parameters.forEach(query::setParameter);
        @SuppressWarnings("unchecked")
        List<Tuple> tuples = query.getResultList();
        return tuples.stream()
                .map(tuple -> new Row(
                        tuple.get(0, UUID.class),
                        tuple.get(1, LocalDate.class),
                        EntryView.Status.valueOf(tuple.get(2, String.class))))
                .toList();
    }

    private static Query query(String sql, Map<String, Object> parameters) {
        Query query = Panache.getEntityManager().createNativeQuery(sql);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static Map<UUID, EntryView> views(List<Row> rows, LocalDate asOf) {
        List<UUID> ids = rows.stream().map(Row::id).toList();
        Map<UUID, RegisterEntry> entries = RegisterEntry.<RegisterEntry>stream("id in ?1", ids)
                .collect(Collectors.toMap(RegisterEntry::id, Function.identity()));
        List<EntryLicence> licences = EntryLicence.of(ids).stream()
                .filter(licence -> !licence.decidedOn().isAfter(asOf))
                .toList();
        Map<String, List<EntryLicence.Period>> periods =
                EntryLicence.Period.of(
                                licences.stream().map(EntryLicence::number).toList())
                        .stream()
                        .collect(Collectors.groupingBy(EntryLicence.Period::number));
        Map<String, List<Inheritance.View>> inherited = Inheritance.publiclyOn(
                asOf, licences.stream().map(EntryLicence::number).toList());
        Map<UUID, List<EntryView.LicenceView>> byEntry = licences.stream()
                .collect(Collectors.groupingBy(
                        EntryLicence::entryId,
                        Collectors.mapping(
                                licence -> EntryView.LicenceView.of(
                                        licence,
                                        periods.getOrDefault(licence.number(), List.of()),
                                        inherited.getOrDefault(licence.number(), List.of()),
                                        asOf),
                                Collectors.toList())));
        return rows.stream()
                .collect(Collectors.toMap(
                        Row::id,
                        row -> Objects.requireNonNull(entries.get(row.id()))
                                .toView(row.status(), byEntry.getOrDefault(row.id(), List.of()))));
    }
}
