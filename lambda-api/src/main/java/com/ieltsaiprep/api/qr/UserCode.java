package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.ShortCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Optional;

/**
 * What a person types whose camera does not read the picture. The first letter names the region.
 *
 * @param letters in upper case, without a dash
 */
public record UserCode(String letters) {
    /** A new one of a region. */
    static UserCode next(Region region, TokenGenerator tokens) {
        return new UserCode(region.letter() + ShortCode.next(tokens, ShortCode.LENGTH - 1));
    }

    /** Reads what a person typed: case, blanks and dashes do not matter. */
    public static Optional<UserCode> parse(String typed) {
        return ShortCode.parse(typed)
                .filter(letters -> Region.ofLetter(letters.charAt(0)).isPresent())
                .map(UserCode::new);
    }

    /** The region that made it. */
    public Region region() {
        return Region.ofLetter(letters.charAt(0))
                .orElseThrow(() -> new IllegalStateException("a code of no region"));
    }

    /** As it is shown: {@code VBCD-FGHJ}. */
    public String shown() {
        return ShortCode.shown(letters);
    }

    /** Under which it is kept. */
    public QrKey key() {
        return new QrKey(region(), TokenGenerator.hash(letters));
    }

    /** Without the letters. */
    @Override
    public String toString() {
        return "UserCode[" + letters.charAt(0) + "…]";
    }
}
