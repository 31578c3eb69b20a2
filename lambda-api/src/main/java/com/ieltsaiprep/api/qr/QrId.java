package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a sign-in by QR code; it is what the picture shows.
 *
 * @param region that decides on it
 * @param name 22 characters of base64url
 */
public record QrId(Region region, String name) {
    private static final Pattern FORM = Pattern.compile("([a-z]{2})\\.([A-Za-z0-9_-]{22})");

    /** Reads what {@link #text} writes. */
    public static Optional<QrId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Region.ofCode(matcher.group(1)).map(region -> new QrId(region, matcher.group(2)))
                : Optional.empty();
    }

    /** As the picture shows it. */
    public String text() {
        return region.code() + "." + name;
    }

    /** Under which it is kept. */
    public QrKey key() {
        return new QrKey(region, TokenGenerator.hash(text()));
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "QrId[" + region.code() + "]";
    }
}
