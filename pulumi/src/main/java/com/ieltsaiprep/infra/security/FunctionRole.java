package com.ieltsaiprep.infra.security;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.PolicyOutput;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.List;
import java.util.Map;

/** Role of a function in a region, with one inline policy. */
public final class FunctionRole extends ComponentResource {
    private final Role role;
    private final RolePolicy policy;

    /**
     * Registers the role.
     *
     * @param function name of the function, such as {@code auth}
     * @param policy JSON of its permissions
     */
    public FunctionRole(
            Names names,
            String function,
            AwsRegion region,
            Output<String> policy,
            ComponentResourceOptions options) {
        super("ielts:security:FunctionRole", "role-" + function + "-" + region.code(), options);
        CustomResourceOptions child = CustomResourceOptions.builder().parent(this).build();
        String name = function + "-" + region.code();
        role =
                new Role(
                        name,
                        RoleArgs.builder()
                                .name(names.of(function, region))
                                .description("Function " + function + " in " + region.awsName())
                                .assumeRolePolicy(PolicyOutput.trust("lambda.amazonaws.com"))
                                .build(),
                        child);
        this.policy =
                new RolePolicy(
                        name,
                        RolePolicyArgs.builder().role(role.id()).policy(policy).build(),
                        child);
        registerOutputs(Map.of());
    }

    /** Returns the ARN of the role. */
    public Output<String> arn() {
        return role.arn();
    }

    /** Returns what must exist before a function with this role. */
    public List<Resource> ready() {
        return List.of(role, policy);
    }
}
