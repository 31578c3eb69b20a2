package com.ieltsaiprep.common;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ticket that admits a client to one conversation, once. The client holds the secret, 256 bits as
 * 43 characters of base64url; Redis holds this record under a key derived from the secret's hash,
 * so that reading Redis does not grant access. Taking the key (GETDEL) redeems the ticket.
 *
 * @param sessionId id of the conversation in logs; not a secret
 * @param userId account that the conversation belongs to
 */
public record Ticket(String sessionId, String userId) {
    /** Lifetime of a ticket, s. */
    public static final int LIFETIME_SECONDS = 60;

    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Json JSON = new Json(4, 1_024);

    /**
     * Generates a secret.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    public static String newSecret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns whether a text has the form of a secret. */
    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** Returns the key in Redis. */
    public static String redisKey(String secret) {
        return "ticket:" + Sha256.hex(secret);
    }

    /** Returns the value in Redis. */
    public String toJson() {
        return Json.write(Map.of("sessionId", sessionId, "userId", userId));
    }

    /**
     * Reads the value in Redis.
     *
     * @return empty if the JSON is not a ticket
     */
    public static Optional<Ticket> fromJson(String json) {
        try {
            Map<String, @Nullable Object> members = Json.members(JSON.read(json));
            return members.get("sessionId") instanceof String sessionId
                            && members.get("userId") instanceof String userId
                    ? Optional.of(new Ticket(sessionId, userId))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
