package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class CachedAppConfigTest {
    private static final AppConfig STOPPED = new AppConfig("1.2.3", List.of(), false);

    private final FakeAppConfigs configs = new FakeAppConfigs();
    private final List<RuntimeException> faults = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final CachedAppConfig known = new CachedAppConfig(configs, () -> now, faults::add);

    @Test
    void isAsUsualUntilOperatorsSayOtherwise() {
        assertThat(known.get()).isEqualTo(AppConfig.USUAL);
        assertThat(AppConfig.USUAL.newTests()).isTrue();
        assertThat(faults).isEmpty();
    }

    @Test
    void isAskedForOnceInThirtySeconds() {
        known.get();
        configs.write(STOPPED);
        pass(Duration.ofSeconds(30).minusNanos(1));
        assertThat(known.get()).isEqualTo(AppConfig.USUAL);
        assertThat(configs.reads).isEqualTo(1);

        pass(Duration.ofNanos(1));
        assertThat(known.get()).isEqualTo(STOPPED);
        assertThat(configs.reads).isEqualTo(2);
    }

    @Test
    void isAsLastKnownWhileItsStoreIsAwayWhichIsAskedEveryFiveSeconds() {
        configs.write(STOPPED);
        known.get();
        configs.away = true;
        pass(Duration.ofSeconds(31));

        assertThat(known.get()).isEqualTo(STOPPED);
        assertThat(known.get()).isEqualTo(STOPPED);
        assertThat(faults).hasSize(1);
        pass(Duration.ofSeconds(5));
        assertThat(known.get()).isEqualTo(STOPPED);
        assertThat(faults).hasSize(2);

        configs.away = false;
        configs.write(AppConfig.USUAL);
        pass(Duration.ofSeconds(5));
        assertThat(known.get()).isEqualTo(AppConfig.USUAL);
    }

    @Test
    void whatOperatorsMayHaveStoppedIsNotGuessed() {
        configs.write(STOPPED);
        configs.away = true;

        assertThat(known.get()).isEqualTo(AppConfig.USUAL);
        assertThatThrownBy(known::certain).hasMessage("away");
        assertThat(faults).hasSize(1);

        configs.away = false;
        pass(Duration.ofSeconds(5));
        assertThat(known.certain()).isEqualTo(STOPPED);
        configs.away = true;
        pass(Duration.ofMinutes(10));
        assertThat(known.certain()).isEqualTo(STOPPED);
    }

    @Test
    void aVersionIsThreeNumbers() {
        for (String wrong : List.of("", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.123456", " 1.2.3")) {
            assertThatThrownBy(() -> new AppConfig(wrong, List.of(), true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
