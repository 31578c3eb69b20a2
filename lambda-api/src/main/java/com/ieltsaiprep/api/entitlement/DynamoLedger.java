package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Transactions;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ledger in the table of purchases, at home. */
public final class DynamoLedger implements Ledger {
    private final RegionalDynamo dynamo;
    private final String table;
    private final String users;

    /** In these databases. */
    public DynamoLedger(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.PURCHASES);
        this.users = dynamo.table(Table.USERS);
    }

    @Override
    public Entitlement entitlement(String userId, ExamModule module) {
        Map<String, AttributeValue> item = get(userId, LedgerItems.entitlement(module));
        int attempts = item.containsKey("attempts") ? (int) Attributes.number(item, "attempts") : 0;
        Optional<String> session = Attributes.maybeText(item, "open_session");
        return new Entitlement(
                module, attempts, session, session.flatMap(it -> attempt(userId, it)));
    }

    @Override
    public Optional<Attempt> attempt(String userId, String sessionId) {
        Map<String, AttributeValue> item = get(userId, LedgerItems.attempt(sessionId));
        return item.isEmpty() ? Optional.empty() : Optional.of(LedgerItems.attempt(item));
    }

    private Map<String, AttributeValue> get(String userId, String entry) {
        return dynamo.home()
                .getItem(
                        get ->
                                get.tableName(table)
                                        .key(LedgerItems.key(userId, entry))
                                        .consistentRead(true))
                .item();
    }

    @Override
    public Written takeOver(String userId, Attempt from, Attempt next) {
        TransactWriteItem entitlement =
                update(
                        userId,
                        LedgerItems.entitlement(next.module()),
                        "SET open_session = :next",
                        "open_session = :from",
                        Map.of(
                                ":next", Attributes.text(next.sessionId()),
                                ":from", Attributes.text(from.sessionId())));
        return write(
                userId, entitlement, put(userId, next), state(userId, from, Attempt.State.MOVED));
    }

    @Override
    public Written spend(String userId, Entitlement before, Attempt next) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":next", Attributes.text(next.sessionId()));
        values.put(":one", Attributes.number(1));
        // Also one whose attempt is gone: otherwise nothing could ever take its place.
        before.openSession().ifPresent(it -> values.put(":spent", Attributes.text(it)));
        TransactWriteItem entitlement =
                update(
                        userId,
                        LedgerItems.entitlement(next.module()),
                        "SET attempts = attempts - :one, open_session = :next",
                        "attempts >= :one AND "
                                + (before.openSession().isPresent()
                                        ? "open_session = :spent"
                                        : "attribute_not_exists(open_session)"),
                        values);
        return write(
                userId,
                Stream.concat(
                                Stream.of(entitlement, put(userId, next)),
                                before.open().stream()
                                        .map(it -> state(userId, it, Attempt.State.USED)))
                        .toArray(TransactWriteItem[]::new));
    }

    @Override
    public Written giveBack(String userId, Attempt attempt, boolean open) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":one", Attributes.number(1));
        values.put(":session", Attributes.text(attempt.sessionId()));
        TransactWriteItem entitlement =
                update(
                        userId,
                        LedgerItems.entitlement(attempt.module()),
                        "ADD attempts :one" + (open ? " REMOVE open_session" : ""),
                        open
                                ? "open_session = :session"
                                : "attribute_not_exists(open_session)"
                                        + " OR open_session <> :session",
                        values);
        return write(userId, entitlement, state(userId, attempt, Attempt.State.RETURNED));
    }

    @Override
    public boolean grant(String userId, Grant grant) {
        TransactWriteItem entitlement =
                TransactWriteItem.builder()
                        .update(
                                update ->
                                        update.tableName(table)
                                                .key(
                                                        LedgerItems.key(
                                                                userId,
                                                                LedgerItems.entitlement(
                                                                        grant.module())))
                                                .updateExpression("ADD attempts :attempts")
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":attempts",
                                                                Attributes.number(
                                                                        grant.attempts()))))
                        .build();
        TransactWriteItem line =
                TransactWriteItem.builder()
                        .put(
                                put ->
                                        put.tableName(table)
                                                .item(LedgerItems.of(userId, grant))
                                                .conditionExpression(
                                                        "attribute_not_exists(entry_id)"))
                        .build();
        return write(userId, entitlement, line) != Written.NO_ACCOUNT;
    }

    @Override
    public Map<ExamModule, Integer> left(String userId) {
        Map<ExamModule, Integer> left = new EnumMap<>(ExamModule.class);
        for (Map<String, AttributeValue> item :
                query(dynamo.own(), userId, LedgerItems.ENTITLEMENT, false)) {
            LedgerItems.left(item).ifPresent(it -> left.put(it.module(), it.attempts()));
        }
        return left;
    }

    @Override
    public List<Entry> entries(String userId) {
        return query(dynamo.home(), userId, "", true).stream().map(LedgerItems::entry).toList();
    }

    private List<Map<String, AttributeValue>> query(
            DynamoDbClient client, String userId, String prefix, boolean strong) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":user", Attributes.text(userId));
        if (!prefix.isEmpty()) {
            values.put(":prefix", Attributes.text(prefix));
        }
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        client.queryPaginator(
                        query ->
                                query.tableName(table)
                                        .keyConditionExpression(
                                                prefix.isEmpty()
                                                        ? "user_id = :user"
                                                        : "user_id = :user AND"
                                                                + " begins_with(entry_id, :prefix)")
                                        .expressionAttributeValues(values)
                                        .consistentRead(strong))
                .items()
                .forEach(items::add);
        return items;
    }

    /** On the condition that the account is alive: what is left of a deleted one stays alone. */
    private Written write(String userId, TransactWriteItem... items) {
        TransactWriteItem alive =
                TransactWriteItem.builder()
                        .conditionCheck(
                                check ->
                                        check.tableName(users)
                                                .key(AccountItems.key(userId))
                                                .conditionExpression(AccountItems.ALIVE))
                        .build();
        Set<Integer> refused =
                Transactions.refused(
                        dynamo.home(), Stream.concat(Stream.of(alive), Stream.of(items)).toList());
        if (refused.contains(0)) {
            return Written.NO_ACCOUNT;
        }
        return refused.isEmpty() ? Written.DONE : Written.CHANGED;
    }

    private TransactWriteItem put(String userId, Attempt attempt) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(LedgerItems.of(userId, attempt)))
                .build();
    }

    private TransactWriteItem state(String userId, Attempt attempt, Attempt.State next) {
        return update(
                userId,
                LedgerItems.attempt(attempt.sessionId()),
                "SET attempt_state = :next",
                "attempt_state = :before",
                Map.of(
                        ":next", Attributes.text(LedgerItems.name(next)),
                        ":before", Attributes.text(LedgerItems.name(attempt.state()))));
    }

    private TransactWriteItem update(
            String userId,
            String entry,
            String expression,
            String condition,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(LedgerItems.key(userId, entry))
                                        .updateExpression(expression)
                                        .conditionExpression(condition)
                                        .expressionAttributeValues(values))
                .build();
    }
}
