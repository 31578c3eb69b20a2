package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.JsonOutput;
import com.pulumi.asset.FileAsset;
import com.pulumi.aws.s3.Bucket;
import com.pulumi.aws.s3.BucketArgs;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.List;
import java.util.Map;

/**
 * Bucket of the gateway's builds, by digest. A deployment adds its build and keeps the earlier
 * ones, so that the previous launch template can be rolled back to.
 */
final class ArtifactBucket {
    /** Beginning of the names of the gateway's builds. */
    static final String PREFIX = "gateway/";

    private final Bucket bucket;
    private final BucketObjectv2 build;

    ArtifactBucket(Resource parent, StreamingGateway.Inputs inputs) {
        CustomResourceOptions options = CustomResourceOptions.builder().parent(parent).build();
        this.bucket = new Bucket("artifacts", BucketArgs.builder().build(), options);
        new BucketPublicAccessBlock(
                "artifacts",
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucket.id())
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                options);
        new BucketPolicy(
                "artifacts",
                BucketPolicyArgs.builder()
                        .bucket(bucket.id())
                        .policy(JsonOutput.of(tlsOnly(bucket.arn())))
                        .build(),
                options);
        this.build =
                new BucketObjectv2(
                        "gateway-build",
                        BucketObjectv2Args.builder()
                                .bucket(bucket.id())
                                .key(PREFIX + inputs.artifact().sha256() + ".tar.gz")
                                .source(new FileAsset(inputs.artifact().archive().toString()))
                                .contentType("application/gzip")
                                .build(),
                        CustomResourceOptions.builder()
                                .parent(parent)
                                // Nodes of the previous version may still be replaced.
                                .retainOnDelete(true)
                                .build());
    }

    Output<String> name() {
        return bucket.id();
    }

    Output<String> arn() {
        return bucket.arn();
    }

    /** Returns the key of the build, known once it is uploaded. */
    Output<String> build() {
        return build.key();
    }

    private static Map<String, Object> tlsOnly(Output<String> arn) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                        Map.of(
                                "Sid",
                                "TlsOnly",
                                "Effect",
                                "Deny",
                                "Principal",
                                "*",
                                "Action",
                                "s3:*",
                                "Resource",
                                List.of(arn, Output.format("%s/*", arn)),
                                "Condition",
                                Map.of("Bool", Map.of("aws:SecureTransport", "false")))));
    }
}
