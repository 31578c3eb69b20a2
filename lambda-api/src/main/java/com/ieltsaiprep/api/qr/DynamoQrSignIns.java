package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Transactions;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sign-ins by QR code in the table of QR tokens. */
public final class DynamoQrSignIns implements QrStore {
    private static final String KEY = Table.QR_TOKENS.hashKey();

    private final RegionalDynamo dynamo;
    private final String table;

    /** In these databases. */
    public DynamoQrSignIns(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.QR_TOKENS);
    }

    @Override
    public boolean create(QrKey key, QrSignIn signIn) {
        QrSignIn.Asked asked = signIn.asked();
        TransactWriteItem item =
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(QrItems.of(key, signIn)))
                        .build();
        TransactWriteItem code =
                TransactWriteItem.builder()
                        .put(
                                put ->
                                        put.tableName(table)
                                                .item(QrItems.of(asked, key))
                                                .conditionExpression(
                                                        "attribute_not_exists(token_id)"
                                                                + " OR expires_at < :now")
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":now",
                                                                Attributes.seconds(asked.at()))))
                        .build();
        return Transactions.write(dynamo.in(key.region()), List.of(item, code));
    }

    @Override
    public Optional<QrSignIn> find(QrKey key) {
        return get(key, QrItems.QR + key.hash()).map(QrItems::signIn);
    }

    @Override
    public Optional<QrKey> keyOf(UserCode code) {
        QrKey key = code.key();
        return get(key, QrItems.CODE + key.hash())
                .map(item -> new QrKey(key.region(), Attributes.text(item, "qr_hash")));
    }

    private Optional<Map<String, AttributeValue>> get(QrKey key, String id) {
        Map<String, AttributeValue> item =
                dynamo.in(key.region())
                        .getItem(
                                get ->
                                        get.tableName(table)
                                                .key(Map.of(KEY, Attributes.text(id)))
                                                .consistentRead(true))
                        .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    @Override
    public boolean poll(QrKey key, Instant before, Instant now) {
        return update(
                key,
                Map.of("polled_at", Attributes.millis(now)),
                "polled_at = :before",
                Map.of(":before", Attributes.millis(before)));
    }

    @Override
    public boolean decide(QrKey key, QrState decision) {
        return update(
                key,
                QrItems.of(decision),
                "qr_state = :before",
                Map.of(":before", Attributes.text(QrItems.name(new QrState.Pending()))));
    }

    @Override
    public boolean use(QrKey key, QrSignIn before, QrState.Used used, Instant now) {
        Map<String, AttributeValue> changes = new HashMap<>(QrItems.of(used));
        changes.put("polled_at", Attributes.millis(now));
        return update(
                key,
                changes,
                "qr_state = :before AND polled_at = :polled_before",
                Map.of(
                        ":before", Attributes.text(QrItems.name(before.state())),
                        ":polled_before", Attributes.millis(before.polledAt())));
    }

    private boolean update(
            QrKey key,
            Map<String, AttributeValue> changes,
            String condition,
            Map<String, AttributeValue> found) {
        Map<String, AttributeValue> values = new HashMap<>(found);
        changes.forEach((name, value) -> values.put(":" + name, value));
        String expression =
                changes.keySet().stream()
                        .map(name -> name + " = :" + name)
                        .collect(Collectors.joining(", ", "SET ", ""));
        try {
            dynamo.in(key.region())
                    .updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(
                                                    Map.of(
                                                            KEY,
                                                            Attributes.text(
                                                                    QrItems.QR + key.hash())))
                                            .updateExpression(expression)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }
}
