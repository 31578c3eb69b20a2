package com.ieltsaiprep.api.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitKeyTest {
    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002::77",
        "2001:db8:1:200::1, 2001:db8:1:2ff::1",
        "192.0.2.7, ::ffff:192.0.2.7"
    })
    void groupsAddressesOfOneNetwork(String one, String other) {
        assertThat(RateLimitKey.network(one)).isEqualTo(RateLimitKey.network(other));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2ff::1, 2001:db8:1:300::1",
        "192.0.2.7, 192.0.2.8",
        "192.0.2.7, 2001:db8::1"
    })
    void distinguishesNetworks(String one, String other) {
        assertThat(RateLimitKey.network(one)).isNotEqualTo(RateLimitKey.network(other));
    }

    @Test
    void doesNotResolveHostNames() {
        assertThat(RateLimitKey.network("example.com")).isEqualTo("example.com");
        assertThat(RateLimitKey.network("")).isEmpty();
    }

    @Property
    void acceptsAnyText(@ForAll String text) {
        assertThat(RateLimitKey.network(text)).isNotNull();
    }
}
