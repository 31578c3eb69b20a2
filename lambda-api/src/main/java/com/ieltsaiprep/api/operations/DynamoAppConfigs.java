package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.AppConfig.Level;
import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The configuration as an item in the table of users. */
public final class DynamoAppConfigs implements AppConfigs {
    /** Its key. */
    public static final String KEY = "config#app";

    private static final String MINIMUM_APP_VERSION = "minimum_app_version";
    private static final String NEW_TESTS = "new_tests";
    private static final String NOTICES = "notices";

    /** There is none. */
    private static final String NONE = "attribute_not_exists(" + Table.USERS.hashKey() + ")";

    /** It is as it was read; what is missing was read as usual. */
    private static final String UNCHANGED =
            "minimum_app_version = :version"
                    + " AND (attribute_not_exists(new_tests) OR new_tests = :tests)"
                    + " AND (attribute_not_exists(notices) OR notices = :notices)";

    private final RegionalDynamo dynamo;
    private final String table;

    /** In these databases. */
    public DynamoAppConfigs(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.USERS);
    }

    @Override
    public Optional<AppConfig> read() {
        try {
            return read(dynamo.own(), false);
        } catch (DatabaseUnavailableException e) {
            if (dynamo.regions().atHome()) {
                throw e;
            }
            return decided();
        }
    }

    @Override
    public Optional<AppConfig> decided() {
        return read(dynamo.home(), true);
    }

    private Optional<AppConfig> read(DynamoDbClient client, boolean strong) {
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(table).key(key()).consistentRead(strong))
                        .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(config(item));
    }

    @Override
    public boolean replace(Optional<AppConfig> before, AppConfig after) {
        try {
            put(
                    PutItemRequest.builder()
                            .item(item(after))
                            .conditionExpression(before.isPresent() ? UNCHANGED : NONE)
                            .expressionAttributeValues(
                                    before.map(DynamoAppConfigs::read).orElse(null)));
            return true;
        } catch (ConditionalCheckFailedException _) {
            // A write whose answer was lost is refused when it is tried again, though it was done.
            return decided().equals(Optional.of(after));
        }
    }

    @Override
    public void begin(AppConfig config) {
        try {
            put(PutItemRequest.builder().item(item(config)).conditionExpression(NONE));
        } catch (ConditionalCheckFailedException _) {
            // There is one already.
        }
    }

    private void put(PutItemRequest.Builder put) {
        dynamo.home().putItem(put.tableName(table).build());
    }

    /** The values of {@link #UNCHANGED}. */
    private static Map<String, AttributeValue> read(AppConfig before) {
        Map<String, AttributeValue> item = item(before);
        return Map.of(
                ":version", Objects.requireNonNull(item.get(MINIMUM_APP_VERSION)),
                ":tests", Objects.requireNonNull(item.get(NEW_TESTS)),
                ":notices", Objects.requireNonNull(item.get(NOTICES)));
    }

    private static Map<String, AttributeValue> key() {
        return Map.of(Table.USERS.hashKey(), Attributes.text(KEY));
    }

    private static Map<String, AttributeValue> item(AppConfig config) {
        return Map.of(
                Table.USERS.hashKey(),
                Attributes.text(KEY),
                MINIMUM_APP_VERSION,
                Attributes.text(config.minimumAppVersion()),
                NEW_TESTS,
                AttributeValue.fromBool(config.newTests()),
                NOTICES,
                AttributeValue.fromL(
                        config.notices().stream().map(DynamoAppConfigs::notice).toList()));
    }

    private static AttributeValue notice(Notice notice) {
        return AttributeValue.fromM(
                Map.of(
                        "id", Attributes.text(notice.id()),
                        "text", Attributes.text(notice.text()),
                        "level", Attributes.text(notice.level().id())));
    }

    private static AppConfig config(Map<String, AttributeValue> item) {
        List<Notice> notices =
                item.getOrDefault(NOTICES, AttributeValue.fromL(List.of())).l().stream()
                        .map(AttributeValue::m)
                        .map(DynamoAppConfigs::notice)
                        .toList();
        return new AppConfig(
                Attributes.text(item, MINIMUM_APP_VERSION),
                notices,
                item.getOrDefault(NEW_TESTS, AttributeValue.fromBool(true)).bool());
    }

    private static Notice notice(Map<String, AttributeValue> notice) {
        return new Notice(
                Attributes.text(notice, "id"),
                Attributes.text(notice, "text"),
                Level.valueOf(Attributes.text(notice, "level").toUpperCase(Locale.ROOT)));
    }
}
