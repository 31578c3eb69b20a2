package com.ieltsaiprep.infra.web;

import com.pulumi.aws.cloudfront.ResponseHeadersPolicy;
import com.pulumi.aws.cloudfront.ResponseHeadersPolicyArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicyCustomHeadersConfigArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicyCustomHeadersConfigItemArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicySecurityHeadersConfigArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs;
import com.pulumi.aws.cloudfront.inputs.ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs;
import com.pulumi.resources.CustomResourceOptions;

/** Security headers of the page's responses. */
final class SiteHeaders {
    private static final int TWO_YEARS_SECONDS = 63_072_000;

    private SiteHeaders() {}

    static ResponseHeadersPolicy create(CustomResourceOptions options, StaticSite.Inputs inputs) {
        return new ResponseHeadersPolicy(
                "site",
                ResponseHeadersPolicyArgs.builder()
                        .name(inputs.names().of("site"))
                        .securityHeadersConfig(security(inputs))
                        .customHeadersConfig(
                                ResponseHeadersPolicyCustomHeadersConfigArgs.builder()
                                        .items(
                                                header(
                                                        "Permissions-Policy",
                                                        "microphone=(self), camera=(),"
                                                                + " geolocation=(), payment=()"),
                                                header("Cross-Origin-Opener-Policy", "same-origin"))
                                        .build())
                        .build(),
                options);
    }

    private static ResponseHeadersPolicySecurityHeadersConfigArgs security(
            StaticSite.Inputs inputs) {
        return ResponseHeadersPolicySecurityHeadersConfigArgs.builder()
                .contentSecurityPolicy(
                        ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs
                                .builder()
                                .contentSecurityPolicy(
                                        SitePolicy.contentSecurityPolicy(
                                                inputs.apis().values(), inputs.gateway()))
                                .override(true)
                                .build())
                .strictTransportSecurity(
                        ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs
                                .builder()
                                .accessControlMaxAgeSec(TWO_YEARS_SECONDS)
                                .includeSubdomains(true)
                                .override(true)
                                .build())
                .contentTypeOptions(
                        ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs.builder()
                                .override(true)
                                .build())
                .frameOptions(
                        ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs.builder()
                                .frameOption("DENY")
                                .override(true)
                                .build())
                .referrerPolicy(
                        ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs.builder()
                                .referrerPolicy("no-referrer")
                                .override(true)
                                .build())
                .build();
    }

    private static ResponseHeadersPolicyCustomHeadersConfigItemArgs header(
            String name, String value) {
        return ResponseHeadersPolicyCustomHeadersConfigItemArgs.builder()
                .header(name)
                .value(value)
                .override(true)
                .build();
    }
}
