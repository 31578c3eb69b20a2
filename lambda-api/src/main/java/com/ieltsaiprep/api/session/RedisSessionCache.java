package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Session cache: access grants in the region's Redis, under {@code session:<hash of the token>}.
 * Entries may be lost at any time; no method throws or takes longer than its time budget.
 */
final class RedisSessionCache {
    /** The longest validity of an entry, and so of a session that was ended in another region. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String PREFIX = "session:";

    /** Longer than other commands: an entry that stays keeps an ended session alive. */
    private static final Duration REMOVAL_TIMEOUT = Duration.ofMillis(500);

    private static final Json JSON = new Json(4, 1_024);

    private final RedisClient redis;

    /** Creates a cache over a client of its own. */
    RedisSessionCache(RedisClient redis) {
        this.redis = redis;
    }

    /** Returns the grant of a token, by its hash. */
    Optional<AccessGrant> get(String hash) {
        return redis.get(PREFIX + hash).flatMap(RedisSessionCache::read);
    }

    /** Stores a grant for a time of at least 1 s. */
    void put(String hash, AccessGrant grant, Duration lifetime) {
        redis.setExpiring(PREFIX + hash, Math.max(1, lifetime.toSeconds()), write(grant));
    }

    /** Removes grants; returns false if Redis has not confirmed it: they may stay and expire. */
    boolean remove(List<String> hashes) {
        return hashes.isEmpty()
                || redis.delete(
                        hashes.stream().map(hash -> PREFIX + hash).toList(), REMOVAL_TIMEOUT);
    }

    static String write(AccessGrant grant) {
        return Json.write(
                Map.of(
                        "user_id", grant.userId(),
                        "family_id", grant.family().toString(),
                        "signed_in_at", grant.signedInAt().toEpochMilli(),
                        "expires_at", grant.expiresAt().getEpochSecond()));
    }

    /** Parses what {@link #write} writes; empty for anything else. */
    static Optional<AccessGrant> read(String json) {
        try {
            Map<String, @Nullable Object> members = Json.members(JSON.read(json));
            return members.get("user_id") instanceof String userId
                            && members.get("family_id") instanceof String familyId
                            && members.get("signed_in_at") instanceof Long signedInAt
                            && members.get("expires_at") instanceof Long expiresAt
                    ? FamilyId.parse(familyId)
                            .map(
                                    family ->
                                            new AccessGrant(
                                                    userId,
                                                    family,
                                                    Instant.ofEpochMilli(signedInAt),
                                                    Instant.ofEpochSecond(expiresAt)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
