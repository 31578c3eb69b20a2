package com.ieltsaiprep.api.platform.log;

/**
 * CloudWatch metric of the namespace {@value #NAMESPACE}; what apps report, which cannot be
 * verified, is kept apart in {@value #OF_APPS}.
 */
enum Metric {
    /** Time from the event to the response, ms. */
    LATENCY("Latency", "Milliseconds"),
    /** Responses below 400. */
    SUCCESSES("Status2xx", "Count"),
    /** Responses from 400 to 499. */
    REFUSALS("Status4xx", "Count"),
    /** Responses from 500 on. */
    FAILURES("Status5xx", "Count"),
    /** Requests that were the first of their process. */
    COLD_STARTS("ColdStarts", "Count"),
    /** Requests that a rate limit refused. */
    LIMIT_HITS("LimitHits", "Count"),
    /** Requests that were allowed although their rate limit could not be counted. */
    RATE_LIMIT_UNCOUNTED("RateLimitUncounted", "Count"),
    /** Sessions begun. */
    SIGN_INS("SignIns", "Count"),
    /** Refresh tokens that were presented again after their rotation. */
    TOKEN_REUSES("TokenReuses", "Count"),
    /** E-mails that could not be sent. */
    EMAILS_NOT_SENT("EmailsNotSent", "Count"),
    /** Work that was left undone after a change that cannot be taken back. */
    CLEANUP_FAILURES("CleanupFailures", "Count"),
    /** Profiles shown without attempts, because the ledger was unavailable. */
    ATTEMPTS_UNAVAILABLE("AttemptsUnavailable", "Count"),
    /** Runs of markings: in a request, continued by another invocation, or a second mark. */
    MARKINGS("Markings", "Count"),
    /** Durations of runs of markings, ms. */
    MARKING_TIME("MarkingTime", "Milliseconds"),
    /** Tokens that models have read. */
    MODEL_INPUT_TOKENS("ModelInputTokens", "Count"),
    /** Tokens that models have written. */
    MODEL_OUTPUT_TOKENS("ModelOutputTokens", "Count"),
    /** Events reported by apps. */
    CLIENT_EVENTS("ClientEvents", "Count", Metric.OF_APPS),
    /** Durations reported by apps, ms. */
    CLIENT_DELAY("ClientDelay", "Milliseconds", Metric.OF_APPS);

    static final String NAMESPACE = "IELTSGenAIPrep";
    static final String OF_APPS = "IELTSGenAIPrep/Apps";

    private final String title;
    private final String unit;
    private final String namespace;

    Metric(String title, String unit) {
        this(title, unit, Metric.NAMESPACE);
    }

    Metric(String title, String unit, String namespace) {
        this.title = title;
        this.unit = unit;
        this.namespace = namespace;
    }

    /** Returns the metric's name in CloudWatch, such as {@code ColdStarts}. */
    public String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    String namespace() {
        return namespace;
    }
}
