package com.ieltsaiprep.api.operations;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/** The configuration as it was known up to 30 s ago; without its store as it was last known. */
public final class CachedAppConfig {
    /** How long what is known counts as new. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    /** While the store is away, asking it would delay everybody. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AppConfigs configs;
    private final InstantSource clock;
    private final Consumer<RuntimeException> faults;
    private @Nullable AppConfig known;
    private @Nullable RuntimeException fault;
    private Instant goodUntil = Instant.MIN;

    /**
     * With nothing known yet.
     *
     * @param faults is told why the store could not be asked
     */
    public CachedAppConfig(
            AppConfigs configs, InstantSource clock, Consumer<RuntimeException> faults) {
        this.configs = configs;
        this.clock = clock;
        this.faults = faults;
    }

    /** What is known; as usual if nothing is. Does not fail. */
    public synchronized AppConfig get() {
        look();
        return known == null ? AppConfig.USUAL : known;
    }

    /**
     * What is known, for what operators may have stopped.
     *
     * @throws RuntimeException what the store threw, if nothing is
     */
    public synchronized AppConfig certain() {
        look();
        if (known == null) {
            throw Objects.requireNonNull(fault);
        }
        return known;
    }

    private void look() {
        Instant now = clock.instant();
        if (now.isBefore(goodUntil)) {
            return;
        }
        try {
            known = configs.read().orElse(AppConfig.USUAL);
            goodUntil = now.plus(LIFETIME);
        } catch (RuntimeException e) {
            fault = e;
            goodUntil = now.plus(PATIENCE);
            faults.accept(e);
        }
    }
}
