package com.ieltsaiprep.infra.gateway;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.List;

/**
 * Secrets that nodes read at their start: the URL of Redis, and the list of capsule keys. The keys
 * are secrets of their own, which the rotation creates and deletes; neither this program nor its
 * state ever holds one.
 */
final class GatewaySecrets {
    private final Secret keyList;

    GatewaySecrets(Resource parent, GatewayNames names, Output<String> redisUrl) {
        CustomResourceOptions options = CustomResourceOptions.builder().parent(parent).build();
        Secret redis = secret("gateway-redis-url", names.redisSecret(), "URL of Redis", options);
        new SecretVersion(
                "gateway-redis-url",
                SecretVersionArgs.builder()
                        .secretId(redis.id())
                        .secretString(redisUrl.asSecret())
                        .build(),
                options);
        this.keyList =
                secret(
                        "capsule-keys",
                        names.keyListSecret(),
                        "Numbers of the capsule keys: sealing, next, previous",
                        options);
        new SecretVersion(
                "capsule-keys",
                SecretVersionArgs.builder().secretId(keyList.id()).secretString("none").build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        // The rotation writes it.
                        .ignoreChanges(List.of("secretString"))
                        .build());
    }

    Output<String> keyListArn() {
        return keyList.arn();
    }

    private static Secret secret(
            String name, String secretName, String description, CustomResourceOptions options) {
        return new Secret(
                name,
                SecretArgs.builder()
                        .name(secretName)
                        .description(description)
                        // Derived values: a stack that is created again needs the name at once.
                        .recoveryWindowInDays(0)
                        .build(),
                options);
    }
}
