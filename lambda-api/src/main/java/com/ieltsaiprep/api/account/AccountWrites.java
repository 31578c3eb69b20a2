package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.profile.ProfileChange;
import com.ieltsaiprep.api.registration.RegistrationItems;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes to the table of users, each with its condition.
 *
 * @param table its name
 */
public record AccountWrites(String table) {
    /** Neither the password was changed nor the address given to another. */
    static final String SAME = "owner_id = :owner AND password_hash = :before";

    /** A new account. */
    TransactWriteItem create(Account account) {
        return put(AccountItems.of(account));
    }

    /** The address is this person's, if it is nobody's. */
    TransactWriteItem take(StoredCredentials credentials) {
        return put(AccountItems.of(credentials));
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(table)
                                        .item(item)
                                        .conditionExpression("attribute_not_exists(user_id)"))
                .build();
    }

    /** A registration is an account now. */
    TransactWriteItem settle(String registration, Instant keptUntil) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(RegistrationItems.key(registration))
                                        .updateExpression(
                                                RegistrationItems.FORGET + " SET expires_at = :end")
                                        .conditionExpression(RegistrationItems.WAITS)
                                        .expressionAttributeNames(
                                                Map.of("#name", AccountItems.NAME))
                                        .expressionAttributeValues(
                                                Map.of(":end", Attributes.seconds(keptUntil))))
                .build();
    }

    /** Another password, or another hash of it, in the place of this one. */
    TransactWriteItem password(StoredCredentials credentials, String hash) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(AccountItems.key(credentials.email()))
                                        .updateExpression("SET password_hash = :after")
                                        .conditionExpression(SAME)
                                        .expressionAttributeValues(passwords(credentials, hash)))
                .build();
    }

    /** Sign-ins before a time are void. */
    TransactWriteItem endBefore(String userId, Instant time) {
        return endBefore(userId, time, AccountItems.ALIVE);
    }

    /** The same, unless those before a later time are. */
    TransactWriteItem endAlsoBefore(String userId, Instant time) {
        return endBefore(userId, time, AccountItems.ALIVE + " AND sessions_valid_after < :time");
    }

    private TransactWriteItem endBefore(String userId, Instant time, String condition) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table)
                                        .key(AccountItems.key(userId))
                                        .updateExpression("SET sessions_valid_after = :time")
                                        .conditionExpression(condition)
                                        .expressionAttributeValues(
                                                Map.of(":time", Attributes.millis(time))))
                .build();
    }

    /** A code to set a new password is used up, and all others with it. */
    TransactWriteItem use(String userId, String hash) {
        return TransactWriteItem.builder()
                .delete(
                        delete ->
                                delete.tableName(table)
                                        .key(AccountItems.codesKey(userId))
                                        .conditionExpression(EmailedCodeItems.HAS)
                                        .expressionAttributeValues(
                                                Map.of(":hash", Attributes.text(hash))))
                .build();
    }

    /** The account is gone. */
    TransactWriteItem bury(Account account, Instant at) {
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(table)
                                        .item(AccountItems.tombstone(account.userId(), at))
                                        .conditionExpression(AccountItems.ALIVE))
                .build();
    }

    /** The address is free. */
    TransactWriteItem free(Account account) {
        return TransactWriteItem.builder()
                .delete(
                        delete ->
                                delete.tableName(table)
                                        .key(AccountItems.key(account.email()))
                                        .conditionExpression("owner_id = :owner")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":owner",
                                                        Attributes.text(account.userId()))))
                .build();
    }

    /** Codes to set a new password are forgotten, if there are any. */
    TransactWriteItem forget(String userId) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(AccountItems.codesKey(userId)))
                .build();
    }

    /**
     * A profile is changed; with a consent only if there are as many as were known: a write that is
     * repeated because its answer was lost must not add it twice.
     */
    void change(UpdateItemRequest.Builder update, Account account, ProfileChange change) {
        List<String> sets = new ArrayList<>();
        String condition = AccountItems.ALIVE;
        String removal = "";
        Map<String, AttributeValue> values = new HashMap<>();
        if (change.name() != null) {
            update.expressionAttributeNames(Map.of("#name", AccountItems.NAME));
            if (change.name().isEmpty()) {
                removal = " REMOVE #name";
            } else {
                sets.add("#name = :name");
                values.put(":name", Attributes.text(change.name()));
            }
        }
        if (change.consent() != null) {
            sets.add("consents = list_append(consents, :consents)");
            values.put(":consents", AccountItems.list(List.of(change.consent())));
            condition += " AND size(consents) = :known";
            values.put(":known", Attributes.number(account.consents().size()));
        }
        update.tableName(table)
                .key(AccountItems.key(account.userId()))
                .conditionExpression(condition)
                .updateExpression(
                        (sets.isEmpty() ? "" : "SET " + String.join(", ", sets)) + removal);
        if (!values.isEmpty()) {
            update.expressionAttributeValues(values);
        }
    }

    /** The values of {@link #SAME}. */
    static Map<String, AttributeValue> same(StoredCredentials credentials) {
        return Map.of(
                ":owner", Attributes.text(credentials.userId()),
                ":before", Attributes.text(credentials.passwordHash()));
    }

    static Map<String, AttributeValue> passwords(StoredCredentials credentials, String hash) {
        Map<String, AttributeValue> values = new HashMap<>(same(credentials));
        values.put(":after", Attributes.text(hash));
        return values;
    }
}
