package com.ieltsaiprep.gateway.protocol;

/** Size limits of the client protocol, to which both the gateway and the client keep. */
public final class ProtocolLimits {
    /** Longest text or binary message from the client other than {@code resume}, bytes. */
    public static final int MAX_MESSAGE_BYTES = 8_192;

    /** Longest message that carries a capsule ({@code resume} and {@code capsule}), bytes. */
    public static final int MAX_CAPSULE_MESSAGE_BYTES = 65_536;

    /** Longest encrypted capsule, characters of base64url. */
    public static final int MAX_CAPSULE_CHARACTERS = 65_000;

    private ProtocolLimits() {}
}
