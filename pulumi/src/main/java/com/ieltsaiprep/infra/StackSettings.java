package com.ieltsaiprep.infra;

import com.ieltsaiprep.infra.api.ApiOptions;
import com.ieltsaiprep.infra.cache.CacheSize;
import com.ieltsaiprep.infra.gateway.GatewayOptions;
import com.ieltsaiprep.infra.observe.AlarmOptions;
import com.ieltsaiprep.infra.security.MarkingModels;
import com.ieltsaiprep.infra.web.AppLinks;
import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.core.Output;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Configuration of a stack, from {@code Pulumi.<stack>.yaml} with the defaults of {@code
 * Pulumi.yaml}, which explains the keys; nothing else reads it.
 *
 * @param stage name of the stack: dev, staging or prod
 * @param domain domain of the product, such as {@code ieltsaiprep.com}
 * @param packages folder of the built artifacts, relative to the project
 * @param isDataProtected whether the tables can be deleted only after this was turned off
 * @param natGateways NAT gateways of each region, 1 or 3
 * @param migrationsAgain another text repeats the migrations
 * @param redisToken AUTH token of the caches
 */
record StackSettings(
        String stage,
        String domain,
        Path packages,
        boolean isDataProtected,
        int natGateways,
        String migrationsAgain,
        CacheSize cache,
        Output<String> redisToken,
        ApiOptions api,
        GatewayOptions gateway,
        AppLinks appLinks,
        AlarmOptions alarms) {
    private static final Set<Integer> NAT_GATEWAYS = Set.of(1, AwsRegion.values().length);

    StackSettings {
        if (!NAT_GATEWAYS.contains(natGateways)) {
            throw new IllegalArgumentException("nat-gateways must be one of " + NAT_GATEWAYS);
        }
    }

    /**
     * Reads all settings.
     *
     * @throws RuntimeException if one without a default is missing
     */
    static StackSettings read(Context context) {
        Config config = context.config();
        return new StackSettings(
                context.stackName(),
                config.require("domain"),
                Path.of(config.require("packages")),
                config.requireBoolean("protect-data"),
                config.requireInteger("nat-gateways"),
                config.require("migrations-again"),
                new CacheSize(
                        config.require("cache-node-type"), config.requireInteger("cache-nodes")),
                config.requireSecret("redis-token"),
                api(config),
                gateway(config),
                new AppLinks(
                        text(config, "apple-team-id"), list(text(config, "android-fingerprints"))),
                new AlarmOptions(
                        text(config, "alarm-email"), config.requireInteger("monthly-budget-usd")));
    }

    private static ApiOptions api(Config config) {
        return new ApiOptions(
                numbers(text(config, "provisioned-concurrency")),
                list(config.require("cors-origins")),
                new MarkingModels(
                        config.require("marking-model"),
                        Optional.of(text(config, "marking-second-model"))
                                .filter(model -> !model.isEmpty())),
                config.requireSecret("marking-secret"),
                config.get("cloudfront-secrets")
                        .map(present -> config.requireSecret("cloudfront-secrets")),
                config.requireInteger("health-check-seconds"),
                config.requireInteger("log-retention-days"));
    }

    private static GatewayOptions gateway(Config config) {
        return new GatewayOptions(
                config.require("gateway-instance-type"),
                config.requireInteger("gateway-min-nodes"),
                config.requireInteger("gateway-max-nodes"),
                config.requireInteger("gateway-max-conversations"),
                config.requireInteger("gateway-shutdown-seconds"),
                config.requireInteger("log-retention-days"),
                config.requireBoolean("global-accelerator"),
                list(config.require("cors-origins")),
                list(config.require("sonic-models")));
    }

    private static String text(Config config, String key) {
        return config.get(key).orElse("");
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static Map<String, Integer> numbers(String text) {
        return list(text).stream()
                .map(item -> item.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> Integer.valueOf(part[1])));
    }
}
