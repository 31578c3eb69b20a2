package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.ExamModule;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entitlement service: reserves attempts (rights to take one test) for test sessions, releases
 * them, and grants new ones. All writes are conditional, and go to the home region, the only one
 * that writes attempts.
 */
public final class Entitlements {
    /** Maximum number of tries to change an entitlement while concurrent changes conflict. */
    public static final int MAX_ATTEMPTS = 5;

    private final DynamoLedger ledger;
    private final TokenGenerator tokens;
    private final InstantSource clock;

    /** Creates the entitlement service over the DynamoDB tables of purchases and users. */
    public Entitlements(RegionalDynamo dynamo, TokenGenerator tokens, InstantSource clock) {
        this.ledger = new DynamoLedger(dynamo);
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * State of a test session: whether it has an attempt (right to take one test) and may go on.
     */
    public enum SessionState {
        /** The session has its attempt. */
        RUNNING,
        /** The session's attempt has ended, or a later session has taken it over. */
        OVER,
        /** No such session, or one of another account. */
        UNKNOWN
    }

    /** Result of giving an attempt (right to take one test) back to its account. */
    public enum ReleaseResult {
        /** The account has the attempt again. */
        DONE,
        /** The attempt was released before. */
        ALREADY,
        /** A later session has taken the attempt over; that session's attempt can be released. */
        MOVED,
        /** The account has no such session. */
        UNKNOWN,
        /** Not released: concurrent requests change the entitlement again and again. */
        CONFLICT
    }

    /**
     * Plans how a new test session gets its attempt (right to take one test); writes nothing.
     *
     * @param idempotencyKey with which a client can repeat the request for 60 s and get the same
     *     session; empty if the request has none
     * @return empty if the account has no attempt left
     */
    public Optional<AttemptPlan> prepare(
            String userId, ExamModule module, Optional<String> idempotencyKey) {
        return ledger.entitlement(userId, module)
                .plan(
                        tokens.nextUuid(),
                        idempotencyKey.map(TokenGenerator::hash).orElse(""),
                        now());
    }

    /**
     * Executes a plan: writes the attempt of its test session, on the condition that the account's
     * entitlement has not changed since the plan was prepared.
     */
    public WriteResult commit(String userId, AttemptPlan plan) {
        return switch (plan) {
            case Entitlement.Repeat _ -> WriteResult.DONE;
            case Entitlement.Transfer(Attempt from, Attempt next) ->
                    ledger.transfer(userId, from, next);
            case Entitlement.Reserve(Entitlement before, Attempt next) ->
                    ledger.reserve(userId, before, next);
        };
    }

    /** Reads whether a test session may go on; it must have begun less than 45 min ago. */
    public SessionState state(String userId, String sessionId) {
        return ledger.attempt(userId, sessionId)
                .filter(attempt -> attempt.module().isSpeaking())
                .map(attempt -> attempt.isRunning(now()) ? SessionState.RUNNING : SessionState.OVER)
                .orElse(SessionState.UNKNOWN);
    }

    /** Gives back a session's attempt (right to take one test); a repeated call does nothing. */
    public ReleaseResult release(String userId, String sessionId) {
        return OptimisticLock.retry(
                        MAX_ATTEMPTS,
                        () ->
                                ledger.attempt(userId, sessionId)
                                        .map(attempt -> release(userId, attempt))
                                        .orElse(Optional.of(ReleaseResult.UNKNOWN)))
                .orElse(ReleaseResult.CONFLICT);
    }

    /** Returns empty if another writer was faster. */
    private Optional<ReleaseResult> release(String userId, Attempt attempt) {
        return switch (attempt.state()) {
            case RETURNED -> Optional.of(ReleaseResult.ALREADY);
            case MOVED -> Optional.of(ReleaseResult.MOVED);
            case RESERVED, USED ->
                    switch (ledger.release(userId, attempt, isOpen(userId, attempt))) {
                        case DONE -> Optional.of(ReleaseResult.DONE);
                        case NO_ACCOUNT -> Optional.of(ReleaseResult.UNKNOWN);
                        case CONFLICT -> Optional.empty();
                    };
        };
    }

    private boolean isOpen(String userId, Attempt attempt) {
        return ledger.entitlement(userId, attempt.module())
                .open()
                .filter(it -> it.sessionId().equals(attempt.sessionId()))
                .isPresent();
    }

    /**
     * Adds attempts (rights to take one test) in a module to an account; a repeated call with the
     * same grant {@code id} adds nothing. Returns false if there is no such account.
     */
    public boolean grant(String userId, String id, ExamModule module, int attempts, String reason) {
        return ledger.grant(userId, new AttemptGrant(id, module, attempts, reason, now()));
    }

    /** Reads the attempts that an account has left in each module; they may be seconds old. */
    public Map<ExamModule, Integer> balances(String userId) {
        return balances(ledger.entitlements(userId));
    }

    /** Returns the keys of an account's entitlements, one per module, in the table of purchases. */
    public static List<Map<String, AttributeValue>> keys(String userId) {
        return Arrays.stream(ExamModule.values())
                .map(module -> LedgerItems.key(userId, LedgerItems.entitlement(module)))
                .toList();
    }

    /** Converts entitlement items of the table of purchases to the attempts left in each module. */
    public static Map<ExamModule, Integer> balances(List<Map<String, AttributeValue>> items) {
        Map<ExamModule, Integer> balances = new EnumMap<>(ExamModule.class);
        items.forEach(
                item ->
                        LedgerItems.balance(item)
                                .ifPresent(it -> balances.put(it.module(), it.attempts())));
        return balances;
    }

    /**
     * Reads the entries of an account's ledger, such as attempts and grants.
     *
     * @return the attributes of each entry, by the entry's id, such as {@code attempt#…}
     */
    public Map<String, Map<String, String>> entries(String userId) {
        return ledger.entries(userId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
