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
 * {@code GET /health}: how this region fares. Only its own database is indispensable: without it
 * the answer is 503, and those who route requests turn to another region. Without the home region
 * or Redis most of it works, so that is no reason to turn everybody away.
 *
 * <p>Anybody may ask, so what was found is believed for a moment, and however often it is asked, a
 * process looks at each dependency only so often.
 */
public final class HealthEndpoint implements Endpoint {
    /** Nearby. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** Across an ocean. */
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Place place;
    private final MonotonicClock clock;
    private final Watched dynamodb;
    private final Watched home;
    private final Watched redis;

    /** Which function this is. */
    public record Place(String region, String stage, String version) {}

    /** Something on which the region depends. */
    @FunctionalInterface
    public interface Dependency {
        /**
         * Whether it is there; waits for the answer a second and a half at most.
         *
         * @throws RuntimeException as well, if it is not
         */
        boolean answers();
    }

    /**
     * All of them.
     *
     * @param dynamodb in this region
     * @param home DynamoDB in the home region
     */
    public record Needs(Dependency dynamodb, Dependency home, Dependency redis) {}

    private record Found(boolean there, long ms) {
        Map<String, Object> json() {
            return Map.of("status", there ? "ok" : "down", "ms", ms);
        }
    }

    /** Of a function and what it needs. */
    public HealthEndpoint(Place place, Needs needs, MonotonicClock clock) {
        this.place = place;
        this.clock = clock;
        this.dynamodb = new Watched(needs.dynamodb(), A_MOMENT);
        this.home = new Watched(needs.home(), A_WHILE);
        this.redis = new Watched(needs.redis(), A_MOMENT);
    }

    @Override
    public Response handle(Request request) {
        Found nearby = dynamodb.look();
        Found far = home.look();
        Found cache = redis.look();
        Map<String, Object> dependencies = new LinkedHashMap<>();
        dependencies.put("dynamodb", nearby.json());
        dependencies.put("home", far.json());
        dependencies.put("redis", cache.json());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", status(nearby, far, cache));
        answer.put("region", place.region());
        answer.put("stage", place.stage());
        answer.put("version", place.version());
        answer.put("dependencies", dependencies);
        return Response.json(nearby.there() ? 200 : 503, answer);
    }

    /** A dependency, and what was found when somebody looked. */
    private final class Watched {
        private final Dependency dependency;
        private final long lifetimeUs;
        private @Nullable Found found;
        private long foundUs;

        Watched(Dependency dependency, Duration lifetime) {
            this.dependency = dependency;
            this.lifetimeUs = lifetime.toNanos() / 1_000;
        }

        synchronized Found look() {
            long startedUs = clock.nowUs();
            if (found == null || startedUs - foundUs >= lifetimeUs) {
                boolean there = ask();
                foundUs = clock.nowUs();
                found = new Found(there, (foundUs - startedUs) / 1_000);
            }
            return found;
        }

        private boolean ask() {
            try {
                return dependency.answers();
            } catch (RuntimeException _) {
                return false;
            }
        }
    }

    private static String status(Found dynamodb, Found home, Found redis) {
        if (!dynamodb.there()) {
            return "down";
        }
        return home.there() && redis.there() ? "ok" : "degraded";
    }
}
