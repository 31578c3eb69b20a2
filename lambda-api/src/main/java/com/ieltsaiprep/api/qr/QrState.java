package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.session.FamilyId;

import java.time.Instant;

/** State of a QR sign-in, by which a user signs in a browser with a signed-in app. */
sealed interface QrState {
    /** QR sign-in on which no user has decided yet. */
    record Pending() implements QrState {}

    /**
     * QR sign-in that a user has approved; the browser has not polled since.
     *
     * @param at when the user approved the sign-in, to the millisecond
     */
    record Approved(String userId, Instant at) implements QrState {}

    /** QR sign-in that a user has denied. */
    record Denied(String userId) implements QrState {}

    /**
     * QR sign-in whose browser was given a session.
     *
     * @param approvedAt when the user approved the sign-in, to the millisecond
     * @param at when the browser was first given a session, to the millisecond
     * @param family of the session that the browser was given last; there is no other
     */
    record Used(String userId, Instant approvedAt, Instant at, FamilyId family)
            implements QrState {}
}
