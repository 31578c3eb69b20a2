package com.ieltsaiprep.api.ops;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Keeps it in memory; may be away. */
public final class FakeAppConfigs implements AppConfigs {
    /** What is kept. */
    public @Nullable AppConfig kept;

    /** How often it was read. */
    public int reads;

    /** Whether it answers. */
    public boolean away;

    @Override
    public Optional<AppConfig> read() {
        reads++;
        if (away) {
            throw new IllegalStateException("away");
        }
        return Optional.ofNullable(kept);
    }

    @Override
    public Optional<AppConfig> decided() {
        return read();
    }

    @Override
    public void write(AppConfig config) {
        kept = config;
    }

    @Override
    public void begin(AppConfig config) {
        kept = kept == null ? config : kept;
    }
}
