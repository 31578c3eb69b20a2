package com.ieltsaiprep.api.support;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Audit trail of operators: items {@code audit#<time>#<uuid>} in the home region's table of
 * purchases, kept for good.
 */
final class DynamoAuditTrail {
    /** The subject of entries that concern no single account. */
    static final String ALL_USERS = "everybody";

    private final RegionalDynamo dynamo;
    private final InstantSource clock;
    private final TokenGenerator tokens;
    private final String operator;

    /**
     * Entry about a command that is about to run.
     *
     * @param subject the account's id, or {@link #ALL_USERS}
     * @param details without an e-mail address or a name
     */
    record AuditEntry(String subject, String command, Map<String, String> details, String reason) {
        /** Copies the details. */
        AuditEntry {
            details = Map.copyOf(details);
        }
    }

    DynamoAuditTrail(
            RegionalDynamo dynamo, InstantSource clock, TokenGenerator tokens, String operator) {
        this.dynamo = dynamo;
        this.clock = clock;
        this.tokens = tokens;
        this.operator = operator;
    }

    /** Writes an entry; if that throws, the command must not run. */
    void write(AuditEntry entry) {
        Instant now = clock.instant();
        Map<String, AttributeValue> item = new HashMap<>();
        entry.details().forEach((name, value) -> item.put("of_" + name, Attributes.text(value)));
        item.put("user_id", Attributes.text(entry.subject()));
        item.put("entry_id", Attributes.text("audit#" + now + "#" + tokens.nextUuid()));
        item.put("command", Attributes.text(entry.command()));
        item.put("reason", Attributes.text(entry.reason()));
        item.put("operator", Attributes.text(operator));
        item.put("noted_at", Attributes.millis(now));
        // Unconditional: the id is random, and a retry after a lost response must not fail.
        dynamo.home(Table.PURCHASES).write(ItemWrite.put(item));
    }
}
