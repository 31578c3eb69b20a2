package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.attempt.Attempts;
import com.ieltsaiprep.api.dynamo.DynamoLedger;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.redis.RedisLink;
import com.ieltsaiprep.api.redis.RedisTickets;
import com.ieltsaiprep.api.speech.SpeechElsewhere;
import com.ieltsaiprep.api.speech.SpeechPlace;
import com.ieltsaiprep.api.speech.SpeechRoutes;
import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Objects;

/** The function {@code speech}. */
final class SpeechWiring {
    /** Where the gateway is, with the Redis in which it looks for tickets. */
    private static final Region GATEWAY = Region.VIRGINIA;

    private SpeechWiring() {}

    static RequestStreamHandler function(Wiring wiring) {
        ApiSettings.Places places = wiring.settings.places();
        SpeechPlace place =
                new SpeechPlace(
                        places.stream(),
                        places.probe(),
                        Objects.requireNonNull(places.apis().get(GATEWAY)),
                        places.examinerRegion());
        boolean here = wiring.settings.regions().own() == GATEWAY;
        return wiring.function(here ? routes(wiring, place) : new SpeechElsewhere(place).routes());
    }

    private static List<Route> routes(Wiring wiring, SpeechPlace place) {
        return new SpeechRoutes(
                        new Attempts(
                                new DynamoLedger(wiring.databases), wiring.secrets, wiring.clock),
                        new RedisTickets(wiring.redis(RedisLink.Terms.NEEDED)),
                        new SpeechRoutes.Parts(
                                wiring.authenticator,
                                wiring.limits,
                                () -> wiring.appConfig.certain().newTests()),
                        wiring.random,
                        place)
                .routes();
    }
}
