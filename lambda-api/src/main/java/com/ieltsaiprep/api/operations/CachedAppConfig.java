package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.platform.log.OperationalEvents;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Cache of the app configuration: reads it from DynamoDB at most every 30 s. While DynamoDB is
 * unavailable, the last known configuration stays in use. Safe for concurrent use.
 */
public final class CachedAppConfig {
    /** Time for which the cached app configuration is used before it is read again. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    /** The pause after a failure, so that it does not delay every request. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DynamoAppConfigs configs;
    private final InstantSource clock;
    private final OperationalEvents events;
    private @Nullable AppConfig known;
    private @Nullable RuntimeException fault;
    private Instant validUntil = Instant.MIN;

    /** Creates an empty cache of the app configuration, which reports failed reads as events. */
    public CachedAppConfig(
            DynamoAppConfigs configs, InstantSource clock, OperationalEvents events) {
        this.configs = configs;
        this.clock = clock;
        this.events = events;
    }

    /** Returns the app configuration; the default one if no read has succeeded. Does not throw. */
    public synchronized AppConfig get() {
        refresh();
        return known == null ? AppConfig.DEFAULT : known;
    }

    /**
     * Returns the app configuration; unlike {@link #get}, throws if no read has succeeded yet.
     *
     * @throws RuntimeException the failure of the last read
     */
    public synchronized AppConfig require() {
        refresh();
        if (known == null) {
            throw Objects.requireNonNull(fault);
        }
        return known;
    }

    private void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(validUntil)) {
            return;
        }
        try {
            known = configs.read().orElse(AppConfig.DEFAULT);
            validUntil = now.plus(LIFETIME);
        } catch (RuntimeException e) {
            fault = e;
            validUntil = now.plus(RETRY_AFTER);
            events.appConfigUnavailable(e);
        }
    }
}
