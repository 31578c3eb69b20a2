package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.PolicyOutput;
import com.pulumi.aws.apigateway.Account;
import com.pulumi.aws.apigateway.AccountArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.Map;

/**
 * Permission of API Gateway to write access logs: one setting of an account in a region, which
 * stacks of one account share, and which therefore outlives a stack.
 */
public final class ApiLogging extends ComponentResource {
    private final Account account;

    /**
     * Registers the setting.
     *
     * @param options with the provider of the region
     */
    public ApiLogging(Names names, AwsRegion region, ComponentResourceOptions options) {
        super("ielts:api:ApiLogging", "api-logging-" + region.code(), options);
        CustomResourceOptions kept =
                CustomResourceOptions.builder().parent(this).retainOnDelete(true).build();
        String name = region.code() + "-api-logging";
        Role role =
                new Role(
                        name,
                        RoleArgs.builder()
                                .name(names.of("api-logging", region))
                                .assumeRolePolicy(PolicyOutput.trust("apigateway.amazonaws.com"))
                                .build(),
                        kept);
        RolePolicyAttachment policy =
                new RolePolicyAttachment(
                        name,
                        RolePolicyAttachmentArgs.builder()
                                .role(role.name())
                                // API Gateway checks for these permissions on all log groups.
                                .policyArn(
                                        "arn:aws:iam::aws:policy/service-role/"
                                                + "AmazonAPIGatewayPushToCloudWatchLogs")
                                .build(),
                        kept);
        account =
                new Account(
                        name,
                        AccountArgs.builder().cloudwatchRoleArn(role.arn()).build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .retainOnDelete(true)
                                .dependsOn(policy)
                                .build());
        registerOutputs(Map.of());
    }

    /** Returns the setting, which must exist before a stage with an access log. */
    public Resource account() {
        return account;
    }
}
