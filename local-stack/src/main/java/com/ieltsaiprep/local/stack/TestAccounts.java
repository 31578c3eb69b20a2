package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.Login;
import com.ieltsaiprep.api.account.Registration;
import com.ieltsaiprep.api.account.SentCodes;
import com.ieltsaiprep.api.attempt.Attempts;
import com.ieltsaiprep.api.dynamo.Databases;
import com.ieltsaiprep.api.dynamo.DynamoClients;
import com.ieltsaiprep.api.dynamo.DynamoLedger;
import com.ieltsaiprep.api.dynamo.DynamoRegistrations;
import com.ieltsaiprep.api.dynamo.DynamoSessions;
import com.ieltsaiprep.api.dynamo.DynamoUsers;
import com.ieltsaiprep.api.dynamo.Regions;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.password.Argon2Passwords;
import com.ieltsaiprep.api.session.Access;
import com.ieltsaiprep.api.session.Issued;
import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.api.session.SessionCopies;
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
 * Test accounts: creates confirmed accounts with attempts directly in the tables. Blocks;
 * thread-safe.
 */
final class TestAccounts {
    private static final String TERMS = "2026-11-01";
    private static final int ATTEMPTS = 1_000;
    private static final Regions REGIONS = new Regions(Region.VIRGINIA, Region.VIRGINIA);

    private final SecureRandom random = new SecureRandom();
    private final Secrets secrets = new Secrets(random);
    private final InstantSource clock = InstantSource.system();
    private final DynamoRegistrations registrations;
    private final Sessions sessions;
    private final Attempts attempts;

    /** Shared by the accounts that need no password of their own, because hashing takes long. */
    private final String password = secrets.next(Secrets.SECRET_BYTES);

    private final String passwordHash = new Argon2Passwords(random).hash(password);

    /**
     * Account that is signed in.
     *
     * @param accessToken valid for an hour
     */
    record SignedInAccount(
            String userId, String email, String password, String accessToken, String refreshToken) {
        /** Omits the password and the tokens. */
        @Override
        public String toString() {
            return "Person[" + userId + "]";
        }
    }

    /**
     * Creates accounts in these tables.
     *
     * @param tables DynamoDB's address
     */
    TestAccounts(URI tables, String stage) {
        Credentials local = Credentials.local();
        Databases databases =
                new Databases(
                        REGIONS,
                        table -> table.name(stage),
                        new DynamoClients(
                                REGIONS.own(),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                local.accessKeyId(), local.secretAccessKey())),
                                tables,
                                DynamoClients.Patience.DEPLOYMENT));
        DynamoUsers users = new DynamoUsers(databases);
        registrations = new DynamoRegistrations(databases);
        attempts = new Attempts(new DynamoLedger(databases), secrets, clock);
        sessions =
                new Sessions(
                        new Sessions.Parts(
                                new DynamoSessions(databases),
                                new NoCopies(),
                                users,
                                new NoEvents()),
                        secrets,
                        clock,
                        REGIONS.own());
    }

    /** Creates an account with a random address, and signs it in. */
    SignedInAccount create() {
        String email = "user-" + secrets.nextUuid() + "@example.com";
        return signedIn(email, password, passwordHash);
    }

    /** Creates an account with this address and password, and signs it in. */
    SignedInAccount create(String email, String password) {
        return signedIn(email, password, new Argon2Passwords(random).hash(password));
    }

    private SignedInAccount signedIn(String email, String password, String passwordHash) {
        String userId = secrets.nextUuid().toString();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Consent consent = new Consent(TERMS, now);
        EmailAddress address = new EmailAddress(email);
        Registration.Waiting registration =
                new Registration.Waiting(
                        Secrets.hash(userId),
                        new Login(address, userId, passwordHash),
                        null,
                        consent,
                        new SentCodes(List.of()),
                        now.plus(Duration.ofDays(1)));
        registrations.put(registration);
        registrations.confirm(
                registration,
                new Account(userId, address, null, now, List.of(consent), now, now),
                now);
        grantAttempts(userId);
        Issued issued = sessions.issue(userId, "local stack", now);
        return new SignedInAccount(
                userId, email, password, issued.accessToken(), issued.refreshToken());
    }

    /** Grants attempts of all modules, as an operator does. */
    void grantAttempts(String userId) {
        for (ExamModule module : ExamModule.values()) {
            attempts.grant(userId, secrets.nextUuid().toString(), module, ATTEMPTS, "local stack");
        }
    }

    /** Session cache without entries, since the sessions are new. */
    private static final class NoCopies implements SessionCopies {
        @Override
        public Optional<Access> get(String hash) {
            return Optional.empty();
        }

        @Override
        public void put(String hash, Access access, Duration lifetime) {}

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
