package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.session.Authentication;
import com.ieltsaiprep.api.session.Caller;

import java.time.Instant;
import java.util.function.BiPredicate;

/** A token is the user's id. */
final class FakeAuthentication implements Authentication {
    /** Whether all sign-ins were ended in another region, which is not known here yet. */
    boolean isEndedElsewhere;

    @Override
    public Caller authenticate(Request request) {
        return request.header("authorization")
                .map(userId -> new Caller(userId, "us.family"))
                .orElseThrow(
                        () -> Problem.of(ProblemType.UNAUTHENTICATED, "Who are you?").exception());
    }

    @Override
    public Caller authenticate(Request request, BiPredicate<String, Instant> allows) {
        return authenticate(request);
    }

    @Override
    public Caller confirm(Request request) {
        if (isEndedElsewhere) {
            throw Problem.of(ProblemType.SESSION_REVOKED, "It was ended.").exception();
        }
        return authenticate(request);
    }
}
