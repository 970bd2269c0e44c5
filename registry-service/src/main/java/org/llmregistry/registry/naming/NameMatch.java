package org.llmregistry.registry.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Joins a decided model to a listed one only when name **and** developer agree; what isn't sure is left apart
/// and named with its candidates (ADR 0009).
///
/// - *Names agree* when they have a key in common ([ModelName]), or when the decided name is the listed one
/// behind the listed developer's short name or its beginning (`阅文妙笔` and `妙笔` of `阅文集团`).
/// - *Developers agree* when the listed one stands in the legal name of the decision's holder
/// ([DeveloperName]).
/// - *Not sure* is: names agree but developers do not; developers agree and one name contains the other;
/// several listed models agree in both.
public final class NameMatch {

    private static final int SHORTEST = 2;

    private NameMatch() {}

    /// A model that stands in a list.
    public record Listed(UUID id, ModelName name, DeveloperName developer) {}

    /// What a comparison came to.
    public sealed interface Verdict {
        /// The same model, without doubt.
        record Same(UUID id) implements Verdict {}

        /// A person must look: each candidate with what speaks for it.
        record Unsure(List<Candidate> candidates) implements Verdict {
            public Unsure {
                candidates = List.copyOf(candidates);
            }
        }

        /// Nothing in the list resembles it.
        record Unknown() implements Verdict {}
    }

    public record Candidate(UUID id, Reason reason) {}

    public enum Reason {
        SAME_NAME_OTHER_DEVELOPER,
        SAME_DEVELOPER_SIMILAR_NAME,
        SEVERAL_AGREE
    }

    /// @param holder legal name of the decision's holder
    public static Verdict judge(ModelName decided, String holder, Collection<Listed> list) {
        return judge(decided, LegalName.of(holder), list);
    }

    /// As above, for many lists.
    public static Verdict judge(ModelName decided, LegalName holder, Collection<Listed> list) {
        List<UUID> same = new ArrayList<>();
        List<Candidate> doubtful = new ArrayList<>();
        for (Listed listed : list) {
            boolean names = namesAgree(decided, listed);
            boolean developers = listed.developer().standsIn(holder);
            if (names && developers) {
                same.add(listed.id());
            } else if (names) {
                doubtful.add(new Candidate(listed.id(), Reason.SAME_NAME_OTHER_DEVELOPER));
            } else if (developers && overlap(decided.keys(), listed.name().keys())) {
                doubtful.add(new Candidate(listed.id(), Reason.SAME_DEVELOPER_SIMILAR_NAME));
            }
        }
        if (same.size() == 1) {
            return new Verdict.Same(same.getFirst());
        }
        same.forEach(id -> doubtful.add(new Candidate(id, Reason.SEVERAL_AGREE)));
        return doubtful.isEmpty() ? new Verdict.Unknown() : new Verdict.Unsure(doubtful);
    }

    private static boolean namesAgree(ModelName decided, Listed listed) {
        for (String key : decided.keys()) {
            for (String known : listed.name().keys()) {
                if (key.equals(known)
                        || (key.endsWith(known)
                                && startsDeveloper(
                                        key.substring(0, key.length() - known.length()), listed.developer()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean startsDeveloper(String prefix, DeveloperName developer) {
        return prefix.length() >= SHORTEST && developer.parts().stream().anyMatch(part -> part.startsWith(prefix));
    }

    private static boolean overlap(Set<String> some, Set<String> others) {
        return some.stream()
                .anyMatch(one -> others.stream()
                        .anyMatch(other -> one.length() >= SHORTEST
                                && other.length() >= SHORTEST
                                && (one.contains(other) || other.contains(one))));
    }
}
