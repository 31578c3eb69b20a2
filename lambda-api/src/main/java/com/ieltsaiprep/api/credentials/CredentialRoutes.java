package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionServices;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** HTTP routes of sign-in with a password, password change and password reset. */
public final class CredentialRoutes {
    private final SignInRoutes signIn;
    private final PasswordRoutes password;

    /**
     * Creates the HTTP routes of sign-in, password change and password reset.
     *
     * @param pause blocks the calling thread for the given time, so that a response's delay does
     *     not tell whether an account exists; returns early if the thread is interrupted
     */
    public CredentialRoutes(
            SessionServices services,
            RequestGuard guard,
            InstantSource clock,
            TokenGenerator tokens,
            Consumer<Duration> pause) {
        this.signIn = new SignInRoutes(services, guard, clock);
        this.password =
                new PasswordRoutes(
                        new PasswordChange(services, clock),
                        new PasswordReset(services, clock, tokens),
                        guard,
                        new MinimumResponseTime(clock, pause));
    }

    /** Returns the four POST routes of sign-in, password change and password reset. */
    public List<Route> routes() {
        return Stream.of(signIn.routes(), password.routes()).flatMap(List::stream).toList();
    }
}
