package com.ieltsaiprep.api.migration;

import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.AppConfigs;

import java.util.Optional;

/** Writes the first configuration of the apps, for operators to change. */
public final class FirstConfig implements Migration {
    private final AppConfigs configs;

    /** To where it is kept. */
    public FirstConfig(AppConfigs configs) {
        this.configs = configs;
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String name() {
        return "first configuration of the apps";
    }

    @Override
    public Optional<String> advance(String progress) {
        configs.begin(AppConfig.USUAL);
        return Optional.empty();
    }
}
