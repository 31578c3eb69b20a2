package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Optional;

/**
 * User code of a QR sign-in (RFC 8628 §6.1): typed where the QR code cannot be scanned. Its first
 * letter names the region.
 */
record UserCode(OneTimeCode code) {
    /** Generates a code of a region. */
    static UserCode next(Region region, TokenGenerator tokens) {
        return new UserCode(OneTimeCode.next(tokens, String.valueOf(region.letter())));
    }

    /** Parses typed text as {@link OneTimeCode#parse} does; empty if it names no region. */
    static Optional<UserCode> parse(String typed) {
        return OneTimeCode.parse(typed)
                .filter(code -> Region.ofLetter(code.letters().charAt(0)).isPresent())
                .map(UserCode::new);
    }

    /** Returns the region that created it. */
    Region region() {
        return Region.ofLetter(code.letters().charAt(0))
                .orElseThrow(() -> new IllegalStateException("a code of no region"));
    }

    /** Formats the code for display: {@code VBCD-FGHJ}. */
    String formatted() {
        return code.formatted();
    }

    /** Returns the key under which it is stored. */
    QrKey key() {
        return new QrKey(region(), code.hash());
    }

    /** Returns the first character of the user code only, so that logs do not hold the code. */
    @Override
    public String toString() {
        return "UserCode[" + code.letters().charAt(0) + "…]";
    }
}
