package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Access token (RFC 6750): the region that issued it, and a secret.
 *
 * @param secret 43 characters of base64url
 */
record AccessToken(Region region, String secret) {
    private static final Pattern FORM = Pattern.compile("([a-z]{2})\\.([A-Za-z0-9_-]{43})");

    static Optional<AccessToken> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Region.ofCode(matcher.group(1))
                        .map(region -> new AccessToken(region, matcher.group(2)))
                : Optional.empty();
    }

    String text() {
        return region.code() + "." + secret;
    }

    String hash() {
        return TokenGenerator.hash(text());
    }

    @Override
    public String toString() {
        return "AccessToken[" + region.code() + "]";
    }
}
