package com.ieltsaiprep.api.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The configuration as it was known up to 30 s ago; without its store as it was last known, or as
 * usual. Asking does not fail.
 */
public final class KnownAppConfig {
    /** How long what is known counts as new. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    /** While the store is away, asking it would delay everybody. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AppConfigs configs;
    private final InstantSource clock;
    private final Consumer<RuntimeException> faults;
    private AppConfig known = AppConfig.USUAL;
    private Instant goodUntil = Instant.MIN;

    /**
     * With nothing known yet.
     *
     * @param faults is told why the store could not be asked
     */
    public KnownAppConfig(
            AppConfigs configs, InstantSource clock, Consumer<RuntimeException> faults) {
        this.configs = configs;
        this.clock = clock;
        this.faults = faults;
    }

    /** What is known. */
    public synchronized AppConfig get() {
        Instant now = clock.instant();
        if (!now.isBefore(goodUntil)) {
            goodUntil = now.plus(look() ? LIFETIME : PATIENCE);
        }
        return known;
    }

    private boolean look() {
        try {
            known = configs.read().orElse(AppConfig.USUAL);
            return true;
        } catch (RuntimeException e) {
            faults.accept(e);
            return false;
        }
    }
}
