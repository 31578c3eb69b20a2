package com.ieltsaiprep.local.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM role of a process that calls AWS: a function in one region, the gateway or an operator.
 *
 * <p>Its session token is its name and region, so that a stand-in knows who sent a request.
 *
 * @param name of the process, such as {@code auth} or {@code gateway}
 * @param region AWS region in which the process runs
 */
public record AwsRole(String name, String region) {
    /** Environment variable from which AWS's SDK and the functions take a session token. */
    public static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";

    private static final Pattern TOKEN = Pattern.compile("([a-z][a-z-]*)/([a-z0-9-]+)");

    /** Returns the session token of the role. */
    public String sessionToken() {
        return name + "/" + region;
    }

    /** Reads the role from a session token; empty if the token names none. */
    static Optional<AwsRole> ofSessionToken(String token) {
        Matcher parts = TOKEN.matcher(token);
        return parts.matches()
                ? Optional.of(new AwsRole(parts.group(1), parts.group(2)))
                : Optional.empty();
    }
}
