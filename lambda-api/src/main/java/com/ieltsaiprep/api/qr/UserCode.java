package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.ShortCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Optional;

/**
 * User code of a QR sign-in (RFC 8628 §6.1): typed where the QR code cannot be scanned. Its first
 * letter names the region.
 *
 * @param letters in upper case, without a dash
 */
record UserCode(String letters) {
    /** Generates a code of a region. */
    static UserCode next(Region region, TokenGenerator tokens) {
        return new UserCode(region.letter() + ShortCode.next(tokens, ShortCode.LENGTH - 1));
    }

    /** Parses typed text; case, blanks and dashes do not matter. Empty if it is no code. */
    static Optional<UserCode> parse(String typed) {
        return ShortCode.parse(typed)
                .filter(letters -> Region.ofLetter(letters.charAt(0)).isPresent())
                .map(UserCode::new);
    }

    /** Returns the region that created it. */
    Region region() {
        return Region.ofLetter(letters.charAt(0))
                .orElseThrow(() -> new IllegalStateException("a code of no region"));
    }

    /** Formats the code for display: {@code VBCD-FGHJ}. */
    String formatted() {
        return ShortCode.format(letters);
    }

    /** Returns the key under which it is stored. */
    QrKey key() {
        return new QrKey(region(), TokenGenerator.hash(letters));
    }

    /** Omits the letters. */
    @Override
    public String toString() {
        return "UserCode[" + letters.charAt(0) + "…]";
    }
}
