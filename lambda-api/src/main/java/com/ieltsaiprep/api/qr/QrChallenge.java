package com.ieltsaiprep.api.qr;

/**
 * Challenge that a browser shows while it waits to be signed in (RFC 8628 §3.2).
 *
 * @param id the content of the QR code
 * @param code typed where the QR code cannot be scanned
 * @param secret known to the browser only
 */
record QrChallenge(QrId id, UserCode code, String secret) {
    /** Returns the region of the QR challenge only, so that logs hold neither codes nor secret. */
    @Override
    public String toString() {
        return "QrChallenge[" + id.region().code() + "]";
    }
}
