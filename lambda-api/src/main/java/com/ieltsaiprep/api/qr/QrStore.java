package com.ieltsaiprep.api.qr;

import java.time.Instant;
import java.util.Optional;

/** Where sign-ins by QR code are kept: each in the region that made it, and decided there. */
public interface QrStore {
    /**
     * Keeps a new one, and its code.
     *
     * @return whether it was done; otherwise another that is not over has the same code
     */
    boolean create(QrKey key, QrSignIn signIn);

    /** A sign-in as it was written last. */
    Optional<QrSignIn> find(QrKey key);

    /** The key of the sign-in that has a code. */
    Optional<QrKey> keyOf(UserCode code);

    /**
     * Notes that the browser asks.
     *
     * @param before when it asked last
     * @return whether it was done; otherwise it asked once more in the meantime
     */
    boolean poll(QrKey key, Instant before, Instant now);

    /**
     * Notes what somebody decided.
     *
     * @return whether it was done; otherwise somebody has decided before
     */
    boolean decide(QrKey key, QrState decision);

    /**
     * Notes which session the browser is given.
     *
     * @param before as it was found
     * @param now when the browser asked for it, to the millisecond
     * @return whether it was done; otherwise the browser asked once more in the meantime
     */
    boolean use(QrKey key, QrSignIn before, QrState.Used used, Instant now);
}
