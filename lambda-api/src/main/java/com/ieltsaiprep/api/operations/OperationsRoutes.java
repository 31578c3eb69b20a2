package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.HealthEndpoint.Function;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import java.util.List;
import java.util.Map;

/** Routes of a region's operation: health check, app configuration, events reported by apps. */
public final class OperationsRoutes {
    private final HealthEndpoint health;
    private final ConfigEndpoint config;
    private final ClientEventsEndpoint clientEvents;

    /**
     * Deployment that the routes describe.
     *
     * @param apiUrls of the API in each region
     * @param streamingUrl of the gateway's WebSockets
     */
    public record Deployment(
            String stage, String version, Map<Region, String> apiUrls, String streamingUrl) {
        /** Copies the map. */
        public Deployment {
            apiUrls = Map.copyOf(apiUrls);
        }
    }

    /**
     * Services that the routes use.
     *
     * @param redis a client that the health check alone uses
     */
    public record Services(
            RegionalDynamo dynamo,
            RedisClient redis,
            RateLimiter rateLimiter,
            OperationalEvents events) {}

    /** Creates the routes. */
    public OperationsRoutes(
            Deployment deployment,
            Services services,
            CachedAppConfig appConfig,
            MonotonicClock clock) {
        RegionalDynamo dynamo = services.dynamo();
        this.health =
                new HealthEndpoint(
                        new Function(
                                dynamo.ownRegion().awsName(),
                                deployment.stage(),
                                deployment.version()),
                        () -> new DynamoHealthCheck(dynamo.own(Table.USERS)).isAvailable(),
                        () -> new DynamoHealthCheck(dynamo.home(Table.USERS)).isAvailable(),
                        services.redis()::ping,
                        clock);
        this.config = new ConfigEndpoint(appConfig, deployment);
        this.clientEvents =
                new ClientEventsEndpoint(
                        request ->
                                services.rateLimiter()
                                        .charge(
                                                RateLimitRule.CLIENT_EVENTS,
                                                RateLimiter.network(request)),
                        services.events());
    }

    /** Returns the routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/health", health),
                new Route("GET", "/config", config),
                new Route("POST", "/client-events", clientEvents));
    }
}
