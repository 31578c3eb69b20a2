package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.credentials.Argon2Passwords;
import com.ieltsaiprep.api.entitlement.DynamoLedger;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.DynamoClients;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Regions;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.registration.DynamoRegistrations;
import com.ieltsaiprep.api.registration.Registration;
import com.ieltsaiprep.api.session.AccessGrant;
import com.ieltsaiprep.api.session.DynamoSessions;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.SessionCache;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.api.session.SignInEvents;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.Credentials;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes accounts as if somebody had registered and confirmed them, and an operator had given them
 * attempts. Blocks; safe for all threads.
 */
final class People {
    private static final String TERMS = "2026-11-01";
    private static final int ATTEMPTS = 1_000;
    private static final Regions HERE = new Regions(Region.VIRGINIA, Region.VIRGINIA);

    private final SecureRandom random = new SecureRandom();
    private final TokenGenerator tokens = new TokenGenerator(random);
    private final InstantSource clock = InstantSource.system();
    private final DynamoRegistrations registrations;
    private final Sessions sessions;
    private final Entitlements attempts;

    /** Everybody's who needs none of their own: hashing takes long. */
    private final String password = tokens.next(TokenGenerator.SECRET_BYTES);

    private final String passwordHash = new Argon2Passwords(random).hash(password);

    /**
     * Somebody who is signed in.
     *
     * @param accessToken good for an hour
     */
    record Person(
            String userId, String email, String password, String accessToken, String refreshToken) {
        /** Without the password and the tokens. */
        @Override
        public String toString() {
            return "Person[" + userId + "]";
        }
    }

    /**
     * In these tables.
     *
     * @param tables DynamoDB's address
     */
    People(URI tables, String stage) {
        Credentials local = Credentials.local();
        RegionalDynamo dynamo =
                new RegionalDynamo(
                        HERE,
                        table -> table.name(stage),
                        new DynamoClients(
                                HERE.own(),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                local.accessKeyId(), local.secretAccessKey())),
                                tables,
                                DynamoClients.Patience.DEPLOYMENT));
        DynamoAccounts users = new DynamoAccounts(dynamo);
        registrations = new DynamoRegistrations(dynamo);
        attempts = new Entitlements(new DynamoLedger(dynamo), tokens, clock);
        sessions =
                new Sessions(
                        new Sessions.Parts(
                                new DynamoSessions(dynamo), new NoCopies(), users, new NoEvents()),
                        tokens,
                        clock,
                        HERE.own());
    }

    /** Makes somebody, and signs them in. */
    Person anybody() {
        String email = "person-" + tokens.nextUuid() + "@example.com";
        return signedIn(email, password, passwordHash);
    }

    /** Makes somebody who can sign in with this password. */
    Person known(String email, String password) {
        return signedIn(email, password, new Argon2Passwords(random).hash(password));
    }

    private Person signedIn(String email, String password, String passwordHash) {
        String userId = tokens.nextUuid().toString();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Consent consent = new Consent(TERMS, now);
        EmailAddress address = new EmailAddress(email);
        Registration.Waiting registration =
                new Registration.Waiting(
                        TokenGenerator.hash(userId),
                        new StoredCredentials(address, userId, passwordHash),
                        null,
                        consent,
                        new EmailedCodes(List.of()),
                        now.plus(Duration.ofDays(1)));
        registrations.put(registration);
        registrations.confirm(
                registration,
                new Account(userId, address, null, now, List.of(consent), now, now),
                now);
        grant(userId);
        IssuedTokens issued = sessions.issue(userId, "local stack", now);
        return new Person(userId, email, password, issued.accessToken(), issued.refreshToken());
    }

    /** Gives somebody attempts, as an operator does. */
    void grant(String userId) {
        for (ExamModule module : ExamModule.values()) {
            attempts.grant(userId, tokens.nextUuid().toString(), module, ATTEMPTS, "local stack");
        }
    }

    /** A sign-in that was just begun has none. */
    private static final class NoCopies implements SessionCache {
        @Override
        public Optional<AccessGrant> get(String hash) {
            return Optional.empty();
        }

        @Override
        public void put(String hash, AccessGrant access, Duration lifetime) {}

        @Override
        public void remove(List<String> hashes) {}
    }

    private static final class NoEvents implements SignInEvents {
        @Override
        public void signedIn(String userId, Way way) {}

        @Override
        public void refreshTokenReused() {}

        @Override
        public void signInLeft(String userId, RuntimeException why) {}
    }
}
