package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.PolicyOutput;
import com.ieltsaiprep.infra.Templates;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.aws.sfn.StateMachineArgs;
import com.pulumi.aws.sfn.inputs.StateMachineLoggingConfigurationArgs;
import com.pulumi.aws.sfn.inputs.StateMachineTracingConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Rotation of the capsule keys: an Express workflow, run every 15 min, that takes the next step due
 * (docs/decisions/0014-capsule-key-rotation.md). It has neither log nor history, since its data
 * holds new keys.
 */
public final class CapsuleKeyRotation {
    /** Interval between two rotations; a key lives for three of them. */
    public static final Duration PERIOD = Duration.ofHours(6);

    /** Time after which no capsule of a replaced node is valid, with a margin for draining. */
    public static final Duration CAPSULE_LIFE = Duration.ofMinutes(45);

    private final CustomResourceOptions options;
    private final StateMachine machine;

    CapsuleKeyRotation(
            Resource parent,
            StreamingGateway.Inputs inputs,
            GatewayNames names,
            GatewaySecrets secrets,
            Output<String> group) {
        this.options = CustomResourceOptions.builder().parent(parent).build();
        String name = inputs.names().of("capsule-keys");
        Role workflow =
                role("capsule-keys", name, "states", policy(inputs, names, secrets.keyListArn()));
        this.machine =
                new StateMachine(
                        "capsule-keys",
                        StateMachineArgs.builder()
                                .name(name)
                                .type("EXPRESS")
                                .roleArn(workflow.arn())
                                .definition(
                                        Output.tuple(secrets.keyListArn(), group)
                                                .applyValue(
                                                        known ->
                                                                definition(
                                                                        known.t1,
                                                                        known.t2,
                                                                        names.keySecretPrefix())))
                                .loggingConfiguration(
                                        StateMachineLoggingConfigurationArgs.builder()
                                                .level("OFF")
                                                .includeExecutionData(false)
                                                .build())
                                .tracingConfiguration(
                                        StateMachineTracingConfigurationArgs.builder()
                                                .enabled(false)
                                                .build())
                                .build(),
                        options);
        schedule(name);
    }

    Output<String> arn() {
        return machine.arn();
    }

    /**
     * Renders the definition of the workflow in the Amazon States Language.
     *
     * @param list ARN of the secret with the list
     * @param group name of the Auto Scaling group
     * @param prefix beginning of the names of the keys' secrets
     */
    public static String definition(String list, String group, String prefix) {
        return Templates.render(
                CapsuleKeyRotation.class,
                "capsule-keys.asl.json",
                Map.of(
                        "LIST", list,
                        "GROUP", group,
                        "KEY_PREFIX", prefix,
                        "PERIOD_MS", String.valueOf(PERIOD.toMillis()),
                        "CAPSULE_LIFE_MS", String.valueOf(CAPSULE_LIFE.toMillis())));
    }

    private void schedule(String name) {
        Role scheduler =
                role(
                        "capsule-keys-schedule",
                        name + "-schedule",
                        "scheduler",
                        new PolicyOutput()
                                .allow(
                                        "Run",
                                        List.of("states:StartExecution"),
                                        List.of(machine.arn()))
                                .toJson());
        new Schedule(
                "capsule-keys",
                ScheduleArgs.builder()
                        .name(name)
                        // Without a start date the first run is at once: nodes wait for the keys.
                        .scheduleExpression("rate(15 minutes)")
                        .flexibleTimeWindow(
                                ScheduleFlexibleTimeWindowArgs.builder().mode("OFF").build())
                        .target(
                                ScheduleTargetArgs.builder()
                                        .arn(machine.arn())
                                        .roleArn(scheduler.arn())
                                        .input("{}")
                                        .build())
                        .build(),
                options);
    }

    private Role role(String resource, String name, String service, Output<String> policy) {
        Role role =
                new Role(
                        resource,
                        RoleArgs.builder()
                                .name(name)
                                .assumeRolePolicy(PolicyOutput.trust(service + ".amazonaws.com"))
                                .build(),
                        options);
        new RolePolicy(
                resource,
                RolePolicyArgs.builder().name(resource).role(role.id()).policy(policy).build(),
                options);
        return role;
    }

    private static Output<String> policy(
            StreamingGateway.Inputs inputs, GatewayNames names, Output<String> listArn) {
        Output<String> account = inputs.accountId();
        return new PolicyOutput()
                .allow(
                        "List",
                        List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                        List.of(listArn))
                .allow(
                        "Keys",
                        List.of("secretsmanager:CreateSecret", "secretsmanager:DeleteSecret"),
                        List.of(GatewayRole.secret(account, names.keySecretPrefix() + "*")))
                .allow("Random", List.of("secretsmanager:GetRandomPassword"), List.of("*"))
                .allow("Refreshes", List.of("autoscaling:DescribeInstanceRefreshes"), List.of("*"))
                .allow(
                        "ReplaceNodes",
                        List.of("autoscaling:StartInstanceRefresh"),
                        List.of(GatewayRole.arn("autoscaling", account, GatewayRole.group(names))))
                .toJson();
    }
}
