package org.llmregistry.benchmarks;

import java.util.Arrays;

/// Values of the same thing, measured again and again.
record Sample(double[] values) {

    Sample {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        values = values.clone();
        Arrays.sort(values);
    }

    static Sample of(double... values) {
        return new Sample(values);
    }

    /// Round by round, so that a slow moment of the machine strikes both.
    static Sample ratios(double[] ours, double[] peer) {
        if (ours.length != peer.length) {
            throw new IllegalArgumentException("rounds without a partner");
        }
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / peer[i];
        }
        return new Sample(ratios);
    }

    double median() {
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    double least() {
        return values[0];
    }

    double most() {
        return values[values.length - 1];
    }
}
