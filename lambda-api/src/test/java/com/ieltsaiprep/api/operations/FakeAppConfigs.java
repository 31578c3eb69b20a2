package com.ieltsaiprep.api.operations;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Keeps it in memory; may be away. */
public final class FakeAppConfigs implements AppConfigs {
    /** What is kept. */
    public @Nullable AppConfig kept;

    private @Nullable AppConfig others;

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

    /** An operator writes it. */
    public void write(AppConfig config) {
        kept = config;
    }

    /** Another operator writes this just before the next change. */
    public void writeBeforeNext(AppConfig config) {
        others = config;
    }

    @Override
    public boolean replace(Optional<AppConfig> before, AppConfig after) {
        kept = others == null ? kept : others;
        others = null;
        if (!before.equals(Optional.ofNullable(kept))) {
            return false;
        }
        kept = after;
        return true;
    }

    @Override
    public void begin(AppConfig config) {
        kept = kept == null ? config : kept;
    }
}
