package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.credentials.PasswordSignIn.Proven;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionResponses;

import java.util.List;
import java.util.Optional;

/** Signing in with e-mail address and password. */
public final class SignInRoutes {
    private final PasswordSignIn signIn;
    private final SessionResponses responses;
    private final RequestGuard guard;

    public SignInRoutes(PasswordSignIn signIn, SessionResponses responses, RequestGuard guard) {
        this.signIn = signIn;
        this.responses = responses;
        this.guard = guard;
    }

    public List<Route> routes() {
        return List.of(new Route("POST", "/auth/sign-in", this::signIn));
    }

    private Response signIn(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> typed = AccountFields.email(body);
        String password = AccountFields.password(body, "password");
        String device = AccountFields.device(body);
        body.check();
        EmailAddress email = typed.orElseThrow();
        return spend(email, request)
                .unlessItFails(
                        () -> {
                            Proven person =
                                    signIn.check(email, password).orElseThrow(SignInRoutes::wrong);
                            guard.remember(email, request);
                            return responses.signedIn(
                                    person.userId(), () -> signIn.begin(person, device));
                        });
    }

    private RateLimitCharge spend(EmailAddress email, Request request) {
        RateLimitCharge charge =
                guard.spend(RateLimitRule.SIGN_IN_NETWORK, request)
                        .and(guard.spend(RateLimitRule.SIGN_IN_ACCOUNT_NETWORK, email, request));
        return guard.knows(email, request)
                ? charge
                : charge.and(guard.spend(RateLimitRule.SIGN_IN_ACCOUNT, email));
    }

    private static RuntimeException wrong() {
        return Problem.of(
                        ProblemType.CREDENTIALS_INVALID,
                        "The e-mail address or the password is not right.")
                .exception();
    }
}
