package com.ieltsaiprep.api.migration;

import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;

import java.util.Optional;

/** Migration 1: writes the first app configuration, for operators to change. */
final class FirstConfig implements Migration {
    private final DynamoAppConfigs configs;

    FirstConfig(DynamoAppConfigs configs) {
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
        configs.createIfAbsent(AppConfig.DEFAULT);
        return Optional.empty();
    }
}
