package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Codes to set a new password, in the table of users, at home. */
public final class DynamoResetCodes implements ResetCodes {
    private final RegionalDynamo dynamo;
    private final String table;

    /** In these databases. */
    public DynamoResetCodes(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.USERS);
    }

    @Override
    public void add(String userId, EmailedCode code) {
        Map<String, AttributeValue> values = EmailedCodeItems.adding(code);
        values.put(":end", Attributes.seconds(code.expiresAt().plusSeconds(1)));
        dynamo.home()
                .updateItem(
                        update ->
                                update.tableName(table)
                                        .key(AccountItems.codesKey(userId))
                                        .updateExpression(
                                                EmailedCodeItems.ADD + ", expires_at = :end")
                                        .expressionAttributeValues(values));
    }

    @Override
    public EmailedCodes attempt(String userId, Instant now) {
        try {
            return EmailedCodeItems.codes(
                    dynamo.home()
                            .updateItem(
                                    update -> {
                                        update.tableName(table).key(AccountItems.codesKey(userId));
                                        EmailedCodeItems.attempt(update, now);
                                    })
                            .attributes());
        } catch (ConditionalCheckFailedException _) {
            return new EmailedCodes(List.of());
        }
    }
}
