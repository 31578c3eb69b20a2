package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.StudyGoal;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.table.Table;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSocketFactory;

/**
 * Test accounts: creates confirmed accounts with attempts directly in the tables. Blocks;
 * thread-safe.
 */
final class TestAccounts {
    private static final int ATTEMPTS = 1_000;

    /** An address without a Redis: new sessions are in no cache. */
    private static final RedisAddress NO_REDIS = new RedisAddress("127.0.0.1", 1, false, "", "");

    private final SecureRandom random = new SecureRandom();
    private final TokenGenerator tokens = new TokenGenerator(random);
    private final Passwords passwords = Passwords.argon2id(random);
    private final InstantSource clock = InstantSource.system();
    private final RegionalDynamo dynamo;
    private final Sessions sessions;
    private final Entitlements entitlements;

    /** Shared by the accounts that need no password of their own, because hashing takes long. */
    private final String password = tokens.nextSecret();

    private final String passwordHash = passwords.hash(password);

    /**
     * Account that is signed in.
     *
     * @param accessToken valid for an hour
     */
    record SignedInAccount(
            String userId, String email, String password, String accessToken, String refreshToken) {
        /** Returns the user id only, so that no log contains the password or the tokens. */
        @Override
        public String toString() {
            return "SignedInAccount[" + userId + "]";
        }
    }

    /**
     * Creates accounts in these tables.
     *
     * @param tables DynamoDB's address
     */
    TestAccounts(URI tables, String stage) {
        dynamo = StackTables.connect(tables, stage);
        PrintStream noLog = new PrintStream(OutputStream.nullOutputStream());
        sessions =
                new Sessions(
                        dynamo,
                        RedisClient.forCache(
                                NO_REDIS,
                                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                                () -> 0),
                        _ -> {},
                        new OperationalEvents(new Log(noLog, clock, Map.of())),
                        tokens,
                        clock);
        entitlements = new Entitlements(dynamo, tokens, clock);
    }

    /** Creates an account with a random address, and signs it in. */
    SignedInAccount create() {
        return signedIn("user-" + tokens.nextUuid() + "@example.com", password, passwordHash);
    }

    /** Creates an account with this address and password, and signs it in. */
    SignedInAccount create(String email, String password) {
        return signedIn(email, password, passwords.hash(password));
    }

    private SignedInAccount signedIn(String email, String password, String passwordHash) {
        String userId = tokens.nextUuid();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // Whatever the terms of the page are, it need not ask for consent.
        Consent consent = new Consent(LocalDate.ofInstant(now, ZoneOffset.UTC).toString(), now);
        EmailAddress address = new EmailAddress(email);
        Account account =
                new Account(userId, address, null, now, List.of(consent), now, now, StudyGoal.NONE);
        dynamo.homeTransaction()
                .add(
                        dynamo.home(Table.USERS),
                        AccountItems.create(account),
                        AccountItems.claimEmail(
                                new StoredCredentials(address, userId, passwordHash)))
                .commit();
        grantAttempts(userId);
        IssuedTokens issued = sessions.issue(userId, "local stack", now);
        return new SignedInAccount(
                userId, email, password, issued.accessToken(), issued.refreshToken());
    }

    /** Grants attempts of all modules, as an operator does. */
    void grantAttempts(String userId) {
        for (ExamModule module : ExamModule.values()) {
            entitlements.grant(userId, tokens.nextUuid(), module, ATTEMPTS, "local stack");
        }
    }
}
