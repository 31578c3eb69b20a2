package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules on providers: one per region, named by each resource, with tags and a pinned plugin. */
final class ProviderRules {
    static final String PROVIDER = "pulumi:providers:aws";

    private static final String HOME = "us-east-1";
    private static final Set<String> REGIONS = Set.of(HOME, "eu-west-1", "ap-southeast-1");
    private static final List<String> TAGS = List.of("project", "stage", "owner", "cost-center");

    /** Modules whose resources exist once for the account, and are managed through us-east-1. */
    private static final Set<String> GLOBAL = Set.of("cloudfront", "budgets", "globalaccelerator");

    private ProviderRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "provider-explicit",
                        "A resource without a provider goes to the region of the deployer's shell",
                        "https://www.pulumi.com/docs/iac/concepts/resources/providers/",
                        ProviderRules::explicit),
                new PolicyRule(
                        "provider-region",
                        "Data and functions are in us-east-1, eu-west-1 and ap-southeast-1 only",
                        "docs/privacy.md",
                        ProviderRules::region),
                new PolicyRule(
                        "provider-home",
                        "CloudFront reads certificates and web ACLs from us-east-1; global services"
                                + " are managed there",
                        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
                                + "cnames-and-https-requirements.html",
                        ProviderRules::home),
                new PolicyRule(
                        "provider-plugin",
                        "Runtime java25 is known to plugin 7 and later; 6 refuses it",
                        "https://github.com/hashicorp/terraform-provider-aws/issues/44985",
                        ProviderRules::plugin),
                new PolicyRule(
                        "provider-tags",
                        "Budgets and cost reports group by tags that each resource must have",
                        "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/"
                                + "cost-alloc-tags.html",
                        ProviderRules::tags));
    }

    private static void explicit(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            if (resource.type().startsWith("aws:") && resource.provider().isEmpty()) {
                findings.add(resource, "provider", "default provider", "a provider of a region");
            }
        }
    }

    private static void region(Plan plan, Findings findings) {
        for (PlannedResource provider : plan.ofType(PROVIDER)) {
            String region = Properties.text(provider, "region");
            if (!REGIONS.contains(region)) {
                findings.add(provider, "region", region, String.join(", ", REGIONS));
            }
        }
        // A provider of version 7 may also place single resources elsewhere.
        for (PlannedResource resource : plan.resources()) {
            if (resource.type().startsWith("aws:") && Properties.isSet(resource, "region")) {
                findings.add(resource, "region", "set", "the region of its provider");
            }
        }
    }

    private static void home(Plan plan, Findings findings) {
        Map<String, String> regions = regions(plan);
        for (PlannedResource resource : plan.resources()) {
            boolean isOfCloudFront = Properties.text(resource, "scope").equals("CLOUDFRONT");
            if (!GLOBAL.contains(module(resource.type())) && !isOfCloudFront) {
                continue;
            }
            String region = regions.getOrDefault(resource.provider(), "");
            if (!region.equals(HOME)) {
                findings.add(resource, "provider", region, HOME);
            }
        }
        for (PlannedResource site : plan.ofType("aws:cloudfront/distribution:Distribution")) {
            String certificate = Properties.text(site, "viewerCertificate.acmCertificateArn");
            if (!certificate.startsWith("arn:aws:acm:" + HOME + ":")) {
                findings.add(
                        site, "viewerCertificate.acmCertificateArn", certificate, "in " + HOME);
            }
        }
    }

    private static void plugin(Plan plan, Findings findings) {
        for (PlannedResource provider : plan.ofType(PROVIDER)) {
            String version = provider.options().path("version").asText();
            if (!version.matches("([7-9]|\\d\\d)\\.\\d+\\.\\d+")) {
                findings.add(provider, "version", version, "7.20.0 or later, pinned");
            }
        }
    }

    private static void tags(Plan plan, Findings findings) {
        for (PlannedResource provider : plan.ofType(PROVIDER)) {
            // The wire has the provider's properties as JSON documents.
            JsonNode given = Properties.at(provider, "defaultTags");
            JsonNode tags = (given.has("json") ? given.path("json") : given).path("tags");
            for (String tag : TAGS) {
                if (tags.path(tag).asText().isEmpty()) {
                    findings.add(provider, "defaultTags." + tag, "not set", "set");
                }
            }
            if (!tags.path("stage").asText().equals(plan.stack())) {
                findings.add(
                        provider, "defaultTags.stage", tags.path("stage").asText(), plan.stack());
            }
        }
    }

    /** Returns the region of each provider by its name. */
    static Map<String, String> regions(Plan plan) {
        Map<String, String> regions = new HashMap<>();
        plan.ofType(PROVIDER).forEach(it -> regions.put(it.name(), Properties.text(it, "region")));
        return regions;
    }

    /**
     * Returns {@code lambda} for {@code aws:lambda/function:Function}; empty for other packages.
     */
    static String module(String type) {
        return type.startsWith("aws:") ? type.substring(4).replaceAll("[/:].*", "") : "";
    }
}
