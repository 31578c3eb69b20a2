package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.Names;

/**
 * Names of the gateway's resources that more than one of them refers to.
 *
 * @param group Auto Scaling group
 * @param hook lifecycle hook of terminations
 * @param logGroup log group in CloudWatch
 * @param redisSecret secret with the URL of Redis
 * @param keyListSecret secret with the numbers of the capsule keys in use
 * @param keySecretPrefix beginning of the names of the capsule keys' secrets
 */
record GatewayNames(
        String group,
        String hook,
        String logGroup,
        String redisSecret,
        String keyListSecret,
        String keySecretPrefix) {
    static GatewayNames of(Names names) {
        return new GatewayNames(
                names.of("gateway"),
                names.of("gateway-drain"),
                "/" + names.of("gateway"),
                names.of("gateway-redis-url"),
                names.of("capsule-keys"),
                names.of("capsule-key") + "/");
    }
}
