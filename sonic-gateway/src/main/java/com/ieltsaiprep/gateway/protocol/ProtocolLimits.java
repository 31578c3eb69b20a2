package com.ieltsaiprep.gateway.protocol;

/** Bounds that both sides keep. */
public final class ProtocolLimits {
    /** Longest message of either kind, bytes. */
    public static final int MAX_MESSAGE_BYTES = 8_192;

    private ProtocolLimits() {}
}
