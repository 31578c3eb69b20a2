package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ResourceLock(LocalRedis.LOCK)
final class RedisSessionCacheIT {
    private static final AccessGrant GRANT =
            new AccessGrant(
                    "anna",
                    new FamilyId(Region.IRELAND, "A".repeat(22)),
                    Instant.parse("2026-01-01T00:00:00.123Z"),
                    Instant.parse("2026-01-01T01:00:00Z"));

    @RegisterExtension private final LocalRedis redis = new LocalRedis();

    private RedisClient client() {
        return RedisClient.forRequiredData(
                new RedisAddress("127.0.0.1", redis.port(), false, "", ""),
                () -> {
                    throw new AssertionError("no TLS");
                },
                () -> System.nanoTime() / 1_000);
    }

    @Test
    void returnsGrantUntilRemoval() {
        RedisSessionCache cache = new RedisSessionCache(client());

        cache.put("hash", GRANT, Duration.ofSeconds(60));
        assertThat(cache.get("hash")).contains(GRANT);
        assertThat(cache.get("another")).isEmpty();

        cache.remove(List.of("hash", "another"));
        assertThat(cache.get("hash")).isEmpty();
    }

    @Test
    void keepsGrantForAtLeastOneSecond() {
        RedisSessionCache cache = new RedisSessionCache(client());

        cache.put("hash", GRANT, Duration.ofMillis(1));

        assertThat(cache.get("hash")).contains(GRANT);
    }

    @Test
    void ignoresForeignValues() {
        RedisClient client = client();
        RedisSessionCache cache = new RedisSessionCache(client);
        for (String value : List.of("", "{}", "[]", "null", "{\"user_id\":\"anna\"}")) {
            client.setExpiring("session:hash", 60, value);

            assertThat(cache.get("hash")).isEqualTo(Optional.empty());
        }
    }

    @Test
    void returnsNothingWithoutRedis() {
        RedisSessionCache cache = new RedisSessionCache(client());
        redis.stop();

        cache.put("hash", GRANT, Duration.ofSeconds(60));
        cache.remove(List.of("hash"));

        assertThat(cache.get("hash")).isEmpty();
    }
}
