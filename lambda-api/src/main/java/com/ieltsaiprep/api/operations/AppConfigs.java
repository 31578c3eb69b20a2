package com.ieltsaiprep.api.operations;

import java.util.Optional;

/** Where the configuration is kept: decided at home, read everywhere. */
public interface AppConfigs {
    /** As it is known in this region, or at home if this one is away; empty if there is none. */
    Optional<AppConfig> read();

    /** As it is at home. */
    Optional<AppConfig> decided();

    /**
     * Writes it in the place of what was read.
     *
     * @param before as it was read at home; empty if there was none
     * @return whether it is done; otherwise somebody has changed it in the meantime
     */
    boolean replace(Optional<AppConfig> before, AppConfig after);

    /** Writes it if there is none. */
    void begin(AppConfig config);
}
