package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules on what is stored and for how long: each store is in {@code stores.json} with its purpose,
 * and nothing can hold voice or conversation.
 */
final class RetentionRules {
    static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

    private static final String PRIVACY = "docs/privacy.md";

    /** Matches kinds that record something in modules that otherwise do not. */
    private static final Pattern RECORDING =
            Pattern.compile("(?i)log|mirror|snapshot|volume|backup|archive|stream");

    private static final Set<String> ADDRESSED =
            Set.of(
                    BalancerRules.BALANCER,
                    "aws:cloudfront/distribution:Distribution",
                    "aws:s3/bucket:Bucket");

    private static final JsonNode STORES = PolicyData.read("stores.json");

    private RetentionRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "store-listed",
                        "Each table, bucket, log, queue and topic is listed with its purpose",
                        PRIVACY,
                        RetentionRules::listed),
                new PolicyRule(
                        "store-kinds",
                        "A kind of resource that nobody has examined might store content",
                        PRIVACY,
                        RetentionRules::kinds),
                new PolicyRule(
                        "log-retention",
                        "A log group without retention keeps its events for ever",
                        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/"
                                + "Working-with-log-groups-and-streams.html",
                        RetentionRules::logs),
                new PolicyRule(
                        "no-invocation-records",
                        "Records of destinations and dead-letter queues hold the whole event, such"
                                + " as an essay",
                        "https://docs.aws.amazon.com/lambda/latest/dg/"
                                + "invocation-async-retain-records.html",
                        RetentionRules::invocationRecords),
                new PolicyRule(
                        "no-access-logs",
                        "Access logs of the balancer, of CloudFront and of buckets hold visitors'"
                                + " addresses",
                        PRIVACY,
                        RetentionRules::accessLogs),
                new PolicyRule(
                        "no-model-logging",
                        "Bedrock's invocation logging stores prompts, replies and audio",
                        "https://docs.aws.amazon.com/bedrock/latest/userguide/"
                                + "model-invocation-logging.html",
                        RetentionRules::modelLogging),
                new PolicyRule(
                        "no-workflow-history",
                        "Standard workflows keep the data of their executions for 90 days, and"
                                + " logging keeps it longer; ours holds new keys",
                        "https://docs.aws.amazon.com/step-functions/latest/dg/"
                                + "concepts-standard-vs-express.html",
                        RetentionRules::workflows),
                new PolicyRule(
                        "no-cache-snapshots",
                        "A snapshot would keep sessions longer than the hour that they live",
                        PRIVACY,
                        RetentionRules::snapshots),
                new PolicyRule(
                        "bucket-private",
                        "A bucket without a block of public access may be opened by a policy",
                        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
                                + "access-control-block-public-access.html",
                        RetentionRules::buckets));
    }

    private static void listed(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            JsonNode names = STORES.path("stores").path(resource.type());
            if (names.isMissingNode()) {
                continue;
            }
            String name = storeName(resource, plan.stack());
            boolean isListed =
                    names.properties().stream()
                            .anyMatch(it -> Wildcards.matches(it.getKey(), name));
            if (!isListed) {
                findings.add(resource, "name", name, "a store of stores.json");
            }
        }
    }

    /** Returns the name in AWS without the stack's, or that in the program if AWS gives one. */
    private static String storeName(PlannedResource resource, String stack) {
        String name =
                Stream.of("name", "bucket", "replicationGroupId")
                        .map(it -> Properties.text(resource, it))
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse("");
        return name.isEmpty() ? resource.name() : name.replace(stack, "STACK");
    }

    private static void kinds(Plan plan, Findings findings) {
        Set<String> modules =
                new TreeSet<>(Properties.texts(STORES.path("modulesThatStoreNothing")));
        Set<String> types = new TreeSet<>(Properties.texts(STORES.path("typesThatStoreNothing")));
        for (PlannedResource resource : plan.resources()) {
            String type = resource.type();
            boolean isKnown =
                    !type.startsWith("aws:")
                            || (modules.contains(ProviderRules.module(type))
                                    && !RECORDING.matcher(type).find())
                            || types.contains(type)
                            || STORES.path("stores").has(type);
            if (!isKnown) {
                findings.add(resource, "type", type, "a kind in stores.json");
            }
        }
    }

    private static void logs(Plan plan, Findings findings) {
        int max = STORES.path("longestLogRetentionDays").asInt();
        for (PlannedResource group : plan.ofType(LOG_GROUP)) {
            findings.requireRange(group, "retentionInDays", 1, max);
        }
        for (PlannedResource function : plan.ofType(FunctionRules.FUNCTION)) {
            String group = Properties.text(function, "loggingConfig.logGroup");
            String expected =
                    group.isEmpty() ? "/aws/lambda/" + Properties.text(function, "name") : group;
            boolean isPlanned =
                    plan.ofType(LOG_GROUP).stream()
                            .filter(it -> it.provider().equals(function.provider()))
                            .anyMatch(it -> Properties.text(it, "name").equals(expected));
            if (!isPlanned) {
                findings.add(function, "log group", "Lambda's own", expected + " with retention");
            }
        }
    }

    private static void invocationRecords(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            for (String property : List.of("destinationConfig", "deadLetterConfig")) {
                if (ProviderRules.module(resource.type()).equals("lambda")
                        && Properties.isSet(resource, property)) {
                    findings.add(resource, property, "set", "not set");
                }
            }
            if (Properties.isSet(resource, "target.deadLetterConfig")) {
                findings.add(resource, "target.deadLetterConfig", "set", "not set");
            }
        }
    }

    private static void accessLogs(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            for (String property :
                    List.of("accessLogs", "connectionLogs", "loggingConfig", "loggings")) {
                if (ADDRESSED.contains(resource.type()) && Properties.isSet(resource, property)) {
                    findings.add(resource, property, "set", "not set");
                }
            }
        }
    }

    private static void modelLogging(Plan plan, Findings findings) {
        for (PlannedResource resource : plan.resources()) {
            if (resource.type().toLowerCase(Locale.ROOT).contains("invocationlogging")
                    && resource.type().startsWith("aws:")) {
                findings.add(resource, "type", resource.type(), "none");
            }
        }
    }

    private static void workflows(Plan plan, Findings findings) {
        for (PlannedResource machine : plan.ofType("aws:sfn/stateMachine:StateMachine")) {
            findings.require(machine, "type", "EXPRESS");
            findings.require(machine, "loggingConfiguration.level", "OFF");
            if (Properties.isTrue(machine, "loggingConfiguration.includeExecutionData")) {
                findings.add(machine, "loggingConfiguration.includeExecutionData", "true", "false");
            }
            if (Properties.isTrue(machine, "tracingConfiguration.enabled")) {
                findings.add(machine, "tracingConfiguration.enabled", "true", "false");
            }
        }
    }

    private static void snapshots(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(CacheRules.GROUP)) {
            findings.require(group, "snapshotRetentionLimit", "0");
        }
    }

    private static void buckets(Plan plan, Findings findings) {
        List<PlannedResource> blocks =
                plan.ofType("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
        Properties.ofTypes(plan, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
                .filter(bucket -> blocks.stream().noneMatch(it -> Properties.dependsOn(it, bucket)))
                .forEach(it -> findings.add(it, "public access", "not blocked", "blocked"));
        for (PlannedResource block : blocks) {
            findings.require(block, "blockPublicAcls", "true");
            findings.require(block, "blockPublicPolicy", "true");
            findings.require(block, "ignorePublicAcls", "true");
            findings.require(block, "restrictPublicBuckets", "true");
        }
    }
}
