package com.ieltsaiprep.api.speech;

import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;

import java.util.List;
import java.util.Map;

/** What a region answers that gives no tickets: who does. */
public final class SpeechElsewhere {
    private final SpeechPlace place;

    /** With the place where tickets are given. */
    public SpeechElsewhere(SpeechPlace place) {
        this.place = place;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(new Route("POST", SpeechRoutes.PATH, this::refer));
    }

    private Response refer(Request request) {
        throw new Problem(
                        ProblemType.WRONG_REGION,
                        "Maya is in " + place.examinerRegion() + " only: ask at the address.",
                        List.of(),
                        Map.of("address", place.apiUrl()),
                        Map.of())
                .exception();
    }
}
