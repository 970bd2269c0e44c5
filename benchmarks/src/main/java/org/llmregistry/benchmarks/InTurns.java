package org.llmregistry.benchmarks;

import java.util.Locale;
import org.llmregistry.benchmarks.Result.Goal;

/// One request to a large service and one to a small one, in turns, again and again.
final class InTurns {

    private static final int ROUNDS = 7;
    private static final int REQUESTS = 300; // of a round
    private static final int WARM_UP = 5000;
    private static final Goal GOAL = Goal.atMost(1.5);

    private InTurns() {}

    /// Asks once.
    interface Timed {
        /// @return milliseconds until the answer was there
        double ask();
    }

    static Result compare(String name, Timed large, Timed small) {
        for (int i = 0; i < WARM_UP; i++) {
            large.ask();
            small.ask();
        }
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] slow = new double[REQUESTS];
            double[] fast = new double[REQUESTS];
            for (int i = 0; i < REQUESTS; i++) {
                slow[i] = large.ask();
                fast[i] = small.ask();
            }
            ours[round] = new Sample(slow).median();
            peer[round] = new Sample(fast).median();
        }
        return new Result(name, inWords(ours), inWords(peer), Sample.ratios(ours, peer), GOAL);
    }

    private static String inWords(double[] milliseconds) {
        return String.format(Locale.ROOT, "%.2f ms", new Sample(milliseconds).median());
    }
}
