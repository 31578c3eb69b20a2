package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ledger store in the home region's table of purchases. Each write is one transaction, on the
 * condition that the account is not deleted.
 */
final class DynamoLedger {
    private final RegionalDynamo dynamo;
    private final AccountGuard accounts;

    DynamoLedger(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.accounts = new AccountGuard(dynamo);
    }

    private DynamoTable purchases() {
        return dynamo.home(Table.PURCHASES);
    }

    /** Reads an entitlement with its open attempt. */
    Entitlement entitlement(String userId, ExamModule module) {
        Map<String, AttributeValue> item =
                purchases()
                        .get(LedgerItems.key(userId, LedgerItems.entitlement(module)))
                        .orElse(Map.of());
        int attempts = item.containsKey("attempts") ? (int) Attributes.number(item, "attempts") : 0;
        Optional<String> session = Attributes.maybeText(item, "open_session");
        return new Entitlement(
                module, attempts, session, session.flatMap(it -> attempt(userId, it)));
    }

    /** Reads the attempt of a session. */
    Optional<Attempt> attempt(String userId, String sessionId) {
        return purchases()
                .get(LedgerItems.key(userId, LedgerItems.attempt(sessionId)))
                .map(LedgerItems::attempt);
    }

    /** Moves the open attempt to a new session. */
    WriteResult transfer(String userId, Attempt from, Attempt next) {
        ItemWrite entitlement =
                entitlement(userId, next.module(), "SET open_session = :next")
                        .onlyIf("open_session = :from")
                        .with(":next", Attributes.text(next.sessionId()))
                        .with(":from", Attributes.text(from.sessionId()));
        return write(
                userId,
                entitlement,
                ItemWrite.put(LedgerItems.of(userId, next)),
                state(userId, from, Attempt.State.MOVED));
    }

    /** Reserves an attempt for a new session; the open one is consumed. */
    WriteResult reserve(String userId, Entitlement before, Attempt next) {
        ItemWrite entitlement =
                entitlement(
                                userId,
                                next.module(),
                                "SET attempts = attempts - :one, open_session = :next")
                        .onlyIf("attempts >= :one AND " + sameOpenSession(before))
                        .with(":next", Attributes.text(next.sessionId()))
                        .with(":one", Attributes.number(1));
        if (before.openSession().isPresent()) {
            entitlement = entitlement.with(":open", Attributes.text(before.openSession().get()));
        }
        return write(
                userId,
                Stream.concat(
                                Stream.of(entitlement, ItemWrite.put(LedgerItems.of(userId, next))),
                                before.open().stream()
                                        .map(it -> state(userId, it, Attempt.State.USED)))
                        .toArray(ItemWrite[]::new));
    }

    /** An open session whose attempt is lost is replaced too: nothing else ever could. */
    private static String sameOpenSession(Entitlement before) {
        return before.openSession().isPresent()
                ? "open_session = :open"
                : "attribute_not_exists(open_session)";
    }

    /**
     * Releases an attempt: the account has it again.
     *
     * @param open whether it is the open one
     */
    WriteResult release(String userId, Attempt attempt, boolean open) {
        ItemWrite entitlement =
                entitlement(
                                userId,
                                attempt.module(),
                                "ADD attempts :one" + (open ? " REMOVE open_session" : ""))
                        .onlyIf(
                                open
                                        ? "open_session = :session"
                                        : "attribute_not_exists(open_session)"
                                                + " OR open_session <> :session")
                        .with(":one", Attributes.number(1))
                        .with(":session", Attributes.text(attempt.sessionId()));
        return write(userId, entitlement, state(userId, attempt, Attempt.State.RETURNED));
    }

    /** Adds attempts; returns false if there is no such account. A repetition has no effect. */
    boolean grant(String userId, AttemptGrant grant) {
        ItemWrite entitlement =
                entitlement(userId, grant.module(), "ADD attempts :attempts")
                        .with(":attempts", Attributes.number(grant.attempts()));
        ItemWrite entry =
                ItemWrite.put(LedgerItems.of(userId, grant))
                        .onlyIf("attribute_not_exists(entry_id)");
        return write(userId, entitlement, entry) != WriteResult.NO_ACCOUNT;
    }

    /** Reads the entitlements in the own region, where they may be seconds old. */
    List<Map<String, AttributeValue>> entitlements(String userId) {
        return dynamo.own(Table.PURCHASES).queryEventually(userId, LedgerItems.ENTITLEMENT);
    }

    /** Reads all entries of an account, by their ids. */
    Map<String, Map<String, String>> entries(String userId) {
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        purchases()
                .query(userId, "")
                .forEach(item -> entries.put(LedgerItems.id(item), LedgerItems.attributes(item)));
        return entries;
    }

    private WriteResult write(String userId, ItemWrite... writes) {
        Set<Integer> failed =
                dynamo.homeTransaction()
                        .add(dynamo.home(Table.USERS), accounts.requireAccount(userId))
                        .add(purchases(), writes)
                        .commitOrFailed();
        if (failed.contains(0)) {
            return WriteResult.NO_ACCOUNT;
        }
        return failed.isEmpty() ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    private static ItemWrite entitlement(String userId, ExamModule module, String expression) {
        return ItemWrite.update(
                LedgerItems.key(userId, LedgerItems.entitlement(module)), expression);
    }

    private static ItemWrite state(String userId, Attempt attempt, Attempt.State next) {
        return ItemWrite.update(
                        LedgerItems.key(userId, LedgerItems.attempt(attempt.sessionId())),
                        "SET attempt_state = :next")
                .onlyIf("attempt_state = :before")
                .with(":next", Attributes.text(LedgerItems.name(next)))
                .with(":before", Attributes.text(LedgerItems.name(attempt.state())));
    }
}
