package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.PolicyOutput;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.List;
import java.util.Map;

/**
 * Role and log of the nodes. The role allows what the gateway and its units call, and nothing that
 * could store audio: neither a bucket, nor a table, nor a queue.
 */
final class GatewayRole {
    /** Namespace of the metrics that the nodes publish. */
    static final String NAMESPACE = "IELTSGenAIPrep/Gateway";

    private static final String REGION = AwsRegion.VIRGINIA.awsName();

    private final InstanceProfile profile;

    GatewayRole(
            Resource parent,
            StreamingGateway.Inputs inputs,
            GatewayNames names,
            ArtifactBucket artifacts) {
        CustomResourceOptions options = CustomResourceOptions.builder().parent(parent).build();
        new LogGroup(
                "gateway",
                LogGroupArgs.builder()
                        .name(names.logGroup())
                        .retentionInDays(inputs.options().logRetentionDays())
                        .build(),
                options);
        Role role =
                new Role(
                        "gateway",
                        RoleArgs.builder()
                                .name(inputs.names().of("gateway"))
                                .assumeRolePolicy(PolicyOutput.trust("ec2.amazonaws.com"))
                                .build(),
                        options);
        new RolePolicy(
                "gateway",
                RolePolicyArgs.builder()
                        .name("gateway")
                        .role(role.id())
                        .policy(policy(inputs, names, artifacts))
                        .build(),
                options);
        this.profile =
                new InstanceProfile(
                        "gateway",
                        InstanceProfileArgs.builder()
                                .name(inputs.names().of("gateway"))
                                .role(role.name())
                                .build(),
                        options);
    }

    Output<String> instanceProfileArn() {
        return profile.arn();
    }

    private static Output<String> policy(
            StreamingGateway.Inputs inputs, GatewayNames names, ArtifactBucket artifacts) {
        List<String> models =
                inputs.options().sonicModels().stream()
                        .map(id -> "arn:aws:bedrock:" + REGION + "::foundation-model/" + id)
                        .toList();
        Output<String> account = inputs.accountId();
        return new PolicyOutput()
                // The bidirectional stream has no action of its own.
                .allow("NovaSonic", List.of("bedrock:InvokeModel"), models)
                .allow(
                        "Secrets",
                        List.of("secretsmanager:GetSecretValue"),
                        List.of(
                                secret(account, names.redisSecret() + "-??????"),
                                secret(account, names.keyListSecret() + "-??????"),
                                secret(account, names.keySecretPrefix() + "*")))
                .allow(
                        "Build",
                        List.of("s3:GetObject"),
                        List.of(Output.format("%s/%s*", artifacts.arn(), ArtifactBucket.PREFIX)))
                .allow(
                        "Drained",
                        List.of("autoscaling:CompleteLifecycleAction"),
                        List.of(arn("autoscaling", account, group(names))))
                .allow(
                        "Metrics",
                        List.of("cloudwatch:PutMetricData"),
                        List.of("*"),
                        Map.of("StringEquals", Map.of("cloudwatch:namespace", NAMESPACE)))
                .allow(
                        "Log",
                        List.of(
                                "logs:CreateLogStream",
                                "logs:DescribeLogStreams",
                                "logs:PutLogEvents"),
                        List.of(arn("logs", account, "log-group:" + names.logGroup() + ":*")))
                .toJson();
    }

    /** Returns the Auto Scaling group as the end of an ARN. */
    static String group(GatewayNames names) {
        return "autoScalingGroup:*:autoScalingGroupName/" + names.group();
    }

    /** Returns the ARN of a secret of Secrets Manager. */
    static Output<String> secret(Output<String> account, String name) {
        return arn("secretsmanager", account, "secret:" + name);
    }

    /** Returns an ARN in us-east-1. */
    static Output<String> arn(String service, Output<String> account, String resource) {
        return account.applyValue(
                id -> String.join(":", "arn", "aws", service, REGION, id, resource));
    }
}
