package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Store of QR sign-ins: each is written conditionally in the region that created it. */
final class DynamoQrSignIns {
    private final RegionalDynamo dynamo;

    DynamoQrSignIns(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    private DynamoTable table(QrKey key) {
        return dynamo.in(key.region(), Table.QR_TOKENS);
    }

    /** Stores a new sign-in and its user code; returns false if an open one has the same code. */
    boolean create(QrKey key, QrSignIn signIn) {
        QrSignIn.Challenge challenge = signIn.challenge();
        return dynamo.transaction(key.region())
                .add(
                        table(key),
                        ItemWrite.put(QrItems.of(key, signIn)),
                        ItemWrite.put(QrItems.of(challenge, key))
                                .onlyIf("attribute_not_exists(token_id) OR expires_at < :now")
                                .with(":now", Attributes.seconds(challenge.at())))
                .commit();
    }

    /** Reads a sign-in with strong consistency. */
    Optional<QrSignIn> find(QrKey key) {
        DynamoTable table = table(key);
        return table.get(table.key(QrItems.QR + key.hash())).map(QrItems::signIn);
    }

    /** Reads the key of the sign-in that has a user code. */
    Optional<QrKey> keyOf(UserCode code) {
        QrKey key = code.key();
        DynamoTable table = table(key);
        return table.get(table.key(QrItems.CODE + key.hash()))
                .map(item -> new QrKey(key.region(), Attributes.text(item, "qr_hash")));
    }

    /**
     * Stores the time of a poll.
     *
     * @param before the time of the last poll, as it was read
     * @return false if the browser polled concurrently
     */
    boolean recordPoll(QrKey key, Instant before, Instant now) {
        return update(
                key,
                Map.of("polled_at", Attributes.millis(now)),
                "polled_at = :before",
                Map.of(":before", Attributes.millis(before)));
    }

    /** Stores a decision; returns false if another was stored before. */
    boolean decide(QrKey key, QrState decision) {
        return update(
                key,
                QrItems.of(decision),
                "qr_state = :before",
                Map.of(":before", Attributes.text(QrItems.name(new QrState.Pending()))));
    }

    /**
     * Stores the session that the browser is given.
     *
     * @param before as it was read
     * @param now the time of the browser's poll, to the millisecond
     * @return false if the browser polled concurrently
     */
    boolean redeem(QrKey key, QrSignIn before, QrState.Used used, Instant now) {
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
            Map<String, AttributeValue> expected) {
        DynamoTable table = table(key);
        String expression =
                changes.keySet().stream()
                        .map(name -> name + " = :" + name)
                        .collect(Collectors.joining(", ", "SET ", ""));
        Map<String, AttributeValue> values = new HashMap<>(expected);
        changes.forEach((name, value) -> values.put(":" + name, value));
        return table.write(
                ItemWrite.update(table.key(QrItems.QR + key.hash()), expression)
                        .onlyIf(condition)
                        .with(values));
    }
}
