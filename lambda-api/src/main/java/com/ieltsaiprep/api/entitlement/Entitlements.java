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
 * Entitlement service: reserves attempts for sessions, releases them, and grants new ones. Every
 * write is conditional in the home region.
 */
public final class Entitlements {
    /** The number of concurrent changes of one entitlement that are waited for. */
    public static final int MAX_ATTEMPTS = 5;

    private final DynamoLedger ledger;
    private final TokenGenerator tokens;
    private final InstantSource clock;

    /** Creates the service over the tables of purchases and accounts. */
    public Entitlements(RegionalDynamo dynamo, TokenGenerator tokens, InstantSource clock) {
        this.ledger = new DynamoLedger(dynamo);
        this.tokens = tokens;
        this.clock = clock;
    }

    /** State of a user's session. */
    public enum SessionState {
        /** The session has its attempt. */
        RUNNING,
        /** The session's attempt has ended, or a later session has taken it over. */
        OVER,
        /** No such session, or one of another account. */
        UNKNOWN
    }

    /** Result of releasing an attempt. */
    public enum ReleaseResult {
        /** The account has it again. */
        DONE,
        /** The attempt was released before. */
        ALREADY,
        /** A later session has taken it over, which can be released. */
        MOVED,
        /** No such session. */
        UNKNOWN,
        /** Concurrent requests change it again and again. */
        CONFLICT
    }

    /**
     * Prepares a new session's attempt without writing anything; empty if no attempt is left.
     *
     * @param idempotencyKey by which a request may be repeated for a minute; empty: it may not
     */
    public Optional<AttemptPlan> prepare(
            String userId, ExamModule module, Optional<String> idempotencyKey) {
        return ledger.entitlement(userId, module)
                .plan(
                        tokens.nextUuid(),
                        idempotencyKey.map(TokenGenerator::hash).orElse(""),
                        now());
    }

    /** Commits a plan on the condition that the entitlement is as it was read. */
    public WriteResult commit(String userId, AttemptPlan plan) {
        return switch (plan) {
            case Entitlement.Repeat _ -> WriteResult.DONE;
            case Entitlement.Transfer(Attempt from, Attempt next) ->
                    ledger.transfer(userId, from, next);
            case Entitlement.Reserve(Entitlement before, Attempt next) ->
                    ledger.reserve(userId, before, next);
        };
    }

    /** Reads whether a session may go on. */
    public SessionState state(String userId, String sessionId) {
        return ledger.attempt(userId, sessionId)
                .map(attempt -> attempt.isRunning(now()) ? SessionState.RUNNING : SessionState.OVER)
                .orElse(SessionState.UNKNOWN);
    }

    /** Releases the attempt of a session, once. */
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

    /** Grants attempts, once per grant id; returns false if there is no such account. */
    public boolean grant(String userId, String id, ExamModule module, int attempts, String reason) {
        return ledger.grant(userId, new AttemptGrant(id, module, attempts, reason, now()));
    }

    /** Reads the attempts left in each module; they may be seconds old. */
    public Map<ExamModule, Integer> balances(String userId) {
        return balances(ledger.entitlements(userId));
    }

    /** Returns the keys of an account's entitlements in the table of purchases. */
    public static List<Map<String, AttributeValue>> keys(String userId) {
        return Arrays.stream(ExamModule.values())
                .map(module -> LedgerItems.key(userId, LedgerItems.entitlement(module)))
                .toList();
    }

    /** Returns the attempts left in each module, as items of the table of purchases have them. */
    public static Map<ExamModule, Integer> balances(List<Map<String, AttributeValue>> items) {
        Map<ExamModule, Integer> balances = new EnumMap<>(ExamModule.class);
        items.forEach(
                item ->
                        LedgerItems.balance(item)
                                .ifPresent(it -> balances.put(it.module(), it.attempts())));
        return balances;
    }

    /**
     * Reads an account's ledger: the attributes of each entry, by ids such as {@code attempt#…}.
     */
    public Map<String, Map<String, String>> entries(String userId) {
        return ledger.entries(userId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
