package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;

/** Rules on the load balancer, TLS and the certificates. */
final class BalancerRules {
    static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    static final String LISTENER = "aws:lb/listener:Listener";

    private static final String TLS_POLICIES =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/"
                    + "describe-ssl-policies.html";

    private BalancerRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "balancer-idle",
                        "The idle timeout of a TLS listener is fixed; of TCP it is 60 to 6,000 s",
                        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/"
                                + "update-idle-timeout.html",
                        BalancerRules::idle),
                new PolicyRule(
                        "tls-version",
                        "TLS 1.2 or later everywhere that clients connect to",
                        TLS_POLICIES,
                        BalancerRules::tls),
                new PolicyRule(
                        "balancer-zones",
                        "A load balancer needs subnets in two zones to survive the loss of one",
                        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/"
                                + "availability-zones.html",
                        BalancerRules::zones));
    }

    private static void idle(Plan plan, Findings findings) {
        String property = "tcpIdleTimeoutSeconds";
        for (PlannedResource listener : plan.ofType(LISTENER)) {
            boolean isTcp = Properties.text(listener, "protocol").equals("TCP");
            if (Properties.isSet(listener, property)) {
                if (isTcp) {
                    findings.requireRange(listener, property, 60, 6_000);
                } else {
                    findings.add(listener, property, "set", "not set with TLS");
                }
            }
        }
    }

    private static void tls(Plan plan, Findings findings) {
        for (PlannedResource listener : plan.ofType(LISTENER)) {
            findings.require(listener, "protocol", "TLS");
            String policy = Properties.text(listener, "sslPolicy");
            if (!policy.startsWith("ELBSecurityPolicy-TLS13-1-2")) {
                findings.add(listener, "sslPolicy", policy, "ELBSecurityPolicy-TLS13-1-2-…");
            }
            if (!Properties.isSet(listener, "certificateArn")) {
                findings.add(listener, "certificateArn", "not set", "a certificate of ACM");
            }
        }
        for (PlannedResource domain : plan.ofType("aws:apigateway/domainName:DomainName")) {
            findings.require(domain, "securityPolicy", "TLS_1_2");
        }
        for (PlannedResource site : plan.ofType("aws:cloudfront/distribution:Distribution")) {
            findings.require(
                    site,
                    "viewerCertificate.minimumProtocolVersion",
                    "TLSv1.2_2021",
                    "TLSv1.2_2025");
            findings.require(
                    site,
                    "defaultCacheBehavior.viewerProtocolPolicy",
                    "redirect-to-https",
                    "https-only");
        }
    }

    private static void zones(Plan plan, Findings findings) {
        for (PlannedResource balancer : plan.ofType(BALANCER)) {
            findings.require(balancer, "loadBalancerType", "network");
            if (Properties.items(balancer, "subnets").size() < 2) {
                findings.add(balancer, "subnets", "less than two", "two or more");
            }
        }
    }
}
