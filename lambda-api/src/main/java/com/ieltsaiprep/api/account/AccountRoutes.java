package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.password.PasswordRules;
import com.ieltsaiprep.api.session.SessionAnswers;

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
            AccountProfiles profiles,
            Gate gate,
            EvenTime evenTime,
            InstantSource clock,
            RandomGenerator random) {
        Fresh fresh = new Fresh(random);
        PasswordRules rules = new PasswordRules();
        SessionAnswers answers = new SessionAnswers(profiles);
        registration =
                new RegistrationRoutes(new Registrations(parts, clock, fresh), rules, gate, clock);
        signIn = new SignInRoutes(new SignIns(parts, clock), answers, gate);
        password =
                new PasswordRoutes(
                        new PasswordChanges(parts, rules, clock),
                        new PasswordResets(parts, clock, fresh),
                        rules,
                        answers,
                        gate,
                        evenTime);
        profile =
                new ProfileRoutes(
                        profiles,
                        new Exports(parts, clock),
                        new Deletions(parts, clock),
                        gate,
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
