package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.PolicyOutput;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;

/**
 * Guard against Bedrock's logging of model invocations, which would store what learners say and
 * write: a schedule deletes the region's logging configuration every hour. It is off by default;
 * Pulumi has no resource for its absence.
 */
public final class InvocationLoggingOff extends ComponentResource {
    private static final String ACTION = "bedrock:DeleteModelInvocationLoggingConfiguration";

    /**
     * Registers the guard of a region.
     *
     * @param region code of the region, such as {@code us}
     * @param options with the provider of the region
     */
    public InvocationLoggingOff(
            String name, Names names, String region, ComponentResourceOptions options) {
        super("ielts:observe:InvocationLoggingOff", name, options);
        CustomResourceOptions child = CustomResourceOptions.builder().parent(this).build();
        String physicalName = names.of("no-invocation-log") + "-" + region;
        Role role =
                new Role(
                        name,
                        RoleArgs.builder()
                                .name(physicalName)
                                .assumeRolePolicy(PolicyOutput.trust("scheduler.amazonaws.com"))
                                .build(),
                        child);
        new RolePolicy(
                name,
                RolePolicyArgs.builder()
                        .name("no-invocation-log")
                        .role(role.id())
                        .policy(
                                new PolicyOutput()
                                        .allow("Off", List.of(ACTION), List.of("*"))
                                        .toJson())
                        .build(),
                child);
        new Schedule(
                name,
                ScheduleArgs.builder()
                        .name(physicalName)
                        .scheduleExpression("rate(1 hour)")
                        .flexibleTimeWindow(
                                ScheduleFlexibleTimeWindowArgs.builder().mode("OFF").build())
                        .target(
                                ScheduleTargetArgs.builder()
                                        .arn(
                                                "arn:aws:scheduler:::aws-sdk:bedrock:"
                                                    + "deleteModelInvocationLoggingConfiguration")
                                        .roleArn(role.arn())
                                        .input("{}")
                                        .build())
                        .build(),
                child);
        registerOutputs(Map.of());
    }
}
