package com.ieltsaiprep.api;

import com.ieltsaiprep.api.account.Tokens;
import com.ieltsaiprep.api.session.Issued;
import com.ieltsaiprep.api.session.Sessions;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The sessions as the accounts know them.
 *
 * @param shown a person's sign-ins, for themselves
 */
record SessionTokens(Sessions sessions, Function<String, List<Map<String, Object>>> shown)
        implements Tokens {
    @Override
    public Issued issue(String userId, String device) {
        return sessions.issue(userId, device);
    }

    @Override
    public List<Map<String, Object>> list(String userId) {
        return shown.apply(userId);
    }

    @Override
    public void endAll(String userId) {
        sessions.endAll(userId);
    }
}
