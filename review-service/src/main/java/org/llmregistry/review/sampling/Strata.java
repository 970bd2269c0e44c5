package org.llmregistry.review.sampling;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.llmregistry.review.sampling.SoundVerdict.Verdict;

/// The verdicts on several strata, for instance on each code of a risk catalogue, that hold together.
///
/// Whoever looks at 31 risks with 95 % confidence each accepts at least one bad one with a probability of up to
/// 80 %. So the error is one for the whole family, shared out by **Holm's step-down rule** (1979): the strata are
/// ordered by how unlikely their counts are; the first is held against error / m, the next against error / (m - 1)
/// and so on, and the first that fails ends it. Holm, because it holds however the strata depend on each other
/// (they do: one model, the same raters), because it never decides less than an equal share for each (Bonferroni),
/// and because it needs nothing but the exact probabilities.
///
/// The rule runs twice, for ACCEPT and for REJECT. So, each with the family's confidence: no accepted stratum is
/// above its limit, and no rejected one is within it. No stratum is both, for its two probabilities add up to 1 or
/// more.
///
/// Overall it is REJECT if one stratum is, ACCEPT if all are, and otherwise the sample is too small to tell. The
/// counts are not added up: strata are sampled at different rates, so their sum is no random sample of the whole.
///
/// @param error the accepted probability of one wrong ACCEPT among all strata, and of one wrong REJECT
public record Strata(Verdict overall, double error, List<Finding> findings) {

    public Strata {
        findings = List.copyOf(findings);
    }

    /// @param code        of the stratum
    /// @param verdict     by Holm's rule
    /// @param equalShare  what an equal share of the error shows: its bounds hold for all strata at once, and the
    ///                    size it proposes tells whatever the others show; Holm may have decided more
    public record Finding(String code, Verdict verdict, SoundVerdict equalShare) {}

    public static Strata judge(Map<String, SampledRule> strata) {
        return judge(strata, SampledRule.USUAL_ERROR);
    }

    /// @param strata by code; at least one
    public static Strata judge(Map<String, SampledRule> strata, double error) {
        if (strata.isEmpty()) {
            throw new IllegalArgumentException("no strata");
        }
        Set<String> accepted = holm(strata, SampledRule::chanceOfSoFew, error);
        Set<String> rejected = holm(strata, SampledRule::chanceOfSoMany, error);
        List<Finding> findings = new TreeMap<>(strata)
                .entrySet().stream()
                        .map(stratum -> new Finding(
                                stratum.getKey(),
                                verdict(accepted.contains(stratum.getKey()), rejected.contains(stratum.getKey())),
                                stratum.getValue().judge(error / strata.size())))
                        .toList();
        return new Strata(verdict(accepted.size() == strata.size(), !rejected.isEmpty()), error, findings);
    }

    private static Verdict verdict(boolean accepted, boolean rejected) {
        if (rejected) {
            return Verdict.REJECT;
        }
        return accepted ? Verdict.ACCEPT : Verdict.SAMPLE_TOO_SMALL;
    }

    private static Set<String> holm(
            Map<String, SampledRule> strata, ToDoubleFunction<SampledRule> chance, double error) {
        record Tested(String code, double chance) {}
        List<Tested> ordered = strata.entrySet().stream()
                .map(stratum -> new Tested(stratum.getKey(), chance.applyAsDouble(stratum.getValue())))
                .sorted(Comparator.comparingDouble(Tested::chance))
                .toList();
        Set<String> decided = new HashSet<>();
        for (Tested next : ordered) {
            if (!HitCount.isRare(next.chance(), error / (strata.size() - decided.size()))) {
                break;
            }
            decided.add(next.code());
        }
        return decided;
    }
}
