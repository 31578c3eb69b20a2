package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Id of a QR sign-in: the content of the QR code.
 *
 * @param region that created it and decides on it
 * @param name 22 characters of base64url
 */
record QrId(Region region, String name) {
    private static final Pattern FORM = Pattern.compile("([a-z]{2})\\.([A-Za-z0-9_-]{22})");

    /** Parses what {@link #text} writes; empty if it is no id. */
    static Optional<QrId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Region.ofCode(matcher.group(1)).map(region -> new QrId(region, matcher.group(2)))
                : Optional.empty();
    }

    /** Returns the content of the QR code. */
    String text() {
        return region.code() + "." + name;
    }

    /** Returns the key under which it is stored. */
    QrKey key() {
        return new QrKey(region, TokenGenerator.hash(text()));
    }

    /** Returns only the id's region, since the whole id lets a user approve the QR sign-in. */
    @Override
    public String toString() {
        return "QrId[" + region.code() + "]";
    }
}
