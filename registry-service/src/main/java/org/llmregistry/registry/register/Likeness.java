package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.lineage.Circles;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.naming.ModelName;
import org.llmregistry.registry.naming.NameMatch;
import org.llmregistry.registry.naming.NameMatch.Verdict;

/// Fetches the few entries that a name could mean; [NameMatch] judges them. Keys hold no spaces.
final class Likeness {

    private static final int LONGEST_KEY = 16;

    private Likeness() {}

    static Verdict judge(String modelName, String holder) {
        ModelName name = ModelName.of(modelName);
        List<NameMatch.Listed> listed = entries("""
                        SELECT * FROM register_entry WHERE listed_since IS NOT NULL
                          AND (name_keys && string_to_array(?1, ' ') OR developer_keys && string_to_array(?2, ' '))
                        """, endings(name.keys()), parts(FoldedText.of(holder)))
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

    /// Models known by a licence only, of which a name or the holder may agree with the listed ones.
    static List<RegisterEntry> unlistedLike(NameMatch.Listed listed) {
        Set<String> holders = new TreeSet<>();
        listed.developer().parts().forEach(part -> holders.add("%" + part + "%"));
        listed.developer().cores().forEach(core -> holders.add("%" + core + "%"));
        Set<String> names = new TreeSet<>();
        listed.name().keys().forEach(key -> names.add("%" + key));
        return entries("""
                        SELECT * FROM register_entry WHERE listed_since IS NULL AND kind = 'MODEL'
                          AND (developer_text LIKE ANY (string_to_array(?2, ' ')) OR EXISTS (SELECT
                            FROM unnest(name_keys) AS key WHERE key LIKE ANY (string_to_array(?1, ' '))))
                        """, names, holders).toList();
    }

    private static Stream<RegisterEntry> entries(String sql, Set<String> names, Set<String> developers) {
        List<?> found = Panache.getEntityManager()
                .createNativeQuery(sql, RegisterEntry.class)
                .setParameter(1, String.join(" ", names))
                .setParameter(2, String.join(" ", developers))
                .getResultList();
        return found.stream().map(RegisterEntry.class::cast);
    }

    /// A decided name may carry the developer's short name before the listed one.
    private static Set<String> endings(Set<String> keys) {
        Set<String> endings = new TreeSet<>();
        for (String key : keys) {
            for (int from = 0; from < key.length(); from++) {
                endings.add(key.substring(from));
            }
        }
        return endings;
    }

    private static Set<String> parts(String holder) {
        Set<String> parts = new TreeSet<>();
        for (int from = 0; from < holder.length(); from++) {
            for (int to = from + 2; to <= Math.min(holder.length(), from + LONGEST_KEY); to++) {
                parts.add(holder.substring(from, to));
            }
        }
        return parts;
    }
}
