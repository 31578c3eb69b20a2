package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.http.JsonBody;
import com.ieltsaiprep.api.http.JsonBody.TextRule;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Limits;
import com.ieltsaiprep.api.limit.Subjects;

import java.util.List;

/** Going on with a sign-in, and ending it. */
public final class SessionRoutes {
    private static final TextRule TOKEN = TextRule.upTo(200);

    private final Sessions sessions;
    private final Authenticator authenticator;
    private final SessionAnswers answers;
    private final Limits limits;

    /** Over these sessions. */
    public SessionRoutes(
            Sessions sessions, Authenticator authenticator, SessionAnswers answers, Limits limits) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.answers = answers;
        this.limits = limits;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/refresh", this::refresh),
                new Route("POST", "/auth/sign-out", this::signOut),
                new Route("POST", "/auth/sign-out-everywhere", this::signOutEverywhere));
    }

    private Response refresh(Request request) {
        JsonBody body = JsonBody.read(request);
        String token = body.text("refresh_token", TOKEN);
        body.check();
        limits.spend(Limit.REFRESH_NETWORK, Subjects.network(request.sourceIp()));
        return answers.refreshed(sessions, token);
    }

    private Response signOut(Request request) {
        return switch (sessions.end(
                authenticator.authenticate(request), Authenticator.tokenHash(request))) {
            case DONE, GONE -> Response.noContent();
            case BUSY -> throw SessionAnswers.busy();
        };
    }

    private Response signOutEverywhere(Request request) {
        sessions.endAll(authenticator.authenticate(request).userId());
        return Response.noContent();
    }
}
