package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.api.testing.LogLines;
import com.ieltsaiprep.api.testing.TestClock;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class CachedAppConfigIT {
    private static final AppConfig STOPPED = new AppConfig("1.2.3", List.of(), false);

    @RegisterExtension private final LocalDynamoDb local = new LocalDynamoDb();

    private final TestClock clock = new TestClock();
    private final LogLines log = new LogLines();
    private FaultInjectingDynamo dynamo;
    private DynamoAppConfigs configs;
    private CachedAppConfig cached;

    @BeforeEach
    void createAnEmptyCache() {
        dynamo = new FaultInjectingDynamo(local.client(Region.VIRGINIA));
        RegionalDynamo regional = TestDynamo.in(Region.VIRGINIA, local, _ -> dynamo.client());
        configs = new DynamoAppConfigs(regional);
        cached =
                new CachedAppConfig(
                        configs,
                        clock,
                        new OperationalEvents(new Log(log.stream(), clock, Map.of())));
    }

    /** Replaces the stored configuration. */
    private void store(AppConfig config) {
        assertThat(configs.replace(configs.readCurrent(), config)).isTrue();
        dynamo.reset();
    }

    private int failures() {
        return log.of("app_config_unavailable").size();
    }

    @Test
    void returnsDefaultWithoutStoredConfiguration() {
        assertThat(cached.get()).isEqualTo(AppConfig.DEFAULT);
        assertThat(cached.require()).isEqualTo(AppConfig.DEFAULT);
        assertThat(AppConfig.DEFAULT.newTests()).isTrue();
        assertThat(failures()).isZero();
    }

    @Test
    void cachesConfigurationForThirtySeconds() {
        cached.get();
        store(STOPPED);
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(cached.get()).isEqualTo(AppConfig.DEFAULT);
        assertThat(dynamo.calls()).isEmpty();

        clock.advance(Duration.ofNanos(1));
        assertThat(cached.get()).isEqualTo(STOPPED);
        assertThat(dynamo.operations()).containsExactly("GetItem");
    }

    @Test
    void keepsLastValueOnReadFailureAndRetriesEveryFiveSeconds() {
        store(STOPPED);
        cached.get();
        dynamo.setUnavailable(true);
        clock.advance(Duration.ofSeconds(31));

        assertThat(cached.get()).isEqualTo(STOPPED);
        assertThat(cached.require()).isEqualTo(STOPPED);
        assertThat(failures()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(cached.get()).isEqualTo(STOPPED);
        assertThat(failures()).isEqualTo(2);

        dynamo.setUnavailable(false);
        store(AppConfig.DEFAULT);
        clock.advance(Duration.ofSeconds(5));
        assertThat(cached.get()).isEqualTo(AppConfig.DEFAULT);
    }

    @Test
    void failsBeforeFirstSuccessfulRead() {
        store(STOPPED);
        dynamo.setUnavailable(true);

        assertThat(cached.get()).isEqualTo(AppConfig.DEFAULT);
        assertThatThrownBy(cached::require).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(failures()).isEqualTo(1);

        dynamo.setUnavailable(false);
        clock.advance(Duration.ofSeconds(5));
        assertThat(cached.require()).isEqualTo(STOPPED);
    }

    @Test
    void refusesMalformedVersion() {
        for (String wrong : List.of("", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.123456", " 1.2.3")) {
            assertThatThrownBy(() -> new AppConfig(wrong, List.of(), true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
