package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Response;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Factory of the responses that begin or continue a session, with its tokens and the profile. */
public final class SessionResponses {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProfileView profiles;

    SessionResponses(ProfileView profiles) {
        this.profiles = profiles;
    }

    /**
     * Creates the response to a sign-in: the tokens of the session and the user's profile.
     *
     * @param profile JSON value; must be read before the tokens are issued, because a failure
     *     between issuing and responding would leave a session whose tokens no client has
     */
    public static Response signedIn(Object profile, IssuedTokens issued) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("token_type", "Bearer");
        session.put("access_token", issued.accessToken());
        session.put("expires_in", issued.expiresIn());
        session.put("refresh_token", issued.refreshToken());
        session.put("refresh_expires_in", issued.refreshExpiresIn());
        session.put("user", profile);
        return Response.json(200, session).with("Cache-Control", "no-store");
    }

    Response refreshed(Sessions sessions, String refreshToken) {
        return switch (sessions.refresh(refreshToken, profiles)) {
            case RefreshResult.Renewed(Object profile, IssuedTokens issued) ->
                    signedIn(profile, issued);
            case RefreshResult.Expired _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_EXPIRED,
                                    "Your sign-in has expired, or was ended: sign in again.")
                            .exception();
            case RefreshResult.Revoked _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "This sign-in was ended, by you or because somebody else may"
                                            + " have used it: sign in again.")
                            .exception();
            case RefreshResult.Conflict _ -> throw conflict();
        };
    }

    static RuntimeException conflict() {
        return Problem.retryable(
                        ProblemType.UNAVAILABLE,
                        "Too much happens at once with the same sign-in. Try again.",
                        RETRY_AFTER)
                .exception();
    }
}
