package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.http.Response;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to whoever has just signed in, in whichever way. */
public final class SessionAnswers {
    private final Profiles profiles;

    /** With the profiles that it shows. */
    public SessionAnswers(Profiles profiles) {
        this.profiles = profiles;
    }

    /** 200 with the tokens and the person's profile. */
    public Response signedIn(String userId, Issued issued) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("token_type", "Bearer");
        session.put("access_token", issued.accessToken());
        session.put("expires_in", issued.expiresIn());
        session.put("refresh_token", issued.refreshToken());
        session.put("refresh_expires_in", issued.refreshExpiresIn());
        session.put("user", profiles.profile(userId));
        return Response.json(200, session).with("Cache-Control", "no-store");
    }
}
