package com.ieltsaiprep.api.support;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The audit trail as items {@code audit#<time>#<uuid>} in the table of purchases at home. */
public final class DynamoAuditTrail implements AuditTrail {
    private final RegionalDynamo dynamo;
    private final String table;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final String operator;

    /**
     * In these databases.
     *
     * @param operator who does it
     */
    public DynamoAuditTrail(
            RegionalDynamo dynamo, InstantSource clock, Supplier<UUID> ids, String operator) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.PURCHASES);
        this.clock = clock;
        this.ids = ids;
        this.operator = operator;
    }

    @Override
    public void note(Deed deed) {
        Instant now = clock.instant();
        Map<String, AttributeValue> item = new HashMap<>();
        deed.details().forEach((name, value) -> item.put("of_" + name, Attributes.text(value)));
        item.put("user_id", Attributes.text(deed.subject()));
        item.put("entry_id", Attributes.text("audit#" + now + "#" + ids.get()));
        item.put("command", Attributes.text(deed.command()));
        item.put("reason", Attributes.text(deed.reason()));
        item.put("operator", Attributes.text(operator));
        item.put("noted_at", Attributes.millis(now));
        // Unconditionally: the id is random, and a try again after a lost answer must not fail.
        dynamo.home().putItem(put -> put.tableName(table).item(item));
    }
}
