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

/** HTTP routes for the operation of a region: health check, app configuration, events of apps. */
public final class OperationsRoutes {
    private final HealthEndpoint health;
    private final ConfigEndpoint config;
    private final ClientEventsEndpoint clientEvents;

    /**
     * Deployment of the API that the health check and the app configuration describe.
     *
     * @param apiUrls address of the API in each region
     * @param streamingUrl address of the gateway's WebSockets
     */
    public record Deployment(
            String stage, String version, Map<Region, String> apiUrls, String streamingUrl) {
        /** Creates a deployment with a copy of the map of API addresses. */
        public Deployment {
            apiUrls = Map.copyOf(apiUrls);
        }
    }

    /**
     * Services that the health check and the endpoint for events of apps use.
     *
     * @param redis client that only the health check uses
     */
    public record Services(
            RegionalDynamo dynamo,
            RedisClient redis,
            RateLimiter rateLimiter,
            OperationalEvents events) {}

    /** Creates the HTTP routes of health check, app configuration and events reported by apps. */
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

    /** Returns the routes GET /health, GET /config and POST /client-events. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/health", health),
                new Route("GET", "/config", config),
                new Route("POST", "/client-events", clientEvents));
    }
}
