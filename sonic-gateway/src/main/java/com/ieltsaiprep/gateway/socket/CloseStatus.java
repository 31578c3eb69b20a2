package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.protocol.CloseCode;

import java.util.Arrays;

/** Close codes as they travel (RFC 6455, section 7.4). */
final class CloseStatus {
    /** What a close frame without a code counts as; never sent. */
    static final int NONE = 1005;

    /** What a connection lost without a close frame counts as; never sent. */
    static final int LOST = 1006;

    private CloseStatus() {}

    /**
     * The code as it is counted: a client may choose among thousands, and each would be a series of
     * its own in the metrics.
     *
     * @return the number if it is one of {@link CloseCode}, 1005 or 1006, otherwise {@code other}
     */
    static String counted(int code) {
        boolean known =
                code == NONE
                        || code == LOST
                        || Arrays.stream(CloseCode.values()).anyMatch(ours -> ours.code() == code);
        return known ? String.valueOf(code) : "other";
    }

    /**
     * Whether a client may send the code: one that RFC 6455 or the IANA registry defines for close
     * frames, or one for libraries and applications.
     */
    static boolean mayBeReceived(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
