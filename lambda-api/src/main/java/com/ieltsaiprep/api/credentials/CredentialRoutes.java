package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.RequestGuard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Routes of sign-in, password change and password reset. */
public final class CredentialRoutes {
    private final SignInRoutes signIn;
    private final PasswordRoutes password;

    /** Pause of a thread, such as {@link Thread#sleep(Duration)}. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after a time. */
        void sleep(Duration time) throws InterruptedException;
    }

    /** Creates the routes. */
    public CredentialRoutes(
            CredentialServices services,
            RequestGuard guard,
            InstantSource clock,
            TokenGenerator tokens,
            Pause pause) {
        this.signIn = new SignInRoutes(services, guard, clock);
        this.password =
                new PasswordRoutes(
                        new PasswordChange(services, clock),
                        new PasswordReset(services, clock, tokens),
                        guard,
                        new MinimumResponseTime(clock, pause));
    }

    /** Returns the routes. */
    public List<Route> routes() {
        return Stream.of(signIn.routes(), password.routes()).flatMap(List::stream).toList();
    }
}
