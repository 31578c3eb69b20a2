package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.entitlement.ReservationResult.Conflict;
import com.ieltsaiprep.api.entitlement.ReservationResult.Existing;
import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Ledger of attempts at writing tests: reserves an attempt (right to take one test) before a test
 * is marked, and consumes it with the mark or releases it. All writes are conditional transactions
 * in the home region, so that an idempotency key names the same assessment in every region.
 */
public final class WritingAttempts {
    private final DynamoWritingAttempts store;
    private final RegionalDynamo dynamo;
    private final TokenGenerator tokens;
    private final InstantSource clock;

    /** Creates a ledger of attempts over the DynamoDB tables of purchases and users. */
    public WritingAttempts(RegionalDynamo dynamo, TokenGenerator tokens, InstantSource clock) {
        this.store = new DynamoWritingAttempts(dynamo);
        this.dynamo = dynamo;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Reserves an attempt for a new assessment, whose item the function's own region will write.
     *
     * @param idempotencyKey with which the request can be repeated as long as the account exists;
     *     without one each request is a new test
     * @param textHash keyed hash of the submitted texts
     */
    public ReservationResult reserve(
            String userId, ExamModule module, Optional<String> idempotencyKey, String textHash) {
        String keyHash = idempotencyKey.map(TokenGenerator::hash).orElse("");
        return OptimisticLock.retry(
                        Entitlements.MAX_ATTEMPTS,
                        () -> {
                            Optional<WritingAttempt> existing =
                                    keyHash.isEmpty()
                                            ? Optional.empty()
                                            : store.findByKey(userId, keyHash);
                            return existing.isPresent()
                                    ? Optional.of(new Existing(existing.get()))
                                    : store.reserve(userId, keyHash, first(module, textHash));
                        })
                .orElseGet(Conflict::new);
    }

    private WritingAttempt first(ExamModule module, String textHash) {
        Instant now = now();
        return new WritingAttempt(
                tokens.nextUuid(now),
                module,
                dynamo.ownRegion(),
                textHash,
                WritingAttempt.State.RESERVED,
                tokens.nextId(),
                now);
    }

    /**
     * Reserves an attempt for another marking of an assessment whose marking has failed: a released
     * attempt is taken from the account again, a reserved one passes to the new marking.
     *
     * @param earlier as it was read; not a consumed one
     */
    public ReservationResult claim(String userId, WritingAttempt earlier) {
        return store.claim(userId, earlier, earlier.claimed(tokens.nextId(), now()));
    }

    /** Reads the attempt of an assessment, with strong consistency. */
    public Optional<WritingAttempt> find(String userId, String assessmentId) {
        return store.find(userId, assessmentId);
    }

    /** Consumes the reserved attempt of an assessment whose mark is saved; may be repeated. */
    public void consume(String userId, String assessmentId) {
        store.consume(userId, assessmentId);
    }

    /**
     * Releases a reserved attempt of which no mark was saved: the account has it again.
     *
     * @param attempt as it was read or reserved
     * @return false if the attempt has changed since, so that nothing was written
     */
    public boolean release(String userId, WritingAttempt attempt) {
        return store.release(userId, attempt);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
