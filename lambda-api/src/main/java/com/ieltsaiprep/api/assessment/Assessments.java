package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.account.SessionValidity;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Done;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Failed;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Marking;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.entitlement.WritingAttempt;
import com.ieltsaiprep.api.entitlement.WritingAttempts;
import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.log.OperationalEvents;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Assessment service: keeps the status of each assessment and its attempt in step. The assessment
 * decides, in the region that writes it, by conditional writes; its attempt follows.
 */
public final class Assessments {
    /** Time after which a reserved attempt without an item of its assessment counts as lost. */
    public static final Duration UNWRITTEN = Duration.ofSeconds(60);

    private static final int MAX_TRIES = 4;

    private final DynamoAssessments store;
    private final WritingAttempts attempts;
    private final AccountGuard accounts;
    private final AttemptSettlement settlement;
    private final InstantSource clock;

    /** Creates the assessment service over the tables of assessments, purchases and users. */
    public Assessments(
            RegionalDynamo dynamo,
            WritingAttempts attempts,
            OperationalEvents events,
            InstantSource clock) {
        this.store = new DynamoAssessments(dynamo);
        this.attempts = attempts;
        this.accounts = new AccountGuard(dynamo);
        this.settlement = new AttemptSettlement(store, attempts, events, clock);
        this.clock = clock;
    }

    /** Reads an assessment of a user; one whose marking was lost is failed by this. */
    public Optional<StoredAssessment> find(String userId, String assessmentId) {
        return locate(userId, assessmentId).map(this::resolve);
    }

    private Optional<StoredAssessment> locate(String userId, String assessmentId) {
        Optional<StoredAssessment> own = store.findInOwnRegion(userId, assessmentId);
        if (own.isEmpty()) {
            return attempts.find(userId, assessmentId)
                    .flatMap(attempt -> ofAttempt(userId, attempt));
        }
        boolean mayBeOld = own.get().status() instanceof Marking || own.get().isReleaseDue();
        return mayBeOld ? store.find(own.get().key()) : own;
    }

    /**
     * Reads the assessment of an attempt, with strong consistency. If it has no item, that is about
     * to be written or was lost.
     *
     * @return empty if the assessment was deleted, or its marking never began
     */
    public Optional<StoredAssessment> ofAttempt(String userId, WritingAttempt attempt) {
        AssessmentKey key = new AssessmentKey(userId, attempt.assessmentId(), attempt.region());
        return store.find(key)
                .map(stored -> settledIfDone(stored, attempt.state()))
                .or(
                        () ->
                                attempt.state() == WritingAttempt.State.RESERVED
                                        ? Optional.of(unwritten(key, attempt))
                                        : Optional.empty());
    }

    private StoredAssessment settledIfDone(StoredAssessment stored, WritingAttempt.State state) {
        return stored.status() instanceof Done && state == WritingAttempt.State.RESERVED
                ? settlement.settle(stored)
                : stored;
    }

    private static StoredAssessment unwritten(AssessmentKey key, WritingAttempt attempt) {
        return new StoredAssessment(
                key,
                attempt.module(),
                attempt.claimedAt(),
                new TestedTexts(attempt.textHash(), List.of()),
                attempt.markingId(),
                new Marking(attempt.claimedAt().plus(UNWRITTEN)),
                false);
    }

    private StoredAssessment resolve(StoredAssessment assessment) {
        if (assessment.isLapsed(clock.instant())) {
            return fail(assessment, Reason.LAPSED).orElseGet(() -> lapsed(assessment));
        }
        if (assessment.isReleaseDue()) {
            settlement.settle(assessment);
        }
        return assessment;
    }

    private static StoredAssessment lapsed(StoredAssessment marking) {
        return marking.with(new Failed(Reason.LAPSED), false);
    }

    /** Reads assessments of a user, without reports, newest first; they may be a second old. */
    List<StoredAssessment> list(String userId, Optional<String> before, int limit) {
        Instant now = clock.instant();
        return store.list(userId, before, limit).stream()
                .map(it -> it.isLapsed(now) ? lapsed(it) : it)
                .toList();
    }

