package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.JsonOutput;
import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Dashboards of a stack: {@code IELTSGenAIPrepProd} with a row for each region, and {@code
 * IELTSGenAIPrepProd-Gateway}. Dashboards are global; their widgets name the region.
 */
public final class Dashboards extends ComponentResource {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 6;

    /**
     * Inputs of the dashboards.
     *
     * @param regions in the order of their rows
     * @param group Auto Scaling group of the gateway
     * @param balancer load balancer as a dimension
     */
    public record Inputs(
            String stage, List<MonitoredRegion> regions, String group, Output<String> balancer) {
        /** Creates inputs from an immutable copy of the regions. */
        public Inputs {
            regions = List.copyOf(regions);
        }
    }

    /** Registers the dashboards. */
    public Dashboards(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:observe:Dashboards", name, options);
        CustomResourceOptions child = CustomResourceOptions.builder().parent(this).build();
        String stage = inputs.stage();
        String title =
                "IELTSGenAIPrep"
                        + stage.substring(0, 1).toUpperCase(Locale.ROOT)
                        + stage.substring(1);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < inputs.regions().size(); i++) {
            rows.addAll(row(inputs.regions().get(i), i * HEIGHT));
        }
        dashboard(name, title, rows, child);
        dashboard(name + "-gateway", title + "-Gateway", gateway(inputs), child);
        registerOutputs(Map.of());
    }

    private static void dashboard(
            String name, String title, List<Object> widgets, CustomResourceOptions options) {
        new Dashboard(
                name,
                DashboardArgs.builder()
                        .dashboardName(title)
                        .dashboardBody(JsonOutput.of(Map.of("widgets", widgets)))
                        .build(),
                options);
    }

    private static List<Object> row(MonitoredRegion region, int y) {
        String aws = region.region().awsName();
        List<Object> functions = new ArrayList<>();
        for (String function : region.functions().values()) {
            functions.add(List.of("AWS/Lambda", "Duration", "FunctionName", function));
            functions.add(
                    List.of(
                            "AWS/Lambda",
                            "Errors",
                            "FunctionName",
                            function,
                            Map.of("stat", "Sum")));
        }
        List<Object> data = new ArrayList<>();
        for (String table : region.tables()) {
            data.add(List.of("AWS/DynamoDB", "ConsumedReadCapacityUnits", "TableName", table));
        }
        data.add(
                List.of(
                        "AWS/ElastiCache",
                        "CPUUtilization",
                        "CacheClusterId",
                        region.cacheClusterId()));
        List<Object> api = new ArrayList<>();
        for (String metric : List.of("Count", "4XXError", "5XXError")) {
            api.add(
                    List.of(
                            "AWS/ApiGateway",
                            metric,
                            "ApiName",
                            region.apiName(),
                            "Stage",
                            region.apiStage(),
                            Map.of("stat", "Sum")));
        }
        return List.of(
                widget("Functions, " + aws, aws, 0, y, functions),
                widget("Tables and cache, " + aws, aws, WIDTH, y, data),
                widget("API, " + aws, aws, 2 * WIDTH, y, api));
    }

    private static List<Object> gateway(Inputs inputs) {
        String aws = AwsRegion.VIRGINIA.awsName();
        return List.of(
                widget(
                        "Conversations",
                        aws,
                        0,
                        0,
                        metrics(inputs.group(), "Sum", "Conversations", "Streams")),
                widget(
                        "First audio, s",
                        aws,
                        WIDTH,
                        0,
                        metrics(inputs.group(), "p95", "FirstAudio")),
                widget(
                        "Connections",
                        aws,
                        2 * WIDTH,
                        0,
                        metrics(
                                inputs.group(),
                                "Sum",
                                "Connections",
                                "ConnectionsLost",
                                "ConnectionsBad",
                                "Resumptions",
                                "ResumptionsRefused")),
                widget(
                        "Bedrock",
                        aws,
                        0,
                        HEIGHT,
                        metrics(inputs.group(), "Sum", "BedrockThrottles", "StreamFailures")),
                widget(
                        "Event-loop lag, s",
                        aws,
                        WIDTH,
                        HEIGHT,
                        metrics(inputs.group(), "Maximum", "EventLoopLag")),
                widget(
                        "Load balancer",
                        aws,
                        2 * WIDTH,
                        HEIGHT,
                        List.of(
                                List.of(
                                        "AWS/NetworkELB",
                                        "ActiveFlowCount",
                                        "LoadBalancer",
                                        inputs.balancer()))));
    }

    private static List<Object> metrics(String group, String statistic, String... names) {
        List<Object> metrics = new ArrayList<>();
        for (String name : names) {
            metrics.add(
                    List.of(
                            "IELTSGenAIPrep/Gateway",
                            name,
                            "AutoScalingGroupName",
                            group,
                            Map.of("stat", statistic, "period", Alarm.MINUTE)));
        }
        return metrics;
    }

    private static Map<String, Object> widget(
            String title, String region, int x, int y, List<Object> metrics) {
        return Map.of(
                "type",
                "metric",
                "x",
                x,
                "y",
                y,
                "width",
                WIDTH,
                "height",
                HEIGHT,
                "properties",
                Map.of(
                        "title",
                        title,
                        "region",
                        region,
                        "stat",
                        "Average",
                        "period",
                        Alarm.FIVE_MINUTES,
                        "metrics",
                        metrics));
    }
}
