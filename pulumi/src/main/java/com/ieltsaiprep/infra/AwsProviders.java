package com.ieltsaiprep.infra;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.resources.CustomResourceOptions;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Providers of the stack, one for each region; all resources have one of them explicitly. */
final class AwsProviders {
    /**
     * Plugin that knows the runtime java25; the SDK that this program compiles against is older.
     */
    private static final String PLUGIN = "7.20.0";

    private final Map<AwsRegion, Provider> providers = new EnumMap<>(AwsRegion.class);

    AwsProviders(String stage) {
        for (AwsRegion region : AwsRegion.values()) {
            providers.put(region, provider(stage, region));
        }
    }

    Provider of(AwsRegion region) {
        return Objects.requireNonNull(providers.get(region));
    }

    Map<AwsRegion, Provider> all() {
        return new EnumMap<>(providers);
    }

    private static Provider provider(String stage, AwsRegion region) {
        return new Provider(
                "aws-" + region.code(),
                ProviderArgs.builder()
                        .region(region.awsName())
                        .defaultTags(
                                ProviderDefaultTagsArgs.builder()
                                        .tags(
                                                Map.of(
                                                        "project",
                                                        Names.PROJECT,
                                                        "stage",
                                                        stage,
                                                        "owner",
                                                        "platform",
                                                        "cost-center",
                                                        Names.PROJECT))
                                        .build())
                        .build(),
                CustomResourceOptions.builder().version(PLUGIN).build());
    }
}
