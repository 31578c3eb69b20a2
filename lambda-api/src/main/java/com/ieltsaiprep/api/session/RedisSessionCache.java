package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.redis.RespReply;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies of sessions under {@code session:<hash of the access token>}. */
public final class RedisSessionCache implements SessionCache {
    private static final String PREFIX = "session:";

    /** A copy that stays is a sign-in that goes on, and few requests remove any. */
    private static final Duration REMOVAL_PATIENCE = Duration.ofMillis(500);

    private static final Json JSON = new Json(4, 1_024);

    private final RedisClient redis;

    /** Over a link of its own. */
    public RedisSessionCache(RedisClient redis) {
        this.redis = redis;
    }

    @Override
    public Optional<AccessGrant> get(String hash) {
        return redis.ask("GET", PREFIX + hash)
                .flatMap(
                        reply ->
                                reply instanceof RespReply.Text(String json)
                                        ? read(json)
                                        : Optional.empty());
    }

    @Override
    public void put(String hash, AccessGrant access, Duration lifetime) {
        String seconds = String.valueOf(Math.max(1, lifetime.toSeconds()));
        redis.ask("SETEX", PREFIX + hash, seconds, write(access));
    }

    @Override
    public void remove(List<String> hashes) {
        if (!hashes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("DEL"));
            hashes.forEach(hash -> command.add(PREFIX + hash));
            redis.insist(REMOVAL_PATIENCE, command.toArray(String[]::new));
        }
    }

    static String write(AccessGrant access) {
        return Json.write(
                Map.of(
                        "user_id", access.userId(),
                        "family_id", access.family().toString(),
                        "signed_in_at", access.signedInAt().toEpochMilli(),
                        "expires_at", access.expiresAt().getEpochSecond()));
    }

    /** Empty if it is not what {@link #write} writes. */
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
