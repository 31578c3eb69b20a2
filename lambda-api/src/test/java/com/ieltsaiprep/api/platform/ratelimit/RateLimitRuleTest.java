package com.ieltsaiprep.api.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class RateLimitRuleTest {
    @ParameterizedTest
    @EnumSource
    void isDocumentedForOperators(RateLimitRule rule) throws IOException {
        Duration window = rule.window();
        String length =
                window.toHours() > 0 ? window.toHours() + " h" : window.toMinutes() + " min";

        assertThat(Files.readString(Path.of("../docs/operations/api.md")))
                .contains("\n| `%s` | %d | %s |".formatted(rule.slug(), rule.limit(), length));
    }
}
