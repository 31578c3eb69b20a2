package com.ieltsaiprep.infra.web;

import com.ieltsaiprep.infra.HostedDomain;
import com.ieltsaiprep.infra.JsonOutput;
import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.aws.s3.Bucket;
import com.pulumi.aws.s3.BucketArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Page of the product: a private bucket behind CloudFront, under the domain itself. The page calls
 * the API and the gateway under their own names, so neither passes through this distribution. There
 * are no access logs, which would hold visitors' addresses.
 */
public final class StaticSite extends ComponentResource {
    private final Distribution distribution;

    /**
     * Inputs of the page.
     *
     * @param names names of the stack
     * @param domain domain under which the page is served
     * @param files the built page
     * @param links identities of the mobile apps
     * @param apis address of the API by AWS region, such as {@code https://api-us.ieltsaiprep.com}
     * @param gateway host of the gateway, such as {@code streaming-us.ieltsaiprep.com}
     */
    public record Inputs(
            Names names,
            HostedDomain domain,
            SiteFiles files,
            AppLinks links,
            SortedMap<String, String> apis,
            String gateway) {}

    /**
     * Registers the page.
     *
     * @param options with the provider of us-east-1, where CloudFront's firewall is configured
     */
    public StaticSite(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:web:StaticSite", name, options);
        CustomResourceOptions child = CustomResourceOptions.builder().parent(this).build();
        Bucket bucket = new Bucket("site", BucketArgs.builder().build(), child);
        new BucketPublicAccessBlock(
                "site",
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucket.id())
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                child);
        new SiteContent(this, bucket.id(), inputs);
        this.distribution = new SiteDistribution(child, inputs, bucket).distribution();
        new BucketPolicy(
                "site",
                BucketPolicyArgs.builder()
                        .bucket(bucket.id())
                        .policy(JsonOutput.of(onlyDistribution(bucket.arn())))
                        .build(),
                child);
        for (String host : List.of(inputs.domain().name(), "www." + inputs.domain().name())) {
            for (String type : List.of("A", "AAAA")) {
                record(host, type, inputs.domain(), child);
            }
        }
        registerOutputs(Map.of());
    }

    /** Returns the id of the distribution, a dimension of its metrics. */
    public Output<String> distributionId() {
        return distribution.id();
    }

    private Map<String, Object> onlyDistribution(Output<String> bucketArn) {
        Map<String, Object> cloudFront = Map.of("Service", "cloudfront.amazonaws.com");
        Map<String, Object> condition =
                Map.of("StringEquals", Map.of("AWS:SourceArn", distribution.arn()));
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                        Map.of(
                                "Sid",
                                "Read",
                                "Effect",
                                "Allow",
                                "Principal",
                                cloudFront,
                                "Action",
                                "s3:GetObject",
                                "Resource",
                                Output.format("%s/*", bucketArn),
                                "Condition",
                                condition),
                        // Without it S3 answers 403 for what does not exist.
                        Map.of(
                                "Sid",
                                "NotFound",
                                "Effect",
                                "Allow",
                                "Principal",
                                cloudFront,
                                "Action",
                                "s3:ListBucket",
                                "Resource",
                                bucketArn,
                                "Condition",
                                condition)));
    }

    private void record(
            String host, String type, HostedDomain domain, CustomResourceOptions options) {
        new Record(
                host.startsWith("www.") ? "www-" + type : "apex-" + type,
                RecordArgs.builder()
                        .zoneId(domain.zoneId())
                        .name(host)
                        .type(type)
                        .aliases(
                                RecordAliasArgs.builder()
                                        .name(distribution.domainName())
                                        .zoneId(distribution.hostedZoneId())
                                        .evaluateTargetHealth(false)
                                        .build())
                        .build(),
                options);
    }
}
