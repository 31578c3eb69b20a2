package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Optional;

class DynamoAppConfigsIT {
    private static final AppConfig FIRST =
            new AppConfig("1.0.0", List.of(new Notice("n1", "Back soon.", true)), false);

    @RegisterExtension private final LocalDynamoDb local = new LocalDynamoDb();

    private FaultInjectingDynamo home;
    private FaultInjectingDynamo ireland;
    private DynamoAppConfigs inIreland;

    @BeforeEach
    void connect() {
        home = new FaultInjectingDynamo(local.client(Region.VIRGINIA));
        ireland = new FaultInjectingDynamo(local.client(Region.IRELAND));
        inIreland = new DynamoAppConfigs(regional(Region.IRELAND));
    }

    private RegionalDynamo regional(Region own) {
        return TestDynamo.in(
                own, local, region -> region == Region.IRELAND ? ireland.client() : home.client());
    }

    private static AppConfig changed(String version) {
        return new AppConfig(version, List.of(new Notice("n2", "All is well.", false)), true);
    }

    private boolean replace(Optional<AppConfig> before, AppConfig after) {
        return inIreland.replace(before, after);
    }

    @Test
    void replacesConfigurationThatWasRead() {
        assertThat(inIreland.readCurrent()).isEmpty();
        assertThat(replace(Optional.empty(), FIRST)).isTrue();
        assertThat(inIreland.readCurrent()).contains(FIRST);

        assertThat(replace(Optional.of(FIRST), changed("2.0.0"))).isTrue();
        assertThat(inIreland.readCurrent()).contains(changed("2.0.0"));
    }

    @Test
    void refusesReplacementAfterConcurrentChange() {
        replace(Optional.empty(), FIRST);
        for (AppConfig other :
                List.of(
                        new AppConfig("1.0.1", FIRST.notices(), FIRST.newTests()),
                        new AppConfig("1.0.0", List.of(), FIRST.newTests()),
                        new AppConfig("1.0.0", FIRST.notices(), true))) {
            assertThat(replace(Optional.of(other), changed("2.0.0"))).isFalse();
        }
        assertThat(replace(Optional.empty(), changed("2.0.0"))).isFalse();
        assertThat(inIreland.readCurrent()).contains(FIRST);
    }

    @Test
    void replacesConfigurationWithMissingAttributes() {
        DynamoTable users = regional(Region.VIRGINIA).home(Table.USERS);
        users.write(
                ItemWrite.update(users.key("config#app"), "SET minimum_app_version = :version")
                        .with(":version", Attributes.text("0.9.0")));
        AppConfig read = new AppConfig("0.9.0", List.of(), true);
        assertThat(inIreland.readCurrent()).contains(read);

        assertThat(replace(Optional.of(read), FIRST)).isTrue();
    }

    @Test
    void reportsSuccessWhenResponseOfWriteIsLost() {
        assertThat(replace(Optional.empty(), FIRST)).isTrue();
        // The client retries the write, whose condition then fails.
        assertThat(replace(Optional.empty(), FIRST)).isTrue();
    }

    @Test
    void createsConfigurationOnce() {
        inIreland.createIfAbsent(FIRST);
        inIreland.createIfAbsent(changed("2.0.0"));

        assertThat(inIreland.readCurrent()).contains(FIRST);
    }

    @Test
    void fallsBackToHomeRegionWhenOwnRegionIsUnavailable() {
        replace(Optional.empty(), FIRST);
        assertThat(inIreland.read()).as("not replicated yet").isEmpty();

        ireland.setUnavailable(true);
        assertThat(inIreland.read()).contains(FIRST);

        home.setUnavailable(true);
        assertThatThrownBy(inIreland::read).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void readsHomeRegionOnceWhenItIsOwnRegion() {
        home.setUnavailable(true);

        assertThatThrownBy(new DynamoAppConfigs(regional(Region.VIRGINIA))::read)
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(home.operations()).containsExactly("GetItem");
    }
}
