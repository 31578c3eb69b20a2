package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.common.MonotonicClock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Health check {@code GET /health} of a region. Only its own DynamoDB is essential: without it the
 * response is 503, and load balancers turn to another region. Without the home region or Redis most
 * functions work, so the region is degraded only.
 *
 * <p>Anyone may ask, so results are cached: a process asks each dependency once in a while only.
 */
final class HealthEndpoint implements Endpoint {
    private static final Duration CACHED_NEARBY = Duration.ofSeconds(1);
    private static final Duration CACHED_ACROSS_AN_OCEAN = Duration.ofSeconds(10);

    private final Function function;
    private final MonotonicClock clock;
    private final CachedCheck dynamodb;
    private final CachedCheck home;
    private final CachedCheck redis;

    /** Lambda function that is checked. */
    record Function(String region, String stage, String version) {}

    /** Dependency of the region. */
    @FunctionalInterface
    interface Dependency {
        /**
         * Returns whether the dependency answers within a second and a half.
         *
         * @throws RuntimeException if the dependency does not answer
         */
        boolean isAvailable();
    }

    private record Result(boolean available, long ms) {
        Map<String, Object> json() {
            return Map.of("status", available ? "ok" : "down", "ms", ms);
        }
    }

    /**
     * Creates the endpoint.
     *
     * @param dynamodb in the function's region
     * @param home DynamoDB in the home region
     */
    HealthEndpoint(
            Function function,
            Dependency dynamodb,
            Dependency home,
            Dependency redis,
            MonotonicClock clock) {
        this.function = function;
        this.clock = clock;
        this.dynamodb = new CachedCheck(dynamodb, CACHED_NEARBY);
        this.home = new CachedCheck(home, CACHED_ACROSS_AN_OCEAN);
        this.redis = new CachedCheck(redis, CACHED_NEARBY);
    }

    @Override
    public Response handle(Request request) {
        Result own = dynamodb.result();
        Result far = home.result();
        Result cache = redis.result();
        Map<String, Object> dependencies = new LinkedHashMap<>();
        dependencies.put("dynamodb", own.json());
        dependencies.put("home", far.json());
        dependencies.put("redis", cache.json());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", status(own, far, cache));
        answer.put("region", function.region());
        answer.put("stage", function.stage());
        answer.put("version", function.version());
        answer.put("dependencies", dependencies);
        return Response.json(own.available() ? 200 : 503, answer);
    }

    /** Check of a dependency whose result is cached. */
    private final class CachedCheck {
        private final Dependency dependency;
        private final long lifetimeUs;
        private @Nullable Result cached;
        private long checkedUs;

        CachedCheck(Dependency dependency, Duration lifetime) {
            this.dependency = dependency;
            this.lifetimeUs = lifetime.toNanos() / 1_000;
        }

        synchronized Result result() {
            long startedUs = clock.nowUs();
            if (cached == null || startedUs - checkedUs >= lifetimeUs) {
                boolean available = isAvailable();
                checkedUs = clock.nowUs();
                cached = new Result(available, (checkedUs - startedUs) / 1_000);
            }
            return cached;
        }

        private boolean isAvailable() {
            try {
                return dependency.isAvailable();
            } catch (RuntimeException _) {
                return false;
            }
        }
    }

    private static String status(Result dynamodb, Result home, Result redis) {
        if (!dynamodb.available()) {
            return "down";
        }
        return home.available() && redis.available() ? "ok" : "degraded";
    }
}
