package com.ieltsaiprep.gateway.protocol;

/** Limits that both sides keep. */
public final class ProtocolLimits {
    /** Longest message of either kind from the client, {@code resume} apart, bytes. */
    public static final int MAX_MESSAGE_BYTES = 8_192;

    /** Longest {@code resume} and {@code capsule}, bytes. */
    public static final int MAX_CAPSULE_MESSAGE_BYTES = 65_536;

    /** Longest capsule, sealed, in characters of base64url. */
    public static final int MAX_CAPSULE_CHARACTERS = 65_000;

    private ProtocolLimits() {}
}
