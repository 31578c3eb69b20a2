package com.ieltsaiprep.infra.api;

import com.pulumi.aws.wafv2.WebAcl;
import com.pulumi.aws.wafv2.WebAclArgs;
import com.pulumi.aws.wafv2.WebAclAssociation;
import com.pulumi.aws.wafv2.WebAclAssociationArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionAllowArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionBlockArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionNoneArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementRateBasedStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleVisibilityConfigArgs;
import com.pulumi.aws.wafv2.inputs.WebAclVisibilityConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;

import java.util.ArrayList;
import java.util.List;

/**
 * Web application firewall of a region's API: AWS's managed rules, and a limit of requests from an
 * address. It samples no requests, since samples hold paths and headers, and so access tokens.
 */
final class ApiFirewall {
    /**
     * Requests of an address in 5 min. The functions' own limits allow a network up to about 1,700
     * a minute together, which many users of one carrier may share; this one is for floods.
     */
    private static final int MAX_REQUESTS = 10_000;

    private static final int WINDOW_SECONDS = 300;

    /** Essays are longer than the 8 KB that this rule allows; the functions check lengths. */
    private static final String BODY_SIZE = "SizeRestrictions_BODY";

    private final List<WebAclRuleArgs> rules = new ArrayList<>();

    ApiFirewall(
            String logicalName, String name, Output<String> stageArn, CustomResourceOptions child) {
        managed("AWSManagedRulesAmazonIpReputationList");
        managed("AWSManagedRulesCommonRuleSet", BODY_SIZE);
        managed("AWSManagedRulesKnownBadInputsRuleSet");
        rate();
        WebAcl acl =
                new WebAcl(
                        logicalName,
                        WebAclArgs.builder()
                                .name(name)
                                .scope("REGIONAL")
                                .defaultAction(
                                        WebAclDefaultActionArgs.builder()
                                                .allow(
                                                        WebAclDefaultActionAllowArgs.builder()
                                                                .build())
                                                .build())
                                .rules(rules)
                                .visibilityConfig(
                                        WebAclVisibilityConfigArgs.builder()
                                                .cloudwatchMetricsEnabled(true)
                                                .metricName(name)
                                                .sampledRequestsEnabled(false)
                                                .build())
                                .build(),
                        child);
        new WebAclAssociation(
                logicalName,
                WebAclAssociationArgs.builder().resourceArn(stageArn).webAclArn(acl.arn()).build(),
                child);
    }

    private void managed(String group, String... counted) {
        List<WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs> overrides =
                java.util.Arrays.stream(counted).map(ApiFirewall::count).toList();
        WebAclRuleStatementManagedRuleGroupStatementArgs.Builder statement =
                WebAclRuleStatementManagedRuleGroupStatementArgs.builder()
                        .vendorName("AWS")
                        .name(group);
        if (!overrides.isEmpty()) {
            statement.ruleActionOverrides(overrides);
        }
        rules.add(
                rule(group)
                        .overrideAction(
                                WebAclRuleOverrideActionArgs.builder()
                                        .none(WebAclRuleOverrideActionNoneArgs.builder().build())
                                        .build())
                        .statement(
                                WebAclRuleStatementArgs.builder()
                                        .managedRuleGroupStatement(statement.build())
                                        .build())
                        .build());
    }

    private static WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs count(
            String rule) {
        return WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs.builder()
                .name(rule)
                .actionToUse(
                        WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs
                                .builder()
                                .count(
                                        WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs
                                                .builder()
                                                .build())
                                .build())
                .build();
    }

    private void rate() {
        rules.add(
                rule("RequestsOfAnAddress")
                        .action(
                                WebAclRuleActionArgs.builder()
                                        .block(WebAclRuleActionBlockArgs.builder().build())
                                        .build())
                        .statement(
                                WebAclRuleStatementArgs.builder()
                                        .rateBasedStatement(
                                                WebAclRuleStatementRateBasedStatementArgs.builder()
                                                        .aggregateKeyType("IP")
                                                        .limit(MAX_REQUESTS)
                                                        .evaluationWindowSec(WINDOW_SECONDS)
                                                        .build())
                                        .build())
                        .build());
    }

    private WebAclRuleArgs.Builder rule(String name) {
        return WebAclRuleArgs.builder()
                .name(name)
                .priority(rules.size())
                .visibilityConfig(
                        WebAclRuleVisibilityConfigArgs.builder()
                                .cloudwatchMetricsEnabled(true)
                                .metricName(name)
                                .sampledRequestsEnabled(false)
                                .build());
    }
}
