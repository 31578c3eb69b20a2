package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.credentials.MinimumResponseTime;
import com.ieltsaiprep.api.credentials.PasswordChange;
import com.ieltsaiprep.api.credentials.PasswordReset;
import com.ieltsaiprep.api.credentials.PasswordRoutes;
import com.ieltsaiprep.api.credentials.PasswordRules;
import com.ieltsaiprep.api.credentials.PasswordSignIn;
import com.ieltsaiprep.api.credentials.SignInRoutes;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.secret.IdGenerator;
import com.ieltsaiprep.api.profile.AccountDeletion;
import com.ieltsaiprep.api.profile.DataExport;
import com.ieltsaiprep.api.profile.ProfileRoutes;
import com.ieltsaiprep.api.profile.Profiles;
import com.ieltsaiprep.api.registration.RegistrationRoutes;
import com.ieltsaiprep.api.registration.Registrations;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionResponses;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All that people can ask about their accounts. */
public final class AccountRoutes {
    private final RegistrationRoutes registration;
    private final SignInRoutes signIn;
    private final PasswordRoutes password;
    private final ProfileRoutes profile;

    /**
     * Over these accounts.
     *
     * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
     */
    public AccountRoutes(
            AccountParts parts,
            Profiles profiles,
            RequestGuard guard,
            MinimumResponseTime evenTime,
            InstantSource clock,
            RandomGenerator random) {
        IdGenerator fresh = new IdGenerator(random);
        PasswordRules rules = new PasswordRules();
        SessionResponses responses = new SessionResponses(profiles);
        registration =
                new RegistrationRoutes(new Registrations(parts, clock, fresh), rules, guard, clock);
        signIn = new SignInRoutes(new PasswordSignIn(parts, clock), responses, guard);
        password =
                new PasswordRoutes(
                        new PasswordChange(parts, rules, clock),
                        new PasswordReset(parts, clock, fresh),
                        rules,
                        responses,
                        guard,
                        evenTime);
        profile =
                new ProfileRoutes(
                        profiles,
                        new DataExport(parts, clock),
                        new AccountDeletion(parts, clock),
                        guard,
                        clock);
    }

    /** What it answers. */
    public List<Route> routes() {
        return Stream.of(
                        registration.routes(), signIn.routes(), password.routes(), profile.routes())
                .flatMap(List::stream)
                .toList();
    }
}
