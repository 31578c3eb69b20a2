package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Physical names: those that AWS allows once in an account and region, or once in an account. */
final class PhysicalNames {
    /** Properties that have the name, by type; what is not here has no unique name. */
    private static final Map<String, String> REGIONAL =
            Map.ofEntries(
                    Map.entry("aws:autoscaling/group:Group", "name"),
                    Map.entry("aws:cloudwatch/eventRule:EventRule", "name"),
                    Map.entry("aws:cloudwatch/logGroup:LogGroup", "name"),
                    Map.entry("aws:cloudwatch/metricAlarm:MetricAlarm", "name"),
                    Map.entry("aws:dynamodb/table:Table", "name"),
                    Map.entry("aws:ec2/launchTemplate:LaunchTemplate", "name"),
                    Map.entry(
                            "aws:elasticache/replicationGroup:ReplicationGroup",
                            "replicationGroupId"),
                    Map.entry("aws:elasticache/subnetGroup:SubnetGroup", "name"),
                    Map.entry("aws:lambda/function:Function", "name"),
                    Map.entry("aws:lb/loadBalancer:LoadBalancer", "name"),
                    Map.entry("aws:lb/targetGroup:TargetGroup", "name"),
                    Map.entry("aws:scheduler/schedule:Schedule", "name"),
                    Map.entry("aws:secretsmanager/secret:Secret", "name"),
                    Map.entry("aws:sfn/stateMachine:StateMachine", "name"),
                    Map.entry("aws:sns/topic:Topic", "name"),
                    Map.entry("aws:sqs/queue:Queue", "name"));

    private static final Map<String, String> GLOBAL =
            Map.of(
                    "aws:cloudfront/function:Function", "name",
                    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "name",
                    "aws:cloudwatch/dashboard:Dashboard", "dashboardName",
                    "aws:iam/instanceProfile:InstanceProfile", "name",
                    "aws:iam/policy:Policy", "name",
                    "aws:iam/role:Role", "name",
                    "aws:s3/bucket:Bucket", "bucket",
                    "aws:s3/bucketV2:BucketV2", "bucket");

    private final Map<String, String> taken = new HashMap<>();

    /** Takes the name of a resource, and returns the URN of another that has it already. */
    Optional<String> take(String urn, String type, String region, Struct inputs) {
        boolean isGlobal = GLOBAL.containsKey(type);
        String property = isGlobal ? GLOBAL.get(type) : REGIONAL.get(type);
        Value name = property == null ? null : inputs.getFieldsMap().get(property);
        if (name == null || !name.hasStringValue() || WireValues.isUnknown(name)) {
            return Optional.empty();
        }
        String key = type + " " + (isGlobal ? "" : region) + " " + name.getStringValue();
        return Optional.ofNullable(taken.putIfAbsent(key, urn));
    }
}
