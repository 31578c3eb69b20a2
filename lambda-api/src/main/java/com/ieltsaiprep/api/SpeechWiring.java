package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.session.ConversationEnd;
import com.ieltsaiprep.api.session.LambdaConversationEnder;
import com.ieltsaiprep.api.ticket.RedisTicketStore;
import com.ieltsaiprep.api.ticket.SpeechEndpoints;
import com.ieltsaiprep.api.ticket.TicketRoutes;

import java.util.List;
import java.util.Objects;

/** Wiring of the function {@code speech}. */
final class SpeechWiring {
    private SpeechWiring() {}

    static RequestStreamHandler function(Wiring wiring) {
        ApiSettings.Places places = wiring.settings.places();
        SpeechEndpoints endpoints =
                new SpeechEndpoints(
                        places.stream(),
                        places.probe(),
                        Objects.requireNonNull(places.apis().get(Wiring.GATEWAY)),
                        places.examinerRegion());
        if (wiring.settings.regions().own() != Wiring.GATEWAY) {
            return wiring.function(TicketRoutes.inWrongRegion(endpoints));
        }
        RedisTicketStore tickets =
                new RedisTicketStore(
                        RedisClient.forRequiredData(
                                wiring.settings.redis(), Wiring::tls, wiring.elapsed),
                        wiring.events);
        return wiring.function(routes(wiring, tickets, endpoints))
                .onDirectEvent(
                        ConversationEnd.NAME,
                        value -> {
                            tickets.end(ConversationEnd.of(value));
                            return LambdaConversationEnder.DONE;
                        });
    }

    private static List<Route> routes(
            Wiring wiring, RedisTicketStore tickets, SpeechEndpoints endpoints) {
        return new TicketRoutes(
                        new Entitlements(wiring.dynamo, wiring.tokens, wiring.clock),
                        tickets,
                        wiring.guard,
                        () -> wiring.appConfig.require().newTests(),
                        wiring.random,
                        endpoints)
                .routes();
    }
}
