package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.concurrent.ConcurrentCalls;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.ProfileView;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionResponses;
import com.ieltsaiprep.api.session.SessionServices;
import com.ieltsaiprep.api.session.Sessions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Route that signs in with e-mail address and password. Calls to DynamoDB that do not depend on
 * each other are made at once, so that a sign-in takes four round trips.
 */
final class SignInRoutes {
    private final DynamoAccounts accounts;
    private final PasswordSignIn signIn;
    private final ProfileView profiles;
    private final Sessions sessions;
    private final OperationalEvents events;
    private final RequestGuard guard;
    private final InstantSource clock;

    /** A request's fields. */
    private record Attempt(EmailAddress email, String password, String device, Instant at) {}

    SignInRoutes(SessionServices services, RequestGuard guard, InstantSource clock) {
        this.accounts = new DynamoAccounts(services.dynamo());
        this.signIn =
                new PasswordSignIn(new DynamoCredentials(services.dynamo()), services.passwords());
        this.profiles = services.profiles();
        this.sessions = services.sessions();
        this.events = services.events();
        this.guard = guard;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/auth/sign-in", this::signIn));
    }

    private Response signIn(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = AccountFields.email(body);
        String password = AccountFields.password(body, "password");
        String device = AccountFields.device(body);
        body.requireValid();
        Attempt attempt = new Attempt(email.orElseThrow(), password, device, clock.instant());
        return ConcurrentCalls.both(
                () ->
                        guard.charge(
                                RateLimitRule.SIGN_IN_NETWORK,
                                RateLimitRule.SIGN_IN_ACCOUNT_NETWORK,
                                attempt.email(),
                                request),
                () -> guard.isKnownNetwork(attempt.email(), request),
                (charge, known) ->
                        known.get()
                                ? fromKnownNetwork(attempt, charge, request)
                                : fromUnknownNetwork(attempt, charge, request));
    }

    private Response fromKnownNetwork(Attempt attempt, RateLimitCharge charge, Request request) {
        return charge.refundOnFailure(
                () -> verify(attempt, accounts.credentials(attempt.email()), request));
    }

    /** Charges the account only now: the limits of network and pair have allowed the attempt. */
    private Response fromUnknownNetwork(Attempt attempt, RateLimitCharge network, Request request) {
        return ConcurrentCalls.both(
                () -> guard.charge(RateLimitRule.SIGN_IN_ACCOUNT, attempt.email().text()),
                () -> accounts.credentials(attempt.email()),
                (account, credentials) ->
                        network.and(account)
                                .refundOnFailure(
                                        () -> verify(attempt, credentials.get(), request)));
    }

    /**
     * Verifies the password, and reads account and profile after that: the password may have been
     * changed, or the account deleted, while its hash was computed.
     */
    private Response verify(
            Attempt attempt, Optional<StoredCredentials> credentials, Request request) {
        VerifiedLogin login =
                signIn.verify(credentials, attempt.password(), attempt.at())
                        .orElseThrow(SignInRoutes::wrong);
        Object profile =
                profiles.currentProfile(login.userId(), login.at())
                        .orElseThrow(SignInRoutes::wrong);
        IssuedTokens issued =
                ConcurrentCalls.both(
                        () -> sessions.issue(login.userId(), attempt.device(), login.at()),
                        () -> markKnown(attempt, request),
                        (tokens, _) -> tokens);
        events.signedInByPassword(login.userId());
        return SessionResponses.signedIn(profile, issued);
    }

    private boolean markKnown(Attempt attempt, Request request) {
        guard.markKnownNetwork(attempt.email(), request);
        return true;
    }

    private static RuntimeException wrong() {
        return Problem.of(
                        ProblemType.CREDENTIALS_INVALID,
                        "The e-mail address or the password is not right.")
                .exception();
    }
}
