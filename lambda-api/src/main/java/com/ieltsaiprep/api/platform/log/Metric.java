package com.ieltsaiprep.api.platform.log;

/**
 * What CloudWatch counts and times, in the namespace {@value #NAMESPACE}; what apps tell us, whom
 * we cannot check, apart from it in {@value #OF_APPS}.
 */
public enum Metric {
    /** From the event to the answer, ms. */
    LATENCY("Latency", "Milliseconds"),
    /** Answers below 400. */
    SUCCESSES("Status2xx", "Count"),
    /** Answers that say the request was not right. */
    REFUSALS("Status4xx", "Count"),
    /** Answers that say we could not. */
    FAILURES("Status5xx", "Count"),
    /** Requests that found the process new. */
    COLD_STARTS("ColdStarts", "Count"),
    /** Requests that were one too many. */
    LIMIT_HITS("LimitHits", "Count"),
    /** Requests that were let through because they could not be counted. */
    UNCOUNTED("Uncounted", "Count"),
    /** Sign-ins begun. */
    SIGN_INS("SignIns", "Count"),
    /** Refresh tokens shown that had been exchanged before. */
    TOKEN_REUSES("TokenReuses", "Count"),
    /** Letters that could not be sent. */
    LETTERS_UNSENT("LettersUnsent", "Count"),
    /** What stayed undone after something that cannot be taken back. */
    LEFTOVERS("Leftovers", "Count"),
    /** Profiles shown without the attempts, which could not be read. */
    ATTEMPTS_UNREAD("AttemptsUnread", "Count"),
    /** What apps told of. */
    CLIENT_EVENTS("ClientEvents", "Count", Metric.OF_APPS),
    /** How long it took, as apps saw it, ms. */
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

    /** Its name in CloudWatch. */
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
