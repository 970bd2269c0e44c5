package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The figures of the register, computed from dates alone, so that a date gives the same answer for ever.
///
/// `licensed` counts licences of models in force; registrations of products refer to a licensed model and are
/// never added to it.
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class Statistics {

    private static final String LICENCES = """
            SELECT count(*) FILTER (WHERE standing = 'IN_FORCE' AND NOT suspended AND kind = 'MODEL'),
              count(*) FILTER (WHERE standing = 'IN_FORCE' AND NOT suspended AND kind = 'PRODUCT'),
              count(*) FILTER (WHERE (standing = 'SUSPENDED' OR standing = 'IN_FORCE' AND suspended) AND kind = 'MODEL')
            FROM (SELECT kind, standing, s.number IS NOT NULL AS suspended
              FROM entry_licence JOIN licence_period USING (number)
                LEFT JOIN (SELECT DISTINCT number FROM suspended_by_base(:asOf)) s USING (number)
              WHERE from_on <= :asOf AND (to_on IS NULL OR to_on > :asOf) AND (valid_to IS NULL OR valid_to >= :asOf)) held
            """;

    private static final String ENTRIES = """
            SELECT count(*), count(*) FILTER (WHERE listed_since <= :asOf),
              (SELECT count(*) FROM review_period WHERE from_on <= :asOf AND (to_on IS NULL OR to_on > :asOf))
            FROM register_entry WHERE known_since <= :asOf AND kind = 'MODEL'
            """;

    private static final String REGIONS = """
            SELECT code, min(name), sum(known), sum(licensed), sum(registrations) FROM (
              SELECT region_code AS code, region_name AS name, count(*) AS known, 0 AS licensed, 0 AS registrations
              FROM register_entry WHERE known_since <= :asOf AND kind = 'MODEL' GROUP BY 1, 2
              UNION ALL
              SELECT region_code, region_name, 0, count(*) FILTER (WHERE kind = 'MODEL'),
                count(*) FILTER (WHERE kind = 'PRODUCT')
              FROM entry_licence l JOIN licence_period USING (number) WHERE standing = 'IN_FORCE' AND from_on <= :asOf
                AND (to_on IS NULL OR to_on > :asOf) AND (valid_to IS NULL OR valid_to >= :asOf)
                AND NOT EXISTS (SELECT FROM suspended_by_base(:asOf) s WHERE s.number = l.number) GROUP BY 1, 2
            ) part GROUP BY code, CASE WHEN code IS NULL THEN name END
            ORDER BY sum(licensed) DESC, sum(known) DESC, min(name)
            """;

    /// Each known model and each licence adds one to its month; the end of a licence's force takes one away,
    /// and so does a suspension that it inherits, until that ends.
    private static final String MONTHS = """
            WITH force AS (
              SELECT kind, lower(part) AS from_on, upper(part) AS to_on
              FROM entry_licence JOIN licence_period USING (number)
                LEFT JOIN (SELECT number, range_agg(daterange(suspends_on, to_on)) AS gone FROM inherited_state
                  WHERE suspends_on IS NOT NULL AND (to_on IS NULL OR to_on > suspends_on) GROUP BY number) inherited USING (number)
                CROSS JOIN LATERAL unnest(datemultirange(daterange(from_on, to_on) * daterange(NULL, valid_to + 1))
                  - coalesce(gone, '{}')) part
              WHERE standing = 'IN_FORCE')
            SELECT to_char(on_day, 'YYYY-MM'), sum(known), sum(licensed), sum(registrations) FROM (
              SELECT known_since AS on_day, 1 AS known, 0 AS licensed, 0 AS registrations
              FROM register_entry WHERE kind = 'MODEL'
              UNION ALL
              SELECT from_on, 0, CASE kind WHEN 'MODEL' THEN 1 ELSE 0 END, CASE kind WHEN 'PRODUCT' THEN 1 ELSE 0 END FROM force
              UNION ALL
              SELECT to_on, 0, CASE kind WHEN 'MODEL' THEN -1 ELSE 0 END, CASE kind WHEN 'PRODUCT' THEN -1 ELSE 0 END
              FROM force WHERE to_on IS NOT NULL
            ) change WHERE on_day <= :asOf GROUP BY 1 ORDER BY 1
            """;

    @Schema(description = "The figures of the register on a date")
    public record StatisticsView(
            LocalDate asOf,

            @Schema(
                    description = "Models that a list or a licence names: listed + knownByLicenceOnly",
                    examples = "302")
            long known,

            @Schema(examples = "245") long listed,

            @Schema(examples = "57") long knownByLicenceOnly,

            @Schema(description = "Submitted applications without a decision")
            long underReview,

            @Schema(description = "Licences of models in force; registrations are not added", examples = "86")
            long licensed,

            @Schema(description = "Registrations of products in force; each refers to a licensed model")
            long registrations,

            long suspended,

            @Schema(description = "Most licences first") List<RegionFigures> byRegion,

            @Schema(description = "At the end of each month, the last one at `asOf`")
            List<MonthFigures> byMonth) {}

    /// @param code null for a channel that is no place
    public record RegionFigures(
            @Nullable String code,

            @Schema(examples = "Beijing") @Nullable String name,

            long known,
            long licensed,
            long registrations) {}

    public record MonthFigures(
            @Schema(examples = "2024-01") String month, long known, long licensed, long registrations) {}

    public StatisticsView at(LocalDate asOf) {
        Tuple licences = ask(LICENCES, asOf).getFirst();
        Tuple entries = ask(ENTRIES, asOf).getFirst();
        List<RegionFigures> regions = ask(REGIONS, asOf).stream()
                .map(row -> new RegionFigures(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        count(row, 2),
                        count(row, 3),
                        count(row, 4)))
                .toList();
        return new StatisticsView(
                asOf,
                count(entries, 0),
                count(entries, 1),
                count(entries, 0) - count(entries, 1),
                count(entries, 2),
                count(licences, 0),
                count(licences, 1),
                count(licences, 2),
                regions,
                months(asOf));
    }

    private static List<MonthFigures> months(LocalDate asOf) {
        Map<YearMonth, Tuple> changes = new TreeMap<>();
        ask(MONTHS, asOf).forEach(row -> changes.put(YearMonth.parse(row.get(0, String.class)), row));
        List<MonthFigures> months = new ArrayList<>();
        if (changes.isEmpty()) {
            return months;
        }
        long known = 0;
        long licensed = 0;
        long registrations = 0;
        YearMonth first = changes.keySet().iterator().next();
        for (YearMonth month = first; !month.isAfter(YearMonth.from(asOf)); month = month.plusMonths(1)) {
            Tuple change = changes.get(month);
            if (change != null) {
                known += count(change, 1);
                licensed += count(change, 2);
                registrations += count(change, 3);
            }
            months.add(new MonthFigures(month.toString(), known, licensed, registrations));
        }
        return months;
    }

    private static long count(Tuple row, int column) {
        return ((Number) row.get(column)).longValue();
    }

    private static List<Tuple> ask(String sql, LocalDate asOf) {
        Query query = Panache.getEntityManager().createNativeQuery(sql, Tuple.class);
        query.setParameter("asOf", asOf);
        @SuppressWarnings("unchecked")
        List<Tuple> rows = query.getResultList();
        return rows;
    }
}
