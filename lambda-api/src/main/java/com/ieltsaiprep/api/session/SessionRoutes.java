package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.http.JsonBody;
import com.ieltsaiprep.api.http.JsonBody.TextRule;
import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Limits;
import com.ieltsaiprep.api.limit.Subjects;

import java.time.Duration;
import java.util.List;

/** Going on with a sign-in, and ending it. */
public final class SessionRoutes {
    private static final TextRule TOKEN = TextRule.upTo(200);
    private static final Duration MOMENT = Duration.ofSeconds(1);

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
        limits.spend(Limit.REFRESH_ADDRESS, Subjects.network(request.sourceIp()));
        return switch (sessions.refresh(token)) {
            case Refresh.Renewed(String userId, Issued issued) -> answers.signedIn(userId, issued);
            case Refresh.Expired _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_EXPIRED,
                                    "The refresh token is not, or no longer, good: sign in again.")
                            .exception();
            case Refresh.Revoked _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "This sign-in was ended, because its refresh token was used"
                                            + " twice or the account ended its sign-ins.")
                            .exception();
            case Refresh.Busy _ ->
                    throw Problem.passing(
                                    ProblemType.UNAVAILABLE,
                                    "Too many refresh at once with the same token.",
                                    MOMENT)
                            .exception();
        };
    }

    private Response signOut(Request request) {
        sessions.end(authenticator.authenticate(request));
        return Response.noContent();
    }

    private Response signOutEverywhere(Request request) {
        sessions.endAll(authenticator.authenticate(request).userId());
        return Response.noContent();
    }
}
