package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.protocol.CloseCode;

import java.util.Arrays;

/** WebSocket close codes (RFC 6455, section 7.4). */
final class CloseStatus {
    /** Stands for a close frame without a code; never sent. */
    static final int NO_STATUS = 1005;

    /** Stands for a connection that was lost without a close frame; never sent. */
    static final int ABNORMAL_CLOSURE = 1006;

    private CloseStatus() {}

    /**
     * Returns the label of a code in the metrics. A client may choose among thousands, and each
     * would be a time series of its own.
     *
     * @return the number if it is one of {@link CloseCode}, 1005 or 1006, otherwise {@code other}
     */
    static String metricLabel(int code) {
        boolean known =
                code == NO_STATUS
                        || code == ABNORMAL_CLOSURE
                        || Arrays.stream(CloseCode.values()).anyMatch(ours -> ours.code() == code);
        return known ? String.valueOf(code) : "other";
    }

    /**
     * Returns whether a client may send the code. Allowed are those that RFC 6455 or the IANA
     * registry defines for close frames, and those for libraries and applications.
     */
    static boolean isReceivable(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
