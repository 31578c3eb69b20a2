package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.ops.AppConfig;
import com.ieltsaiprep.api.ops.AppConfig.Level;
import com.ieltsaiprep.api.ops.AppConfig.Notice;
import com.ieltsaiprep.api.ops.AppConfigs;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration as an item in the table of users. */
public final class DynamoAppConfigs implements AppConfigs {
    /** Its key. */
    public static final String KEY = "config#app";

    private static final String MINIMUM_APP_VERSION = "minimum_app_version";
    private static final String NEW_TESTS = "new_tests";
    private static final String NOTICES = "notices";

    private final Databases databases;
    private final String table;

    /** In these databases. */
    public DynamoAppConfigs(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.USERS);
    }

    @Override
    public Optional<AppConfig> read() {
        try {
            return read(databases.own(), false);
        } catch (DatabaseAwayException e) {
            if (databases.regions().atHome()) {
                throw e;
            }
            return decided();
        }
    }

    @Override
    public Optional<AppConfig> decided() {
        return read(databases.home(), true);
    }

    private Optional<AppConfig> read(DynamoDbClient client, boolean strong) {
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(table).key(key()).consistentRead(strong))
                        .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(config(item));
    }

    @Override
    public void write(AppConfig config) {
        databases.home().putItem(put -> put.tableName(table).item(item(config)));
    }

    @Override
    public void begin(AppConfig config) {
        try {
            databases
                    .home()
                    .putItem(
                            put ->
                                    put.tableName(table)
                                            .item(item(config))
                                            .conditionExpression(
                                                    "attribute_not_exists("
                                                            + Table.USERS.hashKey()
                                                            + ")"));
        } catch (ConditionalCheckFailedException _) {
            // There is one already.
        }
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
