package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.entitlement.ReservationResult.Conflict;
import com.ieltsaiprep.api.entitlement.ReservationResult.NoAccount;
import com.ieltsaiprep.api.entitlement.ReservationResult.NoneLeft;
import com.ieltsaiprep.api.entitlement.ReservationResult.Reserved;
import com.ieltsaiprep.api.entitlement.WritingAttempt.State;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Store of attempts at writing tests in the home region's table of purchases. Each write that takes
 * or gives an attempt is one transaction, on the condition that the account is not deleted.
 */
final class DynamoWritingAttempts {
    private static final int ACCOUNT = 0;
    private static final int ATTEMPT = 1;
    private static final int ENTITLEMENT = 2;
    private static final String NEW = "attribute_not_exists(entry_id)";

    private final RegionalDynamo dynamo;
    private final AccountGuard accounts;

    DynamoWritingAttempts(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.accounts = new AccountGuard(dynamo);
    }

    private DynamoTable purchases() {
        return dynamo.home(Table.PURCHASES);
    }

    Optional<WritingAttempt> find(String userId, String assessmentId) {
        return purchases()
                .get(LedgerItems.key(userId, LedgerItems.attempt(assessmentId)))
                .flatMap(LedgerItems::writingAttempt);
    }

    /** Reads the attempt of an idempotency key; empty if the key is new. */
    Optional<WritingAttempt> findByKey(String userId, String keyHash) {
        return purchases()
                .get(LedgerItems.key(userId, LedgerItems.idempotencyKey(keyHash)))
                .flatMap(item -> find(userId, Attributes.text(item, "assessment_id")));
    }

    /**
     * Takes an attempt from the account for a new assessment.
     *
     * @param keyHash of the idempotency key; empty if there is none
     * @return empty if the idempotency key was used meanwhile
     */
    Optional<ReservationResult> reserve(String userId, String keyHash, WritingAttempt attempt) {
        List<ItemWrite> writes = new ArrayList<>();
        writes.add(ItemWrite.put(LedgerItems.of(userId, attempt, keyHash)).onlyIf(NEW));
        writes.add(take(userId, attempt.module()));
        if (!keyHash.isEmpty()) {
            writes.add(
                    ItemWrite.put(
                                    LedgerItems.idempotencyKey(
                                            userId, keyHash, attempt.assessmentId()))
                            .onlyIf(NEW));
        }
        Set<Integer> failed = commit(userId, writes);
        if (failed.isEmpty()) {
            return Optional.of(new Reserved(attempt));
        }
        if (failed.contains(ACCOUNT)) {
            return Optional.of(new NoAccount());
        }
        return failed.equals(Set.of(ENTITLEMENT)) ? Optional.of(new NoneLeft()) : Optional.empty();
    }

    ReservationResult claim(String userId, WritingAttempt earlier, WritingAttempt next) {
        List<ItemWrite> writes = new ArrayList<>();
        writes.add(
                change(
                                userId,
                                earlier,
                                "SET attempt_state = :next, marking_id = :id, begun_at = :at")
                        .with(":next", state(State.RESERVED))
                        .with(":id", Attributes.text(next.markingId()))
                        .with(":at", Attributes.millis(next.claimedAt())));
        if (earlier.state() == State.RETURNED) {
            writes.add(take(userId, earlier.module()));
        }
        Set<Integer> failed = commit(userId, writes);
        if (failed.contains(ACCOUNT)) {
            return new NoAccount();
        }
        if (failed.contains(ATTEMPT)) {
            return new Conflict();
        }
        return failed.isEmpty() ? new Reserved(next) : new NoneLeft();
    }

    void consume(String userId, String assessmentId) {
        purchases()
                .write(
                        ItemWrite.update(
                                        LedgerItems.key(userId, LedgerItems.attempt(assessmentId)),
                                        "SET attempt_state = :next")
                                .onlyIf("attempt_state = :before")
                                .with(":next", state(State.USED))
                                .with(":before", state(State.RESERVED)));
    }

    /**
     * Gives a reserved attempt back; returns false if it has changed, or the account is deleted.
     */
    boolean release(String userId, WritingAttempt attempt) {
        return commit(
                        userId,
                        List.of(
                                change(userId, attempt, "SET attempt_state = :next")
                                        .with(":next", state(State.RETURNED)),
                                entitlement(userId, attempt.module(), "ADD attempts :one")))
                .isEmpty();
    }

    private Set<Integer> commit(String userId, List<ItemWrite> writes) {
        return dynamo.homeTransaction()
                .add(dynamo.home(Table.USERS), accounts.requireAccount(userId))
                .add(purchases(), writes.toArray(ItemWrite[]::new))
                .commitOrFailed();
    }

    /** Changes an attempt if its state and marking are still those that were read. */
    private static ItemWrite change(String userId, WritingAttempt before, String expression) {
        return ItemWrite.update(
                        LedgerItems.key(userId, LedgerItems.attempt(before.assessmentId())),
                        expression)
                .onlyIf("attempt_state = :before AND marking_id = :marking")
                .with(":before", state(before.state()))
                .with(":marking", Attributes.text(before.markingId()));
    }

    private static ItemWrite take(String userId, ExamModule module) {
        return entitlement(userId, module, "SET attempts = attempts - :one")
                .onlyIf("attempts >= :one");
    }

    private static ItemWrite entitlement(String userId, ExamModule module, String expression) {
        return ItemWrite.update(
                        LedgerItems.key(userId, LedgerItems.entitlement(module)), expression)
                .with(":one", Attributes.number(1));
    }

    private static AttributeValue state(State state) {
        return Attributes.text(LedgerItems.name(state));
    }
}
