package com.ieltsaiprep.infra.observe;

/**
 * Condition under which an alarm is raised.
 *
 * @param name name after {@code IELTSGenAIPrep-}
 * @param description meaning, for the message
 * @param statistic such as {@code Sum} or {@code p95}; unused with an expression
 * @param periodSeconds length of a period
 * @param threshold value above which a period is bad
 * @param periods number of periods, all of which must be bad
 */
record Alarm(
        String name,
        String description,
        String statistic,
        int periodSeconds,
        double threshold,
        int periods) {
    static final int MINUTE = 60;
    static final int FIVE_MINUTES = 300;

    /** Returns an alarm on the sum of five minutes. */
    static Alarm sum(String name, String description, double threshold) {
        return new Alarm(name, description, "Sum", FIVE_MINUTES, threshold, 1);
    }

    boolean isPercentile() {
        return statistic.startsWith("p");
    }
}
