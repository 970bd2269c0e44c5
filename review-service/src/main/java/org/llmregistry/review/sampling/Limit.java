package org.llmregistry.review.sampling;

/// The share of items that may fail, as a whole-number percentage. It is compared in whole numbers only: 95.99 %
/// passed is not 96 %.
public record Limit(int failedPercent) {

    public Limit {
        if (failedPercent < 0 || failedPercent > 100) {
            throw new IllegalArgumentException("%d %% is no limit".formatted(failedPercent));
        }
    }

    /// "At most 5 % fail."
    public static Limit mostFailed(int percent) {
        return new Limit(percent);
    }

    /// "At least 96 % pass."
    public static Limit leastPassed(int percent) {
        return new Limit(100 - percent);
    }

    /// The rule as it is published, which takes the sample for the whole.
    public boolean allows(long items, long failed) {
        return failed <= allowedOf(items);
    }

    /// The largest number of failing items within the limit.
    public long allowedOf(long items) {
        return itemsDown(items, 10);
    }

    double rate() {
        return failedPercent / 100.0;
    }

    /// The limit taken `tenths` / 10 times, never above everything.
    double rate(int tenths) {
        return Math.min(1, failedPercent * tenths / 1000.0);
    }

    /// As [#rate(int)] in whole items, rounded down.
    long itemsDown(long items, int tenths) {
        return thousandths(items, failedPercent * tenths, 0);
    }

    /// As [#rate(int)] in whole items, rounded up.
    long itemsUp(long items, int tenths) {
        return thousandths(items, failedPercent * tenths, 999);
    }

    private static long thousandths(long items, long share, int carry) {
        return Math.min(items, items / 1000 * share + (items % 1000 * share + carry) / 1000);
    }

    boolean equalsRate(long items, long failed) {
        return Math.multiplyExact(failed, 100) == Math.multiplyExact(items, failedPercent);
    }

    boolean allowsEverything() {
        return failedPercent == 100;
    }
}
