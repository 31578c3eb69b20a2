package com.ieltsaiprep.api.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.SettingsException;

import org.junit.jupiter.api.Test;

import java.util.Map;

class RedisAddressTest {
    private static RedisAddress read(Map<String, String> environment) {
        Settings settings = new Settings(environment::get);
        RedisAddress address = RedisAddress.read(settings);
        settings.check();
        return address;
    }

    @Test
    void defaultsToLocalhost() {
        assertThat(read(Map.of())).isEqualTo(new RedisAddress("127.0.0.1", 6379, false, "", ""));
    }

    @Test
    void prefersUrlToCluster() {
        assertThat(read(Map.of("ELASTICACHE_CLUSTER", "a.cache:7000")))
                .isEqualTo(new RedisAddress("a.cache", 7000, false, "", ""));
        assertThat(
                        read(
                                Map.of(
                                        "ELASTICACHE_CLUSTER", "a.cache:7000",
                                        "REDIS_URL", "rediss://me:p%40ss+w@b.cache")))
                .isEqualTo(new RedisAddress("b.cache", 6379, true, "me", "p@ss+w"));
    }

    @Test
    void readsPasswordWithoutUser() {
        assertThat(RedisAddress.parse("redis://:secret@h:1"))
                .isEqualTo(new RedisAddress("h", 1, false, "", "secret"));
        assertThat(RedisAddress.parse("redis://secret@h:1").password()).isEqualTo("secret");
    }

    @Test
    void omitsCredentialsFromToString() {
        assertThat(RedisAddress.parse("rediss://me:secret@h:1")).hasToString("rediss://h:1");
        assertThatThrownBy(() -> read(Map.of("REDIS_URL", "http://secret@h")))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("secret");
    }
}
