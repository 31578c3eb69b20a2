package com.ieltsaiprep.api.qr;

/**
 * What a browser is given that wants to be signed in.
 *
 * @param id what the picture shows
 * @param code what a person may type instead
 * @param secret which it shows to nobody
 */
record QrChallenge(QrId id, UserCode code, String secret) {
    /** Without any of them. */
    @Override
    public String toString() {
        return "QrBegun[" + id.region().code() + "]";
    }
}
