package com.ieltsaiprep.common;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ticket that admits a client to one conversation at the gateway, once, within 60 s. The client
 * holds the ticket's secret, 256 random bits as 43 characters of base64url; Redis holds this record
 * under a key derived from the secret's hash, so that reading Redis does not grant access. The
 * gateway redeems the ticket by reading and deleting the key in one step (GETDEL).
 *
 * @param sessionId id of the conversation, also in logs; not a secret
 * @param userId id of the account that the conversation belongs to
 * @param signedInAt when the user signed in on the device that asked for the ticket, to the
 *     millisecond; {@link EndedConversations} ends conversations by it
 */
public record Ticket(String sessionId, String userId, Instant signedInAt) {
    /** Lifetime of a ticket, s, after which Redis deletes it. */
    public static final int LIFETIME_SECONDS = 60;

    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Json JSON = new Json(4, 1_024);

    /**
     * Generates the secret of a new ticket: 256 random bits as 43 characters of base64url.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    public static String newSecret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns whether a text has the form of a ticket's secret, 43 characters of base64url. */
    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /**
     * Returns the Redis key under which a ticket is stored: {@code ticket:} and the hash of its
     * secret.
     */
    public static String redisKey(String secret) {
        return "ticket:" + Sha256.hex(secret);
    }

    /** Returns the ticket as the JSON text that is stored in Redis. */
    public String toJson() {
        return Json.write(
                Map.of(
                        "sessionId",
                        sessionId,
                        "userId",
                        userId,
                        "signedInAt",
                        signedInAt.toEpochMilli()));
    }

    /**
     * Parses the JSON text of a ticket that is stored in Redis.
     *
     * @return empty if the text is not JSON, or lacks the members of a ticket
     */
    public static Optional<Ticket> fromJson(String json) {
        try {
            Map<String, @Nullable Object> members = Json.members(JSON.read(json));
            return members.get("sessionId") instanceof String sessionId
                            && members.get("userId") instanceof String userId
                            && members.get("signedInAt") instanceof Long signedInAt
                    ? Optional.of(new Ticket(sessionId, userId, Instant.ofEpochMilli(signedInAt)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
