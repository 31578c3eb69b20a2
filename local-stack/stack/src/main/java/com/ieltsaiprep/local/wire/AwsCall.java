package com.ieltsaiprep.local.wire;

import java.util.Comparator;

/**
 * AWS call of a role, as an IAM policy would allow it: without key, content or number of times.
 *
 * @param role name of the role, such as {@code auth}
 * @param roleRegion AWS region in which the role's process runs
 * @param action IAM action, such as {@code dynamodb:GetItem}
 * @param region AWS region that was called
 * @param resource end of the ARN, without account and stage, such as {@code table/users}
 */
public record AwsCall(String role, String roleRegion, String action, String region, String resource)
        implements Comparable<AwsCall> {
    private static final Comparator<AwsCall> ORDER =
            Comparator.comparing(AwsCall::role)
                    .thenComparing(AwsCall::roleRegion)
                    .thenComparing(AwsCall::action)
                    .thenComparing(AwsCall::resource)
                    .thenComparing(AwsCall::region);

    static AwsCall of(AwsRole role, String region, AwsPermission permission) {
        return new AwsCall(
                role.name(), role.region(), permission.action(), region, permission.resource());
    }

    @Override
    public int compareTo(AwsCall other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "role %s of %s: %s on %s in %s"
                .formatted(role, roleRegion, action, resource, region);
    }
}
