package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.api.session.SignInEvents;
import com.ieltsaiprep.api.session.SignInEvents.Way;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sign-ins by password, among all others. */
public final class SignInService implements Tokens {
    private final Sessions sessions;
    private final SignInEvents events;
    private final Function<String, List<Map<String, Object>>> list;

    /**
     * Over these sessions.
     *
     * @param list shows a person's sign-ins
     */
    public SignInService(
            Sessions sessions,
            SignInEvents events,
            Function<String, List<Map<String, Object>>> list) {
        this.sessions = sessions;
        this.events = events;
        this.list = list;
    }

    @Override
    public IssuedTokens issue(String userId, String device, Instant at) {
        IssuedTokens issued = sessions.issue(userId, device, at);
        events.signedIn(userId, Way.PASSWORD);
        return issued;
    }

    @Override
    public List<Map<String, Object>> list(String userId) {
        return list.apply(userId);
    }

    @Override
    public void endAll(String userId) {
        sessions.endAll(userId);
    }
}
