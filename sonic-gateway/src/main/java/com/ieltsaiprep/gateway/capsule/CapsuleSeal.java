package com.ieltsaiprep.gateway.capsule;

/**
 * Capsule seal: authenticated encryption of capsules, the conversation state from which clients can
 * resume, with keys that only gateways have.
 */
public interface CapsuleSeal {

    /** Result of decrypting a capsule: {@link Valid} or {@link Refused}. */
    sealed interface OpenResult {}

    /** Decrypted capsule that is genuine, not expired, and of the client's own user and session. */
    record Valid(Capsule capsule) implements OpenResult {}

    /** Refusal of a client's capsule (encrypted conversation state), with the reason. */
    record Refused(RefusalReason reason) implements OpenResult {}

    /**
     * Reason for refusing a capsule: malformed or altered text, a key that is not in use on this
     * node, expiry, or a user or session other than the client's.
     */
    enum RefusalReason {
        ALTERED,
        UNKNOWN_KEY,
        EXPIRED,
        OF_ANOTHER_USER,
        OF_ANOTHER_SESSION
    }

    /**
     * Encrypts a capsule, which is valid for 30 min from now. If the capsule is too long, its
     * oldest messages are left out.
     *
     * @return base64url text of at most 65,000 characters
     * @throws IllegalArgumentException if the ids alone make the capsule too long
     */
    String seal(Capsule capsule);

    /**
     * Decrypts and checks a capsule that a client sent. Never throws: any text yields a result.
     *
     * @param sealed text that the client sent
     * @param userId id of the client's user, which the capsule must bear too
     * @param sessionId id of the client's session, which the capsule must bear too
     */
    OpenResult open(String sealed, String userId, String sessionId);
}