    /** Reads the ids of the tasks of our bank of which the user has a report, or soon will. */
    public List<String> taskIds(String userId) {
        return store.list(userId, Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(assessment -> !(assessment.status() instanceof Failed))
                .flatMap(assessment -> assessment.texts().taskIds().stream())
                .toList();
    }

    /**
     * Begins a marking: creates its item, or replaces that of an earlier marking which has failed.
     *
     * @param until lapse: when the marking counts as lost
     * @return empty if another marking of the assessment was faster
     */
    public Optional<StoredAssessment> begin(
            String userId,
            WritingAttempt attempt,
            List<String> taskIds,
            Optional<StoredAssessment> earlier,
            Instant until) {
        StoredAssessment marking =
                new StoredAssessment(
                        new AssessmentKey(userId, attempt.assessmentId(), attempt.region()),
                        attempt.module(),
                        attempt.claimedAt(),
                        new TestedTexts(attempt.textHash(), taskIds),
                        attempt.markingId(),
                        new Marking(until),
                        false);
        boolean begun =
                store.begin(marking, until)
                        || earlier.filter(it -> store.beginAgain(it, marking, until)).isPresent();
        return begun ? Optional.of(marking) : Optional.empty();
    }

    /** Sets a later lapse; returns empty if the marking is not the newest any more. */
    public Optional<StoredAssessment> extend(StoredAssessment marking, Instant until) {
        return store.extend(marking, until)
                ? Optional.of(marking.with(new Marking(until), false))
                : Optional.empty();
    }

    /** Reads, with strong consistency, the assessment as it is now in the region that writes it. */
    public Optional<StoredAssessment> current(AssessmentKey key) {
        return store.find(key).map(stored -> settledIfDone(stored, WritingAttempt.State.RESERVED));
    }

    /**
     * Saves the report of a marking, and consumes its attempt, or releases it if there is no
     * overall band. If the account was deleted, nothing is saved.
     *
     * @return the assessment as it is stored then, with another report if another marking was
     *     faster; empty if it was deleted
     */
    public Optional<StoredAssessment> complete(StoredAssessment marking, Done done) {
        if (isAccountDeleted(marking)) {
            return Optional.empty();
        }
        if (!store.complete(marking, done)) {
            return store.find(marking.key());
        }
        StoredAssessment saved = marking.with(done, !done.isMarked());
        settlement.settle(saved);
        return Optional.of(saved);
    }

    /**
     * A deletion leaves a tombstone before it erases for the last time: an item that is there, of
     * an account that is not deleted, will be erased with what is saved now.
     */
    private boolean isAccountDeleted(StoredAssessment assessment) {
        return accounts.currentValidity(assessment.key().userId())
                .map(SessionValidity::deleted)
                .orElse(true);
    }

    /**
     * Fails a marking, and releases its attempt.
     *
     * @return the assessment as it is stored then, with a report if that was saved before; empty if
     *     it was deleted
     */
    public Optional<StoredAssessment> fail(StoredAssessment marking, Reason reason) {
        if (store.fail(marking, reason)) {
            return Optional.of(settlement.settle(marking.with(new Failed(reason), true)));
        }
        Optional<StoredAssessment> stored = store.find(marking.key());
        if (stored.isEmpty()) {
            settlement.settle(marking.with(new Failed(reason), true));
        }
        return stored;
    }

    /** Saves a second mark; returns empty if there is one, or the assessment was deleted. */
    public Optional<StoredAssessment> remark(StoredAssessment assessment, Done done) {
        boolean saved =
                !isAccountDeleted(assessment)
                        && store.remark(assessment, done, done.remark().orElseThrow());
        return saved ? Optional.of(assessment.with(done, false)) : Optional.empty();
    }

    /** Deletes an assessment; returns false if there is none, or concurrent writes conflict. */
    boolean delete(String userId, String assessmentId) {
        return OptimisticLock.retry(
                        MAX_TRIES,
                        () ->
                                locate(userId, assessmentId)
                                        .flatMap(it -> store.find(it.key()))
                                        .map(this::deleteSettled)
                                        .orElse(Optional.of(false)))
                .orElse(false);
    }

    /** Settles first: an attempt without its assessment would count as one without a mark. */
    private Optional<Boolean> deleteSettled(StoredAssessment stored) {
        StoredAssessment assessment =
                stored.status() instanceof Marking && store.fail(stored, Reason.LAPSED)
                        ? stored.with(new Failed(Reason.LAPSED), true)
                        : stored;
        settlement.settleOrThrow(assessment);
        return store.delete(assessment) ? Optional.of(true) : Optional.empty();
    }
}
