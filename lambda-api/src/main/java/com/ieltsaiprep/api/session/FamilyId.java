package com.ieltsaiprep.api.session;

import com.ieltsaiprep.common.Region;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Id of a token family, that is, of all access and refresh tokens of one session.
 *
 * @param region that issued the session, where its tokens are renewed and revoked
 * @param name 22 characters of base64url
 */
public record FamilyId(Region region, String name) {
    private static final Pattern FORM = Pattern.compile("([a-z]{2})\\.([A-Za-z0-9_-]{22})");

    /** Parses an id that {@link #toString} has written; empty if the text is not such an id. */
    public static Optional<FamilyId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Region.ofCode(matcher.group(1))
                        .map(region -> new FamilyId(region, matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return region.code() + "." + name;
    }
}
