package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.VolumeType;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.RRType;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rule that values are those of AWS's own API models. It is a test and not a part of {@code ./run
 * plan}, which needs none of these SDKs.
 */
final class SdkValueRules {
    /** Property with the values that AWS's API knows for it. */
    private record KnownValues(String type, String property, Set<String> values) {}

    private static final List<KnownValues> KNOWN =
            List.of(
                    of(FunctionRules.FUNCTION, "runtime", Runtime.knownValues()),
                    of(FunctionRules.FUNCTION, "architectures.0", Architecture.knownValues()),
                    of(FunctionRules.FUNCTION, "snapStart.applyOn", SnapStartApplyOn.knownValues()),
                    of(FunctionRules.FUNCTION, "tracingConfig.mode", TracingMode.knownValues()),
                    of(FleetRules.TEMPLATE, "instanceType", InstanceType.knownValues()),
                    of(
                            FleetRules.TEMPLATE,
                            "blockDeviceMappings.0.ebs.volumeType",
                            VolumeType.knownValues()),
                    of(
                            "aws:ec2/vpcEndpoint:VpcEndpoint",
                            "vpcEndpointType",
                            VpcEndpointType.knownValues()),
                    of(TableRules.TABLE, "billingMode", BillingMode.knownValues()),
                    of(TableRules.TABLE, "streamViewType", StreamViewType.knownValues()),
                    of(
                            TableRules.TABLE,
                            "globalSecondaryIndexes.0.projectionType",
                            ProjectionType.knownValues()),
                    of(RoutingRules.RECORD, "type", RRType.knownValues()),
                    of(RoutingRules.HEALTH_CHECK, "type", HealthCheckType.knownValues()),
                    of(AlarmRules.ALARM, "comparisonOperator", ComparisonOperator.knownValues()),
                    of(AlarmRules.ALARM, "statistic", Statistic.knownValues()));

    private SdkValueRules() {}

    static PolicyRule rule() {
        return new PolicyRule(
                "sdk-values",
                "AWS accepts only the values that its API models list",
                "AWS SDK for Java 2.41.24",
                SdkValueRules::check);
    }

    private static KnownValues of(String type, String property, Set<? extends Enum<?>> values) {
        Function<Enum<?>, String> text = Enum::toString;
        return new KnownValues(
                type, property, values.stream().map(text).collect(Collectors.toSet()));
    }

    private static void check(Plan plan, Findings findings) {
        for (KnownValues known : KNOWN) {
            for (PlannedResource resource : plan.ofType(known.type)) {
                String value = Properties.text(resource, known.property);
                if (!value.isEmpty() && !known.values.contains(value)) {
                    findings.add(resource, known.property, value, "a value of AWS's API");
                }
            }
        }
    }
}
