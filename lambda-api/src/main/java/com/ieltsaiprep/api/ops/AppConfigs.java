package com.ieltsaiprep.api.ops;

import java.util.Optional;

/** Where the configuration is kept: decided at home, read everywhere. */
public interface AppConfigs {
    /** As it is known in this region, or at home if this one is away; empty if there is none. */
    Optional<AppConfig> read();

    /** As it is at home. */
    Optional<AppConfig> decided();

    /** Writes it in the place of what is there. */
    void write(AppConfig config);

    /** Writes it if there is none. */
    void begin(AppConfig config);
}
