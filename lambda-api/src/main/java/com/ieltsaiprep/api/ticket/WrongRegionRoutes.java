package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;

import java.util.List;
import java.util.Map;

/** What a region answers that gives no tickets: who does. */
public final class WrongRegionRoutes {
    private final SpeechEndpoints endpoints;

    /** With the place where tickets are given. */
    public WrongRegionRoutes(SpeechEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** What it answers. */
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
