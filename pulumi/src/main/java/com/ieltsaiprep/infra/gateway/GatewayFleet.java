package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.LifecycleHook;
import com.pulumi.aws.autoscaling.LifecycleHookArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceMaintenancePolicyArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceRefreshArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceRefreshPreferencesArgs;
import com.pulumi.aws.autoscaling.inputs.GroupLaunchTemplateArgs;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingEbsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateIamInstanceProfileArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateTagSpecificationArgs;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.aws.ssm.outputs.GetParameterResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes of the gateway: launch template, Auto Scaling group and the hook that lets a node drain
 * before it ends. A new template replaces the nodes one after the other, each after its successor
 * is in service; if the successors do not become healthy, the old template comes back.
 */
final class GatewayFleet {
    private static final String AMI =
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

    /** Maximum age of a node, the minimum of Auto Scaling: a day. */
    private static final int MAX_AGE_SECONDS = 86_400;

    private static final int WARM_UP_SECONDS = 120;
    private static final int HEALTH_CHECK_GRACE_SECONDS = 300;

    private final StreamingGateway.Inputs inputs;
    private final GatewayNames names;
    private final CustomResourceOptions options;
    private final Group group;

    /**
     * Resources that the nodes use.
     *
     * @param securityGroupId security group of the nodes
     * @param targetGroupArn target group of the load balancer
     */
    record Parents(
            ArtifactBucket artifacts,
            GatewayRole role,
            Output<String> securityGroupId,
            Output<String> targetGroupArn) {}

    GatewayFleet(
            Resource parent, StreamingGateway.Inputs inputs, GatewayNames names, Parents parents) {
        this.inputs = inputs;
        this.names = names;
        this.options = CustomResourceOptions.builder().parent(parent).build();
        LaunchTemplate template = template(parent, parents);
        this.group = group(template, parents.targetGroupArn());
        int deadline = inputs.options().shutdownDeadlineSeconds();
        new LifecycleHook(
                "gateway-drain",
                LifecycleHookArgs.builder()
                        .name(names.hook())
                        .autoscalingGroupName(group.name())
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                        .heartbeatTimeout(deadline + 120)
                        .defaultResult("CONTINUE")
                        .build(),
                options);
        GatewayScaling.register(group.name(), inputs.options(), options);
    }

    Output<String> groupName() {
        return group.name();
    }

    private LaunchTemplate template(Resource parent, Parents parents) {
        Output<String> image =
                SsmFunctions.getParameter(
                                GetParameterArgs.builder().name(AMI).build(),
                                InvokeOptions.builder().parent(parent).build())
                        .applyValue(GetParameterResult::insecureValue);
        Map<String, String> tags = Map.of("Name", names.group());
        return new LaunchTemplate(
                "gateway",
                LaunchTemplateArgs.builder()
                        .name(names.group())
                        .imageId(image)
                        .instanceType(inputs.options().instanceType())
                        .updateDefaultVersion(true)
                        .iamInstanceProfile(
                                LaunchTemplateIamInstanceProfileArgs.builder()
                                        .arn(parents.role().instanceProfileArn())
                                        .build())
                        .vpcSecurityGroupIds(parents.securityGroupId().applyValue(List::of))
                        .metadataOptions(
                                LaunchTemplateMetadataOptionsArgs.builder()
                                        .httpEndpoint("enabled")
                                        .httpTokens("required")
                                        .httpPutResponseHopLimit(1)
                                        .build())
                        .blockDeviceMappings(
                                LaunchTemplateBlockDeviceMappingArgs.builder()
                                        .deviceName("/dev/xvda")
                                        .ebs(
                                                LaunchTemplateBlockDeviceMappingEbsArgs.builder()
                                                        .volumeType("gp3")
                                                        .volumeSize(8)
                                                        .encrypted("true")
                                                        .deleteOnTermination("true")
                                                        .build())
                                        .build())
                        .tagSpecifications(tags("instance", tags), tags("volume", tags))
                        .userData(userData(parents.artifacts()))
                        .build(),
                options);
    }

    private static LaunchTemplateTagSpecificationArgs tags(String type, Map<String, String> tags) {
        return LaunchTemplateTagSpecificationArgs.builder().resourceType(type).tags(tags).build();
    }

    private Output<String> userData(ArtifactBucket artifacts) {
        return Output.tuple(artifacts.name(), artifacts.build())
                .applyValue(known -> UserData.render(values(known.t1, known.t2)))
                .applyValue(
                        script ->
                                Base64.getEncoder()
                                        .encodeToString(script.getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, String> values(String bucket, String object) {
        GatewayOptions gateway = inputs.options();
        Map<String, String> values = new TreeMap<>();
        values.put("REGION", AwsRegion.VIRGINIA.awsName());
        values.put("GROUP", names.group());
        values.put("HOOK", names.hook());
        values.put("NAMESPACE", GatewayRole.NAMESPACE);
        values.put("LOG_GROUP", names.logGroup());
        values.put("REDIS_SECRET", names.redisSecret());
        values.put("KEY_LIST_SECRET", names.keyListSecret());
        values.put("KEY_SECRET_PREFIX", names.keySecretPrefix());
        values.put("CORS_ORIGIN", String.join(",", gateway.origins()));
        values.put("MODEL", gateway.sonicModel());
        values.put("MAX_CONVERSATIONS", String.valueOf(gateway.maxConversations()));
        values.put("SHUTDOWN_DEADLINE", String.valueOf(gateway.shutdownDeadlineSeconds()));
        values.put("STOP_TIMEOUT", String.valueOf(gateway.shutdownDeadlineSeconds() + 30));
        values.put("BUCKET", bucket);
        values.put("OBJECT", object);
        values.put("SHA256", inputs.artifact().sha256());
        return values;
    }

    private Group group(LaunchTemplate template, Output<String> targetGroupArn) {
        GatewayOptions gateway = inputs.options();
        return new Group(
                "gateway",
                GroupArgs.builder()
                        .name(names.group())
                        .minSize(gateway.minNodes())
                        .maxSize(gateway.maxNodes())
                        .vpcZoneIdentifiers(Output.all(inputs.network().privateSubnetIds()))
                        .targetGroupArns(targetGroupArn.applyValue(List::of))
                        .launchTemplate(
                                GroupLaunchTemplateArgs.builder()
                                        .id(template.id())
                                        .version(
                                                template.latestVersion()
                                                        .applyValue(String::valueOf))
                                        .build())
                        .healthCheckType("ELB")
                        .healthCheckGracePeriod(HEALTH_CHECK_GRACE_SECONDS)
                        .defaultInstanceWarmup(WARM_UP_SECONDS)
                        .maxInstanceLifetime(MAX_AGE_SECONDS)
                        .waitForCapacityTimeout("20m")
                        .instanceMaintenancePolicy(
                                GroupInstanceMaintenancePolicyArgs.builder()
                                        .minHealthyPercentage(100)
                                        .maxHealthyPercentage(150)
                                        .build())
                        .instanceRefresh(
                                GroupInstanceRefreshArgs.builder()
                                        .strategy("Rolling")
                                        .preferences(refreshPreferences())
                                        .build())
                        .build(),
                options);
    }

    private static GroupInstanceRefreshPreferencesArgs refreshPreferences() {
        return GroupInstanceRefreshPreferencesArgs.builder()
                .minHealthyPercentage(100)
                .maxHealthyPercentage(150)
                .instanceWarmup(String.valueOf(WARM_UP_SECONDS))
                .autoRollback(true)
                .build();
    }
}
