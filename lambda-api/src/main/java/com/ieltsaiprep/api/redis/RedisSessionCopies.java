package com.ieltsaiprep.api.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.session.Access;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.api.session.SessionCopies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies of sessions under {@code session:<hash of the access token>}. */
public final class RedisSessionCopies implements SessionCopies {
    private static final String PREFIX = "session:";
    private static final JsonMapper JSON = new JsonMapper();

    private final RedisLink redis;

    /** Over a link of its own. */
    public RedisSessionCopies(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Access> get(String hash) {
        return redis.ask("GET", PREFIX + hash)
                .flatMap(
                        reply ->
                                reply instanceof Reply.Text(String json)
                                        ? read(json)
                                        : Optional.empty());
    }

    @Override
    public void put(String hash, Access access, Duration lifetime) {
        String seconds = String.valueOf(Math.max(1, lifetime.toSeconds()));
        redis.ask("SETEX", PREFIX + hash, seconds, write(access));
    }

    @Override
    public void remove(List<String> hashes) {
        if (!hashes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("DEL"));
            hashes.forEach(hash -> command.add(PREFIX + hash));
            redis.ask(command.toArray(String[]::new));
        }
    }

    static String write(Access access) {
        return JSON.createObjectNode()
                .put("user_id", access.userId())
                .put("family_id", access.family().toString())
                .put("signed_in_at", access.signedInAt().toEpochMilli())
                .put("expires_at", access.expiresAt().getEpochSecond())
                .toString();
    }

    /** Empty if it is not what {@link #write} writes. */
    static Optional<Access> read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            String userId = node.path("user_id").asText();
            return FamilyId.parse(node.path("family_id").asText())
                    .filter(_ -> !userId.isEmpty())
                    .map(
                            family ->
                                    new Access(
                                            userId,
                                            family,
                                            Instant.ofEpochMilli(
                                                    node.path("signed_in_at").asLong()),
                                            Instant.ofEpochSecond(
                                                    node.path("expires_at").asLong())));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
