package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.observe.AlarmWriter.Metric;
import com.ieltsaiprep.infra.observe.AlarmWriter.Operand;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Alarms of a region's API, tables and cache. Their meaning, and what to do, is in
 * docs/operations/runbook.md.
 */
public final class RegionAlarms extends ComponentResource {
    private static final String LAMBDA = "AWS/Lambda";
    private static final String DYNAMODB = "AWS/DynamoDB";
    private static final String API = "IELTSGenAIPrep";
    private static final String APPS = "IELTSGenAIPrep/Apps";
    private static final String TABLE_NAME = "TableName";

    private final MonitoredRegion region;
    private final AlarmWriter alarms;

    /**
     * Registers the alarms.
     *
     * @param topicArn topic in the same region
     * @param options with the provider of the region
     */
    public RegionAlarms(
            String name,
            String stage,
            MonitoredRegion region,
            Output<String> topicArn,
            ComponentResourceOptions options) {
        super("ielts:observe:RegionAlarms", name, options);
        this.region = region;
        this.alarms =
                new AlarmWriter(
                        stage,
                        region.region().code(),
                        topicArn,
                        CustomResourceOptions.builder().parent(this).build());
        functions();
        api();
        apiLog();
        apps();
        tables();
        cache();
        registerOutputs(Map.of());
    }

    private void functions() {
        List<Operand> errors = perFunction("Errors", "e");
        List<Operand> both = new ArrayList<>(errors);
        both.addAll(perFunction("Invocations", "i"));
        alarms.above(
                new Alarm(
                        "HighErrorRate",
                        "High error rate in Lambda functions",
                        "Sum",
                        Alarm.FIVE_MINUTES,
                        10,
                        2),
                sum(errors),
                errors);
        alarms.above(
                new Alarm(
                        "LambdaErrors",
                        "More than 1 % of the invocations fail",
                        "Sum",
                        Alarm.FIVE_MINUTES,
                        1,
                        2),
                "100*(" + sum(errors) + ")/(" + sum(perFunction("Invocations", "i")) + ")",
                both);
        duration("LambdaDuration", "writing", "p95", 30_000);
        duration("LatencyAuth", "auth", "p99", 3_000);
        duration("LatencySpeech", "speech", "p99", 3_000);
    }

    private void duration(String name, String function, String statistic, double milliseconds) {
        alarms.above(
                new Alarm(
                        name,
                        statistic + " of the duration of " + function,
                        statistic,
                        Alarm.FIVE_MINUTES,
                        milliseconds,
                        3),
                function("Duration", function));
    }

    private void api() {
        alarms.above(
                new Alarm(
                        "Api5xx",
                        "More than 0.1 % of the responses are 5xx",
                        "Average",
                        Alarm.FIVE_MINUTES,
                        0.001,
                        2),
                new Metric(
                        "AWS/ApiGateway",
                        "5XXError",
                        Map.of(
                                "ApiName", Output.of(region.apiName()),
                                "Stage", Output.of(region.apiStage()))));
    }

    private void apiLog() {
        anyOf("EmailsNotSent", "auth", "SES rejects or throttles");
        anyOf("AttemptsUnavailable", "auth", "The table of purchases is unreadable");
        anyOf("TokenReuses", "auth", "Refresh tokens are presented again after their rotation");
        anyOfAll("CleanupFailures", "what", "Data or conversations may be left");
        anyOfAll("RateLimitUncounted", "limit", "Rate limits are not enforced");
    }

    private void anyOf(String metric, String function, String description) {
        alarms.above(
                Alarm.sum(metric, description, metric.equals("TokenReuses") ? 20 : 0),
                new Metric(
                        API,
                        metric,
                        Map.of(
                                "function", Output.of(function),
                                "region", Output.of(region.region().awsName()))));
    }

    private void anyOfAll(String metric, String dimension, String description) {
        alarms.aboveQuery(
                Alarm.sum(metric, description, 0),
                "SELECT SUM(%s) FROM SCHEMA(\"%s\", \"function\", \"%s\", \"region\")"
                        .formatted(metric, API, dimension));
    }

    /** Apps report to the nearest region; a lone learner's network is no alarm. */
    private void apps() {
        alarms.above(
                new Alarm(
                        "NovaSonicLag",
                        "From the tap to the first word of the examiner, as apps report it",
                        "p95",
                        Alarm.FIVE_MINUTES,
                        5_000,
                        3),
                new Metric(
                        APPS,
                        "ClientDelay",
                        Map.of(
                                "type", Output.of("first_word"),
                                "asked", Output.of(AwsRegion.VIRGINIA.awsName()))));
    }

    private void tables() {
        List<Operand> throttles = new ArrayList<>();
        List<Operand> lags = new ArrayList<>();
        for (String table : region.tables()) {
            for (String kind : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
                throttles.add(
                        new Operand(
                                "t" + throttles.size(),
                                new Metric(DYNAMODB, kind, Map.of(TABLE_NAME, Output.of(table)))));
            }
            for (AwsRegion other : AwsRegion.values()) {
                if (other != region.region()) {
                    lags.add(new Operand("l" + lags.size(), lag(table, other)));
                }
            }
        }
        alarms.above(
                Alarm.sum("DynamoDBThrottling", "A table throttles", 0), sum(throttles), throttles);
        alarms.above(
                new Alarm(
                        "ReplicationLag",
                        "Writes take more than 10 s to another region, ms",
                        "Average",
                        Alarm.MINUTE,
                        10_000,
                        5),
                "MAX([" + ids(lags, ",") + "])",
                lags);
    }

    private static Metric lag(String table, AwsRegion receiver) {
        return new Metric(
                DYNAMODB,
                "ReplicationLatency",
                Map.of(
                        TABLE_NAME,
                        Output.of(table),
                        "ReceivingRegion",
                        Output.of(receiver.awsName())));
    }

    private void cache() {
        Map<String, Output<String>> node = Map.of("CacheClusterId", region.cacheClusterId());
        alarms.above(
                new Alarm(
                        "RedisCpu", "CPU of Redis, percent", "Maximum", Alarm.FIVE_MINUTES, 80, 2),
                new Metric("AWS/ElastiCache", "EngineCPUUtilization", node));
        alarms.above(
                Alarm.sum("RedisEvictions", "Redis is full: sessions or tickets are evicted", 0),
                new Metric("AWS/ElastiCache", "Evictions", node));
    }

    private List<Operand> perFunction(String metric, String letter) {
        List<Operand> operands = new ArrayList<>();
        for (String function : region.functions().keySet()) {
            operands.add(new Operand(letter + operands.size(), function(metric, function)));
        }
        return operands;
    }

    private Metric function(String metric, String function) {
        String name = region.functions().get(function);
        if (name == null) {
            throw new IllegalArgumentException("no function " + function);
        }
        return new Metric(LAMBDA, metric, Map.of("FunctionName", Output.of(name)));
    }

    private static String sum(List<Operand> operands) {
        return operands.stream()
                .map(operand -> "FILL(" + operand.id() + ",0)")
                .collect(Collectors.joining("+"));
    }

    private static String ids(List<Operand> operands, String separator) {
        return operands.stream().map(Operand::id).collect(Collectors.joining(separator));
    }
}
