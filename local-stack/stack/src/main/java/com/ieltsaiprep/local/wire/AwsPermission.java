package com.ieltsaiprep.local.wire;

/**
 * IAM permission that an AWS call needs.
 *
 * @param action such as {@code dynamodb:GetItem}; not always the name of the operation
 * @param resource end of the ARN, without account and stage, such as {@code table/users}
 */
public record AwsPermission(String action, String resource) {}
