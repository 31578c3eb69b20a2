package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.security.MarkingModels;
import com.pulumi.core.Output;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of the functions and the REST API, from the stack's configuration.
 *
 * @param provisionedConcurrency instances kept initialized, by region and function, such as 50 of
 *     {@code us/auth}; the others start from snapshots (SnapStart)
 * @param origins origins of pages that may call the API
 * @param markingSecret secrets of markings, the same in all regions
 * @param cloudFrontSecrets secrets of a CloudFront distribution in front of the API
 * @param healthCheckSeconds interval of health checks, 10 or 30
 * @param logRetentionDays retention of the functions' and access logs
 */
public record ApiOptions(
        Map<String, Integer> provisionedConcurrency,
        List<String> origins,
        MarkingModels models,
        Output<String> markingSecret,
        Optional<Output<String>> cloudFrontSecrets,
        int healthCheckSeconds,
        int logRetentionDays) {
    /** Copies the collections. */
    public ApiOptions {
        provisionedConcurrency = Map.copyOf(provisionedConcurrency);
        origins = List.copyOf(origins);
    }

    /** Returns the instances of a function that are kept initialized; 0: SnapStart. */
    int provisioned(FunctionKind kind, AwsRegion region) {
        return provisionedConcurrency.getOrDefault(region.code() + "/" + kind.slug(), 0);
    }
}
