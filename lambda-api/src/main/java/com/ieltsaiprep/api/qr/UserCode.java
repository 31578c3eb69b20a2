package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.region.Region;
import com.ieltsaiprep.api.session.Secrets;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person types whose camera does not read the picture: eight letters without vowels, so that
 * they spell nothing. The first names the region.
 *
 * @param letters in upper case, without a dash
 */
public record UserCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    /** A new one of a region. */
    static UserCode next(Region region, Secrets secrets) {
        return new UserCode(region.letter() + secrets.next(ALPHABET, LENGTH - 1));
    }

    /** Reads what a person typed: case, blanks and dashes do not matter. */
    public static Optional<UserCode> parse(String typed) {
        String letters = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(letters).matches() && Region.ofLetter(letters.charAt(0)).isPresent()
                ? Optional.of(new UserCode(letters))
                : Optional.empty();
    }

    /** The region that made it. */
    public Region region() {
        return Region.ofLetter(letters.charAt(0))
                .orElseThrow(() -> new IllegalStateException("a code of no region"));
    }

    /** As it is shown: {@code VBCD-FGHJ}. */
    public String shown() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /** Under which it is kept. */
    public QrKey key() {
        return new QrKey(region(), Secrets.hash(letters));
    }

    /** Without the letters. */
    @Override
    public String toString() {
        return "UserCode[" + letters.charAt(0) + "…]";
    }
}
