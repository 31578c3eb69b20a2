package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.session.FamilyId;

import java.time.Instant;

/** How far a sign-in by QR code is. */
public sealed interface QrState {
    /** Nobody has decided. */
    record Pending() implements QrState {}

    /**
     * Somebody wants their account in that browser, which has not asked since.
     *
     * @param at when they said so, to the millisecond
     */
    record Approved(String userId, Instant at) implements QrState {}

    /** Somebody does not know that browser. */
    record Denied(String userId) implements QrState {}

    /**
     * The browser was given its session.
     *
     * @param approvedAt as in {@link Approved}
     * @param at when it was given one first, to the millisecond
     * @param family the sign-in that it was given last; there is no other
     */
    record Used(String userId, Instant approvedAt, Instant at, FamilyId family)
            implements QrState {}
}
