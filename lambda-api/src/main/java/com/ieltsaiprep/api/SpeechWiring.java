package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.ticket.SpeechEndpoints;
import com.ieltsaiprep.api.ticket.TicketRoutes;
import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Objects;

/** Wiring of the function {@code speech}. */
final class SpeechWiring {
    /** The region of the gateway, and of the Redis from which it consumes tickets. */
    private static final Region GATEWAY = Region.VIRGINIA;

    private SpeechWiring() {}

    static RequestStreamHandler function(Wiring wiring) {
        ApiSettings.Places places = wiring.settings.places();
        SpeechEndpoints endpoints =
                new SpeechEndpoints(
                        places.stream(),
                        places.probe(),
                        Objects.requireNonNull(places.apis().get(GATEWAY)),
                        places.examinerRegion());
        boolean issuesTickets = wiring.settings.regions().own() == GATEWAY;
        return wiring.function(
                issuesTickets ? routes(wiring, endpoints) : TicketRoutes.inWrongRegion(endpoints));
    }

    private static List<Route> routes(Wiring wiring, SpeechEndpoints endpoints) {
        return new TicketRoutes(
                        new Entitlements(wiring.dynamo, wiring.tokens, wiring.clock),
                        RedisClient.forRequiredData(
                                wiring.settings.redis(), Wiring::tls, wiring.elapsed),
                        wiring.guard,
                        () -> wiring.appConfig.require().newTests(),
                        wiring.random,
                        endpoints)
                .routes();
    }
}
