package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Response;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The answer to whoever has just signed in, in whichever way. */
public final class SessionResponses {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final ProfileView profiles;

    /** With the profiles that it shows. */
    public SessionResponses(ProfileView profiles) {
        this.profiles = profiles;
    }

    /**
     * 200 with the tokens and the person's profile, which is read first: if that fails, nothing was
     * issued that nobody has.
     */
    public Response signedIn(String userId, Supplier<IssuedTokens> issue) {
        Object profile = profiles.profile(userId);
        return signedIn(profile, issue.get());
    }

    Response refreshed(Sessions sessions, String refreshToken) {
        return switch (sessions.refresh(refreshToken, profiles)) {
            case RefreshResult.Renewed(Object profile, IssuedTokens issued) ->
                    signedIn(profile, issued);
            case RefreshResult.Expired _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_EXPIRED,
                                    "The refresh token is not, or no longer, good: sign in again.")
                            .exception();
            case RefreshResult.Revoked _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "This sign-in was ended, because its refresh token was used"
                                            + " twice or the account ended its sign-ins.")
                            .exception();
            case RefreshResult.Busy _ -> throw busy();
        };
    }

    static RuntimeException busy() {
        return Problem.passing(
                        ProblemType.UNAVAILABLE,
                        "Too many requests at once are about the same sign-in.",
                        MOMENT)
                .exception();
    }

    private static Response signedIn(Object profile, IssuedTokens issued) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("token_type", "Bearer");
        session.put("access_token", issued.accessToken());
        session.put("expires_in", issued.expiresIn());
        session.put("refresh_token", issued.refreshToken());
        session.put("refresh_expires_in", issued.refreshExpiresIn());
        session.put("user", profile);
        return Response.json(200, session).with("Cache-Control", "no-store");
    }
}
