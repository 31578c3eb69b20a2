package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.BuiltPackages;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.security.FunctionRole;
import com.pulumi.asset.FileArchive;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.FunctionEventInvokeConfig;
import com.pulumi.aws.lambda.FunctionEventInvokeConfigArgs;
import com.pulumi.aws.lambda.ProvisionedConcurrencyConfig;
import com.pulumi.aws.lambda.ProvisionedConcurrencyConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionSnapStartArgs;
import com.pulumi.aws.lambda.inputs.FunctionTracingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lambda function in a region, with a published version behind the alias {@code live}. Starts from
 * a snapshot (SnapStart), or has provisioned concurrency: Lambda allows one of them only.
 */
public final class LiveFunction extends ComponentResource {
    /** Size from which on Lambda gives a whole vCPU. */
    private static final int MEMORY_MB = 1_769;

    private static final int MAX_EVENT_AGE_SECONDS = 300;
    private static final int RETRIES = 2;

    private final Inputs inputs;
    private final String name;
    private final CustomResourceOptions child;
    private final Alias alias;

    /**
     * Inputs of a function.
     *
     * @param network subnets and security group; empty: outside of the VPC
     * @param provisioned instances kept initialized; 0: SnapStart
     * @param aliasDescription known only when the version may receive requests
     */
    record Inputs(
            Names names,
            FunctionKind kind,
            AwsRegion region,
            BuiltPackages.Artifact code,
            FunctionRole role,
            Output<Map<String, String>> environment,
            Optional<FunctionVpcConfigArgs> network,
            int provisioned,
            int logRetentionDays,
            Output<String> aliasDescription) {}

    LiveFunction(Inputs inputs, ComponentResourceOptions options) {
        super(
                "ielts:api:LiveFunction",
                "function-" + inputs.kind.slug() + "-" + inputs.region.code(),
                options);
        this.inputs = inputs;
        name = inputs.kind.slug() + "-" + inputs.region.code();
        child = CustomResourceOptions.builder().parent(this).build();
        LogGroup log =
                new LogGroup(
                        name,
                        LogGroupArgs.builder()
                                .name(inputs.names.functionLog(inputs.kind.slug()))
                                .retentionInDays(inputs.logRetentionDays)
                                .build(),
                        child);
        Function function = function(log);
        alias =
                new Alias(
                        name,
                        AliasArgs.builder()
                                .name(Names.LIVE)
                                .description(inputs.aliasDescription)
                                .functionName(function.name())
                                .functionVersion(function.version())
                                .build(),
                        child);
        asynchronousInvocations();
        if (inputs.provisioned > 0) {
            provision();
        }
        registerOutputs(Map.of());
    }

    Alias alias() {
        return alias;
    }

    FunctionKind kind() {
        return inputs.kind;
    }

    private Function function(LogGroup log) {
        FunctionArgs.Builder args =
                FunctionArgs.builder()
                        .name(inputs.names.of(inputs.kind.slug()))
                        // The provider's list of runtimes in this SDK ends at java21.
                        .runtime("java25")
                        .architectures("arm64")
                        .handler(inputs.kind.handler())
                        .memorySize(MEMORY_MB)
                        .timeout(inputs.kind.timeoutSeconds())
                        .code(new FileArchive(inputs.code.file().toString()))
                        .role(inputs.role.arn())
                        // SnapStart and provisioned concurrency work on published versions only.
                        .publish(true)
                        .environment(
                                FunctionEnvironmentArgs.builder()
                                        .variables(inputs.environment)
                                        .build())
                        .tracingConfig(FunctionTracingConfigArgs.builder().mode("Active").build());
        if (inputs.provisioned == 0) {
            args.snapStart(FunctionSnapStartArgs.builder().applyOn("PublishedVersions").build());
        }
        inputs.network.ifPresent(args::vpcConfig);
        // Without its policies a function cannot be attached to the VPC; without the log group,
        // Lambda would create one that keeps everything for ever.
        List<Resource> before = new ArrayList<>(inputs.role.ready());
        before.add(log);
        return new Function(
                name,
                args.build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(before.toArray(Resource[]::new))
                        .build());
    }

    /**
     * Configures asynchronous invocations, with no destination and no dead-letter queue: their
     * records would hold the content of events.
     */
    private void asynchronousInvocations() {
        new FunctionEventInvokeConfig(
                name,
                FunctionEventInvokeConfigArgs.builder()
                        .functionName(alias.functionName())
                        .qualifier(alias.name())
                        .maximumEventAgeInSeconds(MAX_EVENT_AGE_SECONDS)
                        .maximumRetryAttempts(RETRIES)
                        .build(),
                child);
    }

    private void provision() {
        new ProvisionedConcurrencyConfig(
                name,
                ProvisionedConcurrencyConfigArgs.builder()
                        .functionName(alias.functionName())
                        .qualifier(alias.name())
                        .provisionedConcurrentExecutions(inputs.provisioned)
                        .build(),
                child);
    }
}
