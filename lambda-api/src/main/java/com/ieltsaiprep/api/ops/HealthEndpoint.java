package com.ieltsaiprep.api.ops;

import com.ieltsaiprep.api.http.Endpoint;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.common.MonotonicClock;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code GET /health}: how this region fares. Only its own database is indispensable: without it
 * the answer is 503, and those who route requests turn to another region. Without the home region
 * or Redis most of it works, so that is no reason to turn everybody away.
 */
public final class HealthEndpoint implements Endpoint {
    private final Place place;
    private final Needs needs;
    private final MonotonicClock clock;

    /** Which function this is. */
    public record Place(String region, String stage, String version) {}

    /** Something on which the region depends. */
    @FunctionalInterface
    public interface Dependency {
        /**
         * Whether it is there; waits for the answer half a second at most.
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
        this.needs = needs;
        this.clock = clock;
    }

    @Override
    public Response handle(Request request) {
        Found dynamodb = ask(needs.dynamodb());
        Found home = ask(needs.home());
        Found redis = ask(needs.redis());
        Map<String, Object> dependencies = new LinkedHashMap<>();
        dependencies.put("dynamodb", dynamodb.json());
        dependencies.put("home", home.json());
        dependencies.put("redis", redis.json());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", status(dynamodb, home, redis));
        answer.put("region", place.region());
        answer.put("stage", place.stage());
        answer.put("version", place.version());
        answer.put("dependencies", dependencies);
        return Response.json(dynamodb.there() ? 200 : 503, answer);
    }

    private Found ask(Dependency dependency) {
        long startedUs = clock.nowUs();
        boolean there;
        try {
            there = dependency.answers();
        } catch (RuntimeException _) {
            there = false;
        }
        return new Found(there, (clock.nowUs() - startedUs) / 1_000);
    }

    private static String status(Found dynamodb, Found home, Found redis) {
        if (!dynamodb.there()) {
            return "down";
        }
        return home.there() && redis.there() ? "ok" : "degraded";
    }
}
