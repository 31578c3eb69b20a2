package com.ieltsaiprep.infra.dns;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.aws.apigateway.BasePathMapping;
import com.pulumi.aws.apigateway.BasePathMappingArgs;
import com.pulumi.aws.apigateway.DomainName;
import com.pulumi.aws.apigateway.DomainNameArgs;
import com.pulumi.aws.apigateway.Stage;
import com.pulumi.aws.apigateway.inputs.DomainNameEndpointConfigurationArgs;
import com.pulumi.aws.route53.HealthCheck;
import com.pulumi.aws.route53.HealthCheckArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.aws.route53.inputs.RecordLatencyRoutingPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.Map;

/**
 * Host names of a region's API: its own, such as {@code api-eu}, and {@code api}, which leads to
 * the healthy region with the lowest latency.
 */
public final class ApiDomain extends ComponentResource {
    /** The minimum of three: each checker is a request to the functions every few seconds. */
    private static final String[] CHECKERS = {"us-east-1", "eu-west-1", "ap-southeast-1"};

    private static final int HTTPS = 443;

    private final Inputs inputs;
    private final String code;
    private final CustomResourceOptions child;
    private final HealthCheck health;

    /**
     * Inputs of the host names.
     *
     * @param stage stage of the REST API
     * @param certificateArn certificate in the same region
     * @param healthCheckSeconds 10, or 30 for a third of the cost
     */
    public record Inputs(
            AwsRegion region,
            DnsZone zone,
            Stage stage,
            Output<String> certificateArn,
            int healthCheckSeconds) {}

    /**
     * Registers domains, records and the health check.
     *
     * @param options with the provider of the region
     */
    public ApiDomain(Inputs inputs, ComponentResourceOptions options) {
        super("ielts:dns:ApiDomain", "domain-" + inputs.region().code(), options);
        this.inputs = inputs;
        code = inputs.region().code();
        child = CustomResourceOptions.builder().parent(this).build();
        DomainName own = domain("api-" + code);
        new Record("api-" + code, record("api-" + code, own).build(), child);
        health = healthCheck();
        new Record(
                code + "-api",
                record("api", domain("api"))
                        .setIdentifier(inputs.region().awsName())
                        .latencyRoutingPolicies(
                                RecordLatencyRoutingPolicyArgs.builder()
                                        .region(inputs.region().awsName())
                                        .build())
                        .healthCheckId(health.id())
                        .build(),
                child);
        registerOutputs(Map.of());
    }

    /** Returns the id of the health check, a dimension of its metrics in us-east-1. */
    public Output<String> healthCheckId() {
        return health.id();
    }

    private DomainName domain(String label) {
        DomainName domain =
                new DomainName(
                        code + "-" + label,
                        DomainNameArgs.builder()
                                .domainName(inputs.zone().host(label))
                                .regionalCertificateArn(inputs.certificateArn())
                                .endpointConfiguration(
                                        DomainNameEndpointConfigurationArgs.builder()
                                                .types("REGIONAL")
                                                .build())
                                .securityPolicy("TLS_1_2")
                                .build(),
                        child);
        new BasePathMapping(
                code + "-" + label,
                BasePathMappingArgs.builder()
                        .domainName(domain.domainName())
                        .restApi(inputs.stage().restApi())
                        .stageName(inputs.stage().stageName())
                        .build(),
                child);
        return domain;
    }

    private RecordArgs.Builder record(String label, DomainName domain) {
        return RecordArgs.builder()
                .zoneId(inputs.zone().zoneId())
                .name(inputs.zone().host(label))
                .type("A")
                .aliases(
                        RecordAliasArgs.builder()
                                .name(domain.regionalDomainName())
                                .zoneId(domain.regionalZoneId())
                                .evaluateTargetHealth(true)
                                .build());
    }

    /**
     * Returns the health check of the region's own host. The alias's own evaluation notices only
     * that API Gateway is unavailable in the region, not that our functions or DynamoDB are.
     */
    private HealthCheck healthCheck() {
        return new HealthCheck(
                code + "-api",
                HealthCheckArgs.builder()
                        .type("HTTPS")
                        .fqdn(inputs.zone().host("api-" + code))
                        .port(HTTPS)
                        .resourcePath("/health")
                        .enableSni(true)
                        .requestInterval(inputs.healthCheckSeconds())
                        .failureThreshold(3)
                        .regions(CHECKERS)
                        .build(),
                child);
    }
}
