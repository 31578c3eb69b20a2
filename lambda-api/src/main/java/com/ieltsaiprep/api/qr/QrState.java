package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.session.FamilyId;

import java.time.Instant;

/** State of a QR sign-in. */
sealed interface QrState {
    /** No user has decided yet. */
    record Pending() implements QrState {}

    /**
     * A user has approved it; the browser has not polled since.
     *
     * @param at when it was approved, to the millisecond
     */
    record Approved(String userId, Instant at) implements QrState {}

    /** A user has denied it. */
    record Denied(String userId) implements QrState {}

    /**
     * The browser was given a session.
     *
     * @param approvedAt as in {@link Approved}
     * @param at when it was first given one, to the millisecond
     * @param family of the session that it was given last; there is no other
     */
    record Used(String userId, Instant approvedAt, Instant at, FamilyId family)
            implements QrState {}
}
