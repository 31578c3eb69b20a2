package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refresh token (RFC 6749 §1.5): the id of its token family, and a secret.
 *
 * @param secret 43 characters of base64url
 */
record RefreshToken(FamilyId family, String secret) {
    private static final Pattern FORM =
            Pattern.compile("([a-z]{2}\\.[A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

    static Optional<RefreshToken> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? FamilyId.parse(matcher.group(1))
                        .map(family -> new RefreshToken(family, matcher.group(2)))
                : Optional.empty();
    }

    String text() {
        return family + "." + secret;
    }

    String hash() {
        return TokenGenerator.hash(text());
    }

    @Override
    public String toString() {
        return "RefreshToken[" + family.region().code() + "]";
    }
}
