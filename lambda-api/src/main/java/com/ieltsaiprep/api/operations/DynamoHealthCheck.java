package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.HealthEndpoint.Dependency;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;

import java.time.Duration;

/** Health check of DynamoDB in one region: reads one small item. */
record DynamoHealthCheck(DynamoTable users) implements Dependency {
    /** Twice the 700 ms of three round trips from Singapore to the home region. */
    static final Duration TIMEOUT = Duration.ofMillis(1_500);

    @Override
    public boolean isAvailable() {
        users.probe(users.key(DynamoAppConfigs.KEY), TIMEOUT);
        return true;
    }
}
