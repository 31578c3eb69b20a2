package com.ieltsaiprep.infra.security;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.data.ProductTable;

/**
 * ARNs of resources whose names are known before they exist. Policies made of them depend on no
 * resource, so that a role cannot wait for the function that waits for the role.
 *
 * @param account id of the AWS account, twelve digits
 */
public record AccountArns(String account, Names names) {
    /** Returns the ARN of a table's replica. */
    String table(ProductTable table, AwsRegion region) {
        return arn("dynamodb", region, "table/" + names.table(table.slug()));
    }

    /** Returns the ARN of the alias of a function that receives its requests. */
    public String liveAlias(String function, AwsRegion region) {
        return function(function, region) + ":" + Names.LIVE;
    }

    /** Returns the ARN of a function without version or alias. */
    String function(String function, AwsRegion region) {
        return arn("lambda", region, "function:" + names.of(function));
    }

    /** Returns the ARN of the log streams of a function's log group. */
    String logStreams(String function, AwsRegion region) {
        return arn("logs", region, "log-group:" + names.functionLog(function) + ":log-stream:*");
    }

    /** Returns the ARN of all EC2 resources in a region, which only a condition may narrow. */
    String networkResources(AwsRegion region) {
        return arn("ec2", region, "*/*");
    }

    /** Returns the ARN of an identity that sends e-mail. */
    String mailIdentity(String domain, AwsRegion region) {
        return arn("ses", region, "identity/" + domain);
    }

    /** Returns the ARN of the configuration set with which e-mail is sent. */
    String mailConfiguration(AwsRegion region) {
        return arn("ses", region, "configuration-set/" + names.of("mail"));
    }

    /** Returns the ARN of an inference profile of Bedrock. */
    String inferenceProfile(String id, AwsRegion region) {
        return arn("bedrock", region, "inference-profile/" + id);
    }

    private String arn(String service, AwsRegion region, String resource) {
        return "arn:aws:" + service + ":" + region.awsName() + ":" + account + ":" + resource;
    }
}
