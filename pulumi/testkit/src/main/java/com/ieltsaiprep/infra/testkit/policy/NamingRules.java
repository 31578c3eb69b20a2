package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rules on names in AWS: their lengths, and that one is not used twice. */
final class NamingRules {
    /**
     * Limit of a name.
     *
     * @param pattern characters that AWS accepts
     */
    private record Limit(String property, int length, String pattern) {}

    private static final String WORDS = "[A-Za-z0-9-]+";
    private static final String DOTTED = "[\\w+=,.@-]+";
    private static final Map<String, Limit> LIMITS = new HashMap<>();

    static {
        limit(BalancerRules.BALANCER, "name", 32, WORDS);
        limit(FleetRules.TARGETS, "name", 32, WORDS);
        limit(FleetRules.GROUP, "name", 255, "[^:]+");
        limit(FleetRules.HOOK, "name", 255, "[A-Za-z0-9_/-]+");
        limit(FleetRules.TEMPLATE, "name", 128, "[A-Za-z0-9().\\-/_]+");
        limit(CacheRules.GROUP, "replicationGroupId", 40, "[a-z](-?[a-z0-9])*");
        limit(PlannedStatement.ROLE, "name", 64, DOTTED);
        limit("aws:iam/instanceProfile:InstanceProfile", "name", 128, DOTTED);
        limit(FunctionRules.FUNCTION, "name", 64, "[A-Za-z0-9_-]+");
        limit(TableRules.TABLE, "name", 255, "[A-Za-z0-9_.-]{3,}");
        limit(
                "aws:ec2/securityGroup:SecurityGroup",
                "name",
                255,
                "(?!sg-)[\\w .:/()#,@+=&;{}!$*-]+");
        limit("aws:s3/bucket:Bucket", "bucket", 63, "[a-z0-9][a-z0-9.-]+[a-z0-9]");
        limit("aws:scheduler/schedule:Schedule", "name", 64, "[\\w.-]+");
        limit("aws:sfn/stateMachine:StateMachine", "name", 80, "[A-Za-z0-9_-]+");
        limit("aws:sns/topic:Topic", "name", 256, "[A-Za-z0-9_-]+");
        limit("aws:wafv2/webAcl:WebAcl", "name", 128, "[A-Za-z0-9_-]+");
        limit("aws:cloudwatch/metricAlarm:MetricAlarm", "name", 255, "[^:]+");
        limit("aws:cloudwatch/dashboard:Dashboard", "dashboardName", 255, "[A-Za-z0-9_-]+");
        limit("aws:cloudfront/function:Function", "name", 64, "[A-Za-z0-9_-]+");
        limit("aws:globalaccelerator/accelerator:Accelerator", "name", 64, "[A-Za-z0-9.-]+");
        limit(RetentionRules.LOG_GROUP, "name", 512, "[A-Za-z0-9_/.#-]+");
    }

    /** Modules with one space of names for all regions. */
    private static final Set<String> GLOBAL =
            Set.of("iam", "s3", "cloudfront", "route53", "globalaccelerator");

    private NamingRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "name-limits",
                        "Names have limits: 32 characters for a load balancer, 40 for a cache, 64"
                                + " for a function or role",
                        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"
                                + "API_CreateLoadBalancer.html",
                        NamingRules::limits),
                new PolicyRule(
                        "name-unique",
                        "A name is unique in its region, of IAM, S3 and CloudFront everywhere",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
                        NamingRules::unique),
                new PolicyRule(
                        "name-stack",
                        "Stacks may share an account, so names contain the stack's",
                        "docs/operations/policies.md",
                        NamingRules::stack));
    }

    private static void limit(String type, String property, int length, String pattern) {
        LIMITS.put(type, new Limit(property, length, pattern));
    }

    private static void limits(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            Limit limit = LIMITS.get(resource.type());
            if (limit == null || !Properties.isSet(resource, limit.property)) {
                continue;
            }
            String name = Properties.text(resource, limit.property);
            if (name.length() > limit.length || !name.matches(limit.pattern)) {
                findings.add(
                        resource,
                        limit.property,
                        name + ", " + name.length() + " characters",
                        limit.length + " characters of " + limit.pattern);
            }
        }
    }

    private static void unique(Plan plan, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (PlannedResource resource : plan.resources()) {
            Limit limit = LIMITS.get(resource.type());
            if (limit == null || !Properties.isSet(resource, limit.property)) {
                continue;
            }
            boolean isGlobal = GLOBAL.contains(ProviderRules.module(resource.type()));
            String name = Properties.text(resource, limit.property);
            String space = isGlobal ? "" : resource.provider();
            if (!seen.add(resource.type() + " " + space + " " + name)) {
                findings.add(resource, limit.property, name + " twice", "a name of its own");
            }
        }
    }

    private static void stack(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            Limit limit = LIMITS.get(resource.type());
            if (limit == null || !Properties.isSet(resource, limit.property)) {
                continue;
            }
            // Alarms of prod have the documents' names; those of other stacks the stack's too.
            boolean isAlarmOfProd =
                    plan.stack().equals("prod")
                            && ProviderRules.module(resource.type()).equals("cloudwatch");
            String name = Properties.text(resource, limit.property);
            if (!isAlarmOfProd && !name.toLowerCase(Locale.ROOT).contains(plan.stack())) {
                findings.add(resource, limit.property, name, "with " + plan.stack());
            }
        }
    }
}
