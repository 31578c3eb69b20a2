package com.ieltsaiprep.local.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Requests of the latency check, with their share of each hundred. */
enum ApiRequest {
    ME("GET /me", 40),
    CONFIG("GET /config", 12),
    REFRESH("POST /auth/refresh", 12),
    TICKET("POST …/sessions", 12),
    QR_BEGIN("POST /auth/generate-qr", 8),
    QR_POLL("POST /auth/qr-session", 8),
    EVENTS("POST /client-events", 8),
    SIGN_IN("POST /auth/sign-in", 0),
    CHANGE_PASSWORD("POST …/change-password", 0);

    private final String label;
    private final int share;

    ApiRequest(String label, int share) {
        this.label = label;
        this.share = share;
    }

    /** Returns the name shown in the report. */
    String label() {
        return label;
    }

    /** Returns whether the request hashes a password, which is slow on purpose. */
    boolean hashesPassword() {
        return share == 0;
    }

    /** Returns a hundred requests, each as often as its share. */
    static List<ApiRequest> mix() {
        return Arrays.stream(values())
                .flatMap(request -> IntStream.range(0, request.share).mapToObj(_ -> request))
                .toList();
    }
}
