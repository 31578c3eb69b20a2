package com.ieltsaiprep.infra.web;

import com.ieltsaiprep.infra.Templates;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.cloudfront.DistributionArgs;
import com.pulumi.aws.cloudfront.Function;
import com.pulumi.aws.cloudfront.FunctionArgs;
import com.pulumi.aws.cloudfront.OriginAccessControl;
import com.pulumi.aws.cloudfront.OriginAccessControlArgs;
import com.pulumi.aws.cloudfront.ResponseHeadersPolicy;
import com.pulumi.aws.cloudfront.inputs.DistributionDefaultCacheBehaviorArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionDefaultCacheBehaviorFunctionAssociationArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionOriginArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionRestrictionsArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionRestrictionsGeoRestrictionArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionViewerCertificateArgs;
import com.pulumi.aws.s3.Bucket;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;

/** Distribution of the page: its origin, its headers, and the function that maps its paths. */
final class SiteDistribution {
    /**
     * Paths that are one document; the local stack's web server has the same, which a test
     * compares.
     */
    static final String PATHS =
            "^/(account|approve|writing(/test)?|assessments(/[^/]+)?|samples/[^/]+)/?$";

    /**
     * CloudFront's managed policy CachingOptimized: caches as Cache-Control says, a second least.
     */
    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    private static final String ORIGIN = "site";

    private final CustomResourceOptions options;
    private final StaticSite.Inputs inputs;
    private final Distribution distribution;

    SiteDistribution(CustomResourceOptions options, StaticSite.Inputs inputs, Bucket bucket) {
        this.options = options;
        this.inputs = inputs;
        String domain = inputs.domain().name();
        OriginAccessControl access =
                new OriginAccessControl(
                        "site",
                        OriginAccessControlArgs.builder()
                                .name(inputs.names().of("site"))
                                .originAccessControlOriginType("s3")
                                .signingBehavior("always")
                                .signingProtocol("sigv4")
                                .build(),
                        options);
        this.distribution =
                new Distribution(
                        "site",
                        DistributionArgs.builder()
                                .comment(inputs.names().of("site"))
                                .enabled(true)
                                .isIpv6Enabled(true)
                                .httpVersion("http2and3")
                                .priceClass("PriceClass_All")
                                .aliases(List.of(domain, "www." + domain))
                                .defaultRootObject("index.html")
                                .origins(
                                        DistributionOriginArgs.builder()
                                                .originId(ORIGIN)
                                                .domainName(bucket.bucketRegionalDomainName())
                                                .originAccessControlId(access.id())
                                                .build())
                                .defaultCacheBehavior(behavior())
                                .viewerCertificate(
                                        DistributionViewerCertificateArgs.builder()
                                                .acmCertificateArn(inputs.domain().certificateArn())
                                                .sslSupportMethod("sni-only")
                                                .minimumProtocolVersion("TLSv1.2_2021")
                                                .build())
                                .restrictions(
                                        DistributionRestrictionsArgs.builder()
                                                .geoRestriction(
                                                        DistributionRestrictionsGeoRestrictionArgs
                                                                .builder()
                                                                .restrictionType("none")
                                                                .build())
                                                .build())
                                .webAclId(SiteFirewall.create(options, inputs.names()).arn())
                                .build(),
                        options);
    }

    Distribution distribution() {
        return distribution;
    }

    private DistributionDefaultCacheBehaviorArgs behavior() {
        ResponseHeadersPolicy headers = SiteHeaders.create(options, inputs);
        return DistributionDefaultCacheBehaviorArgs.builder()
                .targetOriginId(ORIGIN)
                .viewerProtocolPolicy("redirect-to-https")
                .allowedMethods("GET", "HEAD")
                .cachedMethods("GET", "HEAD")
                .compress(true)
                .cachePolicyId(CACHING_OPTIMIZED)
                .responseHeadersPolicyId(headers.id())
                .functionAssociations(
                        DistributionDefaultCacheBehaviorFunctionAssociationArgs.builder()
                                .eventType("viewer-request")
                                .functionArn(viewerRequest().arn())
                                .build())
                .build();
    }

    private Function viewerRequest() {
        return new Function(
                "site",
                FunctionArgs.builder()
                        .name(inputs.names().of("site"))
                        .runtime("cloudfront-js-2.0")
                        .publish(true)
                        .code(viewerRequest(inputs.domain().name()))
                        .build(),
                options);
    }

    /** Renders the function that maps the page's paths. */
    static String viewerRequest(String domain) {
        return Templates.render(
                SiteDistribution.class,
                "viewer-request.js",
                Map.of("DOMAIN", domain, "PATHS", PATHS.replace("/", "\\/")));
    }
}
