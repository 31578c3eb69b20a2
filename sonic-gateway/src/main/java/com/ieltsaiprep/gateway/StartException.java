package com.ieltsaiprep.gateway;

import io.vertx.core.Future;

import java.util.Locale;

/** Signals that the gateway cannot start; the message is one line for the operator. */
final class StartException extends RuntimeException {
    private StartException(String message, Throwable cause) {
        super(message, cause);
    }

    static <T> Future<T> cannotListen(String variable, int port, Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        String message =
                why.toLowerCase(Locale.ROOT).contains("address already in use")
                        ? "port %d is taken: stop what uses it, or set %s to another"
                                .formatted(port, variable)
                        : "cannot listen on port %d (%s): %s".formatted(port, variable, why);
        return Future.failedFuture(new StartException(message, cause));
    }

    static StartException noCredentials(Throwable cause) {
        return new StartException(
                "no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                        + " AWS_PROFILE, or give this machine a role",
                cause);
    }

    static <T> Future<T> of(String what, Throwable cause) {
        return Future.failedFuture(
                new StartException(
                        "%s: %s %s"
                                .formatted(
                                        what, cause.getClass().getSimpleName(), cause.getMessage()),
                        cause));
    }
}
