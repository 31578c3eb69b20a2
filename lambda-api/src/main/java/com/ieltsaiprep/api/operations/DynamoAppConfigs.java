package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Store of the app configuration, one item in the table of users, written in the home region. */
public final class DynamoAppConfigs {
    /** The item's key. */
    static final String KEY = "config#app";

    private static final String MINIMUM_APP_VERSION = "minimum_app_version";
    private static final String NEW_TESTS = "new_tests";
    private static final String NOTICES = "notices";

    private static final String ABSENT = "attribute_not_exists(" + Table.USERS.hashKey() + ")";

    /** The configuration is as it was read; a missing attribute was read as its default. */
    private static final String UNCHANGED =
            "minimum_app_version = :version"
                    + " AND (attribute_not_exists(new_tests) OR new_tests = :tests)"
                    + " AND (attribute_not_exists(notices) OR notices = :notices)";

    private final RegionalDynamo dynamo;

    /** Creates a store of the app configuration over the DynamoDB table of users. */
    public DynamoAppConfigs(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    /** Reads the configuration in the own region, or in the home region if that is unavailable. */
    Optional<AppConfig> read() {
        DynamoTable own = dynamo.own(Table.USERS);
        try {
            return own.getEventually(own.key(KEY)).map(DynamoAppConfigs::config);
        } catch (DatabaseUnavailableException e) {
            if (dynamo.isHome()) {
                throw e;
            }
            return readCurrent();
        }
    }

    /** Reads the app configuration in the home region, where it is written; empty if not set. */
    public Optional<AppConfig> readCurrent() {
        return home().get(home().key(KEY)).map(DynamoAppConfigs::config);
    }

    /**
     * Replaces the app configuration, on the condition that the stored one is still {@code before}.
     *
     * @param before as {@link #readCurrent} has returned it
     * @return false if another writer has changed the configuration since then
     */
    public boolean replace(Optional<AppConfig> before, AppConfig after) {
        ItemWrite put = ItemWrite.put(item(after));
        boolean written =
                home().write(
                                before.map(it -> put.onlyIf(UNCHANGED).with(expected(it)))
                                        .orElseGet(() -> put.onlyIf(ABSENT)));
        // A write whose response was lost is refused when it is retried, although it was done.
        return written || readCurrent().equals(Optional.of(after));
    }

    /** Writes the app configuration in the home region, unless there is one already. */
    public void createIfAbsent(AppConfig config) {
        home().write(ItemWrite.put(item(config)).onlyIf(ABSENT));
    }

    private DynamoTable home() {
        return dynamo.home(Table.USERS);
    }

    private static Map<String, AttributeValue> expected(AppConfig before) {
        Map<String, AttributeValue> item = item(before);
        return Map.of(
                ":version", Objects.requireNonNull(item.get(MINIMUM_APP_VERSION)),
                ":tests", Objects.requireNonNull(item.get(NEW_TESTS)),
                ":notices", Objects.requireNonNull(item.get(NOTICES)));
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
                        "level", Attributes.text(notice.level())));
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
                Attributes.text(notice, "level").equals("warning"));
    }
}
