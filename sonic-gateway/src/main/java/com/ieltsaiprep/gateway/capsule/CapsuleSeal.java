package com.ieltsaiprep.gateway.capsule;

/** Seals capsules so that only gateways can read them, and opens them again. */
public interface CapsuleSeal {

    /** What came of opening. */
    sealed interface OpenResult {}

    /** It is genuine, fresh, and of this user and session. */
    record Valid(Capsule capsule) implements OpenResult {}

    /** It cannot be resumed from. */
    record Refused(RefusalReason reason) implements OpenResult {}

    /** Why a capsule is refused. */
    enum RefusalReason {
        ALTERED,
        UNKNOWN_KEY,
        EXPIRED,
        OF_ANOTHER_USER,
        OF_ANOTHER_SESSION
    }

    /** Seals it for 30 min from now; base64url, at most 65,000 characters. */
    String seal(Capsule capsule);

    /** Opens what a client sent, whatever it is; never throws. */
    OpenResult open(String sealed, String userId, String sessionId);
}
