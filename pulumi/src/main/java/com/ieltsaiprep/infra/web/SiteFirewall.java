package com.ieltsaiprep.infra.web;

import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.wafv2.WebAcl;
import com.pulumi.aws.wafv2.WebAclArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionAllowArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionBlockArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionNoneArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementRateBasedStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleVisibilityConfigArgs;
import com.pulumi.aws.wafv2.inputs.WebAclVisibilityConfigArgs;
import com.pulumi.resources.CustomResourceOptions;

/**
 * Web application firewall of the page's distribution: AWS's managed rules, and a rate limit per
 * address. It keeps no samples of requests.
 */
final class SiteFirewall {
    /** Requests of an address in 5 min; loading the page takes about ten. */
    private static final int REQUESTS = 2_000;

    private SiteFirewall() {}

    static WebAcl create(CustomResourceOptions options, Names names) {
        return new WebAcl(
                "site",
                WebAclArgs.builder()
                        .name(names.of("site"))
                        .scope("CLOUDFRONT")
                        .defaultAction(
                                WebAclDefaultActionArgs.builder()
                                        .allow(WebAclDefaultActionAllowArgs.builder().build())
                                        .build())
                        .rules(
                                managed(1, "AWSManagedRulesAmazonIpReputationList"),
                                managed(2, "AWSManagedRulesKnownBadInputsRuleSet"),
                                managed(3, "AWSManagedRulesCommonRuleSet"),
                                rate(4))
                        .visibilityConfig(
                                WebAclVisibilityConfigArgs.builder()
                                        .cloudwatchMetricsEnabled(true)
                                        .metricName(names.of("site"))
                                        .sampledRequestsEnabled(false)
                                        .build())
                        .build(),
                options);
    }

    private static WebAclRuleArgs managed(int priority, String group) {
        return WebAclRuleArgs.builder()
                .name(group)
                .priority(priority)
                .overrideAction(
                        WebAclRuleOverrideActionArgs.builder()
                                .none(WebAclRuleOverrideActionNoneArgs.builder().build())
                                .build())
                .statement(
                        WebAclRuleStatementArgs.builder()
                                .managedRuleGroupStatement(
                                        WebAclRuleStatementManagedRuleGroupStatementArgs.builder()
                                                .vendorName("AWS")
                                                .name(group)
                                                .build())
                                .build())
                .visibilityConfig(visibility(group))
                .build();
    }

    private static WebAclRuleArgs rate(int priority) {
        return WebAclRuleArgs.builder()
                .name("RequestsPerAddress")
                .priority(priority)
                .action(
                        WebAclRuleActionArgs.builder()
                                .block(WebAclRuleActionBlockArgs.builder().build())
                                .build())
                .statement(
                        WebAclRuleStatementArgs.builder()
                                .rateBasedStatement(
                                        WebAclRuleStatementRateBasedStatementArgs.builder()
                                                .limit(REQUESTS)
                                                .aggregateKeyType("IP")
                                                .build())
                                .build())
                .visibilityConfig(visibility("RequestsPerAddress"))
                .build();
    }

    private static WebAclRuleVisibilityConfigArgs visibility(String metric) {
        return WebAclRuleVisibilityConfigArgs.builder()
                .cloudwatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(false)
                .build();
    }
}
