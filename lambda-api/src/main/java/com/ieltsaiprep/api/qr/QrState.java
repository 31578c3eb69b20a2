package com.ieltsaiprep.api.qr;

/** How far a sign-in by QR code is. */
public sealed interface QrState {
    /** Nobody has decided. */
    record Pending() implements QrState {}

    /** Somebody wants their account in that browser, which has not asked since. */
    record Approved(String userId) implements QrState {}

    /** Somebody does not know that browser. */
    record Denied(String userId) implements QrState {}

    /** The browser has its session. */
    record Used(String userId) implements QrState {}
}
