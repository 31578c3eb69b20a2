package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.qr.QrKey;
import com.ieltsaiprep.api.qr.QrSignIn;
import com.ieltsaiprep.api.qr.QrState;
import com.ieltsaiprep.api.qr.QrStore;
import com.ieltsaiprep.api.qr.UserCode;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sign-ins by QR code in the table of QR tokens. */
public final class DynamoQrTokens implements QrStore {
    private static final String KEY = Table.QR_TOKENS.hashKey();

    private final Databases databases;
    private final String table;

    /** In these databases. */
    public DynamoQrTokens(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.QR_TOKENS);
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
        return Transactions.write(databases.in(key.region()), List.of(item, code));
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
                databases
                        .in(key.region())
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
                "SET polled_at = :now",
                "polled_at = :before",
                Map.of(
                        ":now", Attributes.millis(now),
                        ":before", Attributes.millis(before)));
    }

    @Override
    public boolean move(QrKey key, QrState from, QrState to) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":from", Attributes.text(QrItems.name(from)));
        values.put(":to", Attributes.text(QrItems.name(to)));
        QrItems.user(to).ifPresent(user -> values.put(":user", Attributes.text(user)));
        String set = "SET qr_state = :to";
        return update(
                key,
                values.containsKey(":user") ? set + ", user_id = :user" : set,
                "qr_state = :from",
                values);
    }

    private boolean update(
            QrKey key, String expression, String condition, Map<String, AttributeValue> values) {
        try {
            databases
                    .in(key.region())
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
