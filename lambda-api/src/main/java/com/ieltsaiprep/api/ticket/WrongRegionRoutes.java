package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;

import java.util.List;
import java.util.Map;

/**
 * Route of a region that issues no tickets: it answers 421 with the address of the one that does.
 */
public final class WrongRegionRoutes {
    private final SpeechEndpoints endpoints;

    /** Creates the route. */
    public WrongRegionRoutes(SpeechEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Returns the route. */
    public List<Route> routes() {
        return List.of(new Route("POST", TicketRoutes.PATH, this::refer));
    }

    private Response refer(Request request) {
        throw new Problem(
                        ProblemType.WRONG_REGION,
                        "Maya is in " + endpoints.examinerRegion() + " only: ask at the address.",
                        List.of(),
                        Map.of("address", endpoints.apiUrl()),
                        Map.of())
                .exception();
    }
}
