package com.ieltsaiprep.api.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

final class TokenGeneratorTest {
    private final TokenGenerator tokens = new TokenGenerator(new Random(7));

    @Test
    void sortsTimeOrderedIdsByTime() {
        Instant now = Instant.parse("2026-12-01T10:00:00Z");
        List<String> ids = new ArrayList<>();
        for (int ms = 0; ms < 2_000; ms++) {
            ids.add(tokens.nextUuid(now.plusMillis(ms)));
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids)
                .allSatisfy(
                        id -> {
                            assertThat(UUID.fromString(id).version()).isEqualTo(7);
                            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
                        });
        assertThat(Long.parseLong(ids.getFirst().replace("-", "").substring(0, 12), 16))
                .isEqualTo(now.toEpochMilli());
    }

    @Test
    void differsWithinMillisecond() {
        assertThat(tokens.nextUuid(Instant.EPOCH)).isNotEqualTo(tokens.nextUuid(Instant.EPOCH));
    }
}
