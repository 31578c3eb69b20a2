package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;

import java.util.List;

/** HTTP routes that refresh a session, end it, or end all sessions of an account. */
public final class SessionRoutes {
    private static final TextRule TOKEN = TextRule.upTo(200);

    private final Sessions sessions;
    private final RequestGuard guard;
    private final SessionResponses responses;

    /** Creates the HTTP routes that refresh and end sessions. */
    public SessionRoutes(Sessions sessions, RequestGuard guard, ProfileView profiles) {
        this.sessions = sessions;
        this.guard = guard;
        this.responses = new SessionResponses(profiles);
    }

    /** Returns the POST routes that refresh a session, sign out, and sign out everywhere. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/refresh", this::refresh),
                new Route("POST", "/auth/sign-out", this::signOut),
                new Route("POST", "/auth/sign-out-everywhere", this::signOutEverywhere));
    }

    private Response refresh(Request request) {
        JsonBody body = JsonBody.read(request);
        String token = body.text("refresh_token", TOKEN);
        body.requireValid();
        guard.charge(RateLimitRule.REFRESH_NETWORK, request);
        return responses.refreshed(sessions, token);
    }

    private Response signOut(Request request) {
        Caller caller = guard.caller(request);
        return switch (sessions.end(caller, Authenticator.tokenHash(request))) {
            case DONE, NOT_FOUND -> Response.noContent();
            case CONFLICT -> throw SessionResponses.conflict();
        };
    }

    private Response signOutEverywhere(Request request) {
        sessions.endAll(guard.userId(request));
        return Response.noContent();
    }
}
