package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;

import java.util.Locale;
import java.util.Optional;

/** Lambda function of the API: its handler, timeout, and the operations that it serves. */
public enum FunctionKind {
    /** Accounts, sessions, QR sign-in, health. */
    AUTH("AuthFunction", 29),
    /** Writing tests and assessments; a marking continues in an asynchronous invocation. */
    WRITING("WritingFunction", 120),
    /** Tickets to speak. */
    SPEECH("SpeechFunction", 29),
    /** Schema migrations, for as long as Lambda allows. */
    MIGRATE("MigrateFunction", 900);

    private final String handler;
    private final int timeoutSeconds;

    FunctionKind(String handler, int timeoutSeconds) {
        this.handler = "com.ieltsaiprep.api." + handler;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** Returns the function's part of resource names, such as {@code auth}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    String handler() {
        return handler;
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    /** Returns whether the function receives requests of the API. */
    boolean servesRequests() {
        return this != MIGRATE;
    }

    /** Returns whether the function uses Redis, which only the VPC reaches, in a region. */
    boolean needsNetwork(AwsRegion region) {
        return switch (this) {
            case AUTH, WRITING -> true;
            case SPEECH -> region == AwsRegion.VIRGINIA;
            case MIGRATE -> false;
        };
    }

    /** Finds the function that serves the operations with a tag of the OpenAPI document. */
    static Optional<FunctionKind> ofTag(String tag) {
        return switch (tag) {
            case "account", "session", "qr", "operation" -> Optional.of(AUTH);
            case "writing" -> Optional.of(WRITING);
            case "speech" -> Optional.of(SPEECH);
            default -> Optional.empty();
        };
    }
}
