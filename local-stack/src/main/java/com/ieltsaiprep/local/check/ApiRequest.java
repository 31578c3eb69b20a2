package com.ieltsaiprep.local.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the check of the API's delays asks for. */
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

    private final String shown;
    private final int share;

    ApiRequest(String shown, int share) {
        this.shown = shown;
        this.share = share;
    }

    /** For people. */
    String shown() {
        return shown;
    }

    /** Whether it hashes a password, which takes long on purpose. */
    boolean hashes() {
        return share == 0;
    }

    /** Each as often as it has its share of a hundred. */
    static List<ApiRequest> mix() {
        return Arrays.stream(values())
                .flatMap(request -> IntStream.range(0, request.share).mapToObj(_ -> request))
                .toList();
    }
}
