package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitKey;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;

import java.util.List;

/** Going on with a sign-in, and ending it. */
public final class SessionRoutes {
    private static final TextRule TOKEN = TextRule.upTo(200);

    private final Sessions sessions;
    private final Authenticator authenticator;
    private final SessionResponses responses;
    private final RateLimiter rateLimiter;

    /** Over these sessions. */
    public SessionRoutes(
            Sessions sessions,
            Authenticator authenticator,
            SessionResponses responses,
            RateLimiter rateLimiter) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.responses = responses;
        this.rateLimiter = rateLimiter;
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
        rateLimiter.spend(RateLimitRule.REFRESH_NETWORK, RateLimitKey.network(request.sourceIp()));
        return responses.refreshed(sessions, token);
    }

    private Response signOut(Request request) {
        return switch (sessions.end(
                authenticator.authenticate(request), Authenticator.tokenHash(request))) {
            case DONE, GONE -> Response.noContent();
            case BUSY -> throw SessionResponses.busy();
        };
    }

    private Response signOutEverywhere(Request request) {
        sessions.endAll(authenticator.authenticate(request).userId());
        return Response.noContent();
    }
}
