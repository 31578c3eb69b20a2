package com.ieltsaiprep.gateway.capsule;

/** Capsule seal: authenticated encryption of capsules under keys that only gateways hold. */
public interface CapsuleSeal {

    /** Result of opening a capsule. */
    sealed interface OpenResult {}

    /** Genuine, unexpired capsule of this user and session. */
    record Valid(Capsule capsule) implements OpenResult {}

    /** Capsule that cannot be resumed from. */
    record Refused(RefusalReason reason) implements OpenResult {}

    /** Reason for refusing a capsule. */
    enum RefusalReason {
        ALTERED,
        UNKNOWN_KEY,
        EXPIRED,
        OF_ANOTHER_USER,
        OF_ANOTHER_SESSION
    }

    /** Seals a capsule for 30 min from now; base64url, at most 65,000 characters. */
    String seal(Capsule capsule);

    /** Opens any text that a client sent; never throws. */
    OpenResult open(String sealed, String userId, String sessionId);
}
