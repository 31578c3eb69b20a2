package com.ieltsaiprep.api.entitlement;

/** Result of reserving an attempt (right to take one test) for a writing test. */
public sealed interface ReservationResult {
    /** The attempt is reserved, and the caller marks the test. */
    record Reserved(WritingAttempt attempt) implements ReservationResult {}

    /** The idempotency key has an attempt already; nothing was written. */
    record Existing(WritingAttempt attempt) implements ReservationResult {}

    /** The account has no attempt left. */
    record NoneLeft() implements ReservationResult {}

    /** The account was deleted. */
    record NoAccount() implements ReservationResult {}

    /** Lost race: concurrent requests have changed the ledger again and again. */
    record Conflict() implements ReservationResult {}
}
