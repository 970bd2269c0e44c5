package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.lineage.Circles;
import org.llmregistry.registry.naming.DeveloperName;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.naming.ModelName;
import org.llmregistry.registry.naming.NameMatch;
import org.llmregistry.registry.naming.NameMatch.Verdict;

/// Fetches the few entries that a name could mean; [NameMatch] judges them. Keys hold no spaces.
final class Likeness {

    private static final int SHORTEST_KEY = 2;
    private static final String ENDING = "$"; // marks endings of names among the traces (V32)
    private static final int LONGEST_KEY = 16;
    private static final int LONGEST_PIECE = 2 * DeveloperName.LONGEST_PIECE; // a character may take two

    private Likeness() {}

    static Verdict judge(String modelName, String holder) {
        ModelName name = ModelName.of(modelName);
        List<NameMatch.Listed> listed = entries("""
                        SELECT * FROM register_entry WHERE listed_since IS NOT NULL
                          AND (name_keys && string_to_array(?1, ' ') OR developer_keys && string_to_array(?2, ' '))
                        """, endings(name.keys()), parts(FoldedText.of(holder), LONGEST_KEY))
                .map(RegisterEntry::asListed)
                .toList();
        return NameMatch.judge(name, holder, listed);
    }

    /// A model that was made from what rests on an entry is not that entry, whatever their names are.
    static Verdict judge(Register.PublicLicence licence, Register.@Nullable OwnModel own) {
        Verdict verdict = judge(licence.modelName(), licence.holder());
        return verdict instanceof Verdict.Same same && own != null && Circles.wouldJoin(same.id(), own.modelId())
                ? new Verdict.Unknown()
                : verdict;
    }

    /// Entries that a list has named before, by the key of their row.
    static Map<String, RegisterEntry> listed(Collection<String> keys) {
        Map<String, RegisterEntry> listed = new HashMap<>();
        entries("SELECT * FROM register_entry WHERE listing_key = ANY (string_to_array(?1, ' '))", keys)
                .forEach(entry -> listed.put(entry.listingKey(), entry));
        return listed;
    }

    /// Models known by a licence only, of which a name or the holder may agree with one of the listed ones. Their ids
    /// come first, by themselves: no plan may read through a million entries for a few.
    static Unlisted unlistedLike(Collection<NameMatch.Listed> listed) {
        Set<String> traces = new TreeSet<>();
        for (NameMatch.Listed each : listed) {
            each.name().keys().forEach(key -> traces.add(key + ENDING));
            traces.addAll(each.developer().pieces());
        }
        List<?> ids = Panache.getEntityManager()
                .createNativeQuery(
                        "SELECT DISTINCT CAST(entry_id AS text) FROM unlisted_trace WHERE trace = ANY (string_to_array(?1, ' '))")
                .setParameter(1, String.join(" ", traces))
                .getResultList();
        return new Unlisted(
                entries(
                                "SELECT * FROM register_entry WHERE id = ANY (CAST(string_to_array(?1, ' ') AS uuid[])) ORDER BY id",
                                ids.stream().map(String.class::cast).toList())
                        .toList(),
                traces);
    }

    /// What was found for many rows, in memory: each row is compared with its few.
    static final class Unlisted {

        private final Map<UUID, RegisterEntry> entries = new LinkedHashMap<>();
        private final Map<String, List<RegisterEntry>> byNameEnding = new HashMap<>();
        private final Map<String, List<RegisterEntry>> byDeveloperPiece = new HashMap<>();

        private Unlisted(List<RegisterEntry> found, Set<String> wanted) {
            for (RegisterEntry entry : found) {
                entries.put(entry.id(), entry);
                for (String ending : endings(entry.nameKeys())) {
                    byNameEnding
                            .computeIfAbsent(ending, key -> new ArrayList<>())
                            .add(entry);
                }
                for (String piece : parts(entry.developerText(), LONGEST_PIECE)) {
                    if (wanted.contains(piece)) {
                        byDeveloperPiece
                                .computeIfAbsent(piece, key -> new ArrayList<>())
                                .add(entry);
                    }
                }
            }
        }

        Set<UUID> ids() {
            return entries.keySet();
        }

        /// In the order of their ids; those that a list has named meanwhile no longer count.
        List<RegisterEntry> like(NameMatch.Listed listed) {
            Map<UUID, RegisterEntry> like = new TreeMap<>();
            for (String key : listed.name().keys()) {
                byNameEnding.getOrDefault(key, List.of()).forEach(entry -> like.put(entry.id(), entry));
            }
            for (String piece : listed.developer().pieces()) {
                for (RegisterEntry entry : byDeveloperPiece.getOrDefault(piece, List.of())) {
                    if (listed.developer().appearsIn(entry.developerText())) {
                        like.put(entry.id(), entry);
                    }
                }
            }
            return like.values().stream().filter(RegisterEntry::isUnlisted).toList();
        }
    }

    @SafeVarargs
    private static Stream<RegisterEntry> entries(String sql, Collection<String>... words) {
        Query query = Panache.getEntityManager().createNativeQuery(sql, RegisterEntry.class);
        for (int i = 0; i < words.length; i++) {
            query.setParameter(i + 1, String.join(" ", words[i]));
        }
        List<?> found = query.getResultList();
        return found.stream().map(RegisterEntry.class::cast);
    }

    /// A decided name may carry the developer's short name before the listed one.
    private static Set<String> endings(Collection<String> keys) {
        Set<String> endings = new TreeSet<>();
        for (String key : keys) {
            for (int from = 0; from < key.length(); from++) {
                endings.add(key.substring(from));
            }
        }
        return endings;
    }

    private static Set<String> parts(String text, int longest) {
        Set<String> parts = new TreeSet<>();
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + SHORTEST_KEY; to <= Math.min(text.length(), from + longest); to++) {
                parts.add(text.substring(from, to));
            }
        }
        return parts;
    }
}
