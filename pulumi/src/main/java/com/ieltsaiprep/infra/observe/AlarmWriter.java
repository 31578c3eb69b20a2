package com.ieltsaiprep.infra.observe;

import com.pulumi.aws.cloudwatch.LogMetricFilter;
import com.pulumi.aws.cloudwatch.LogMetricFilterArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.LogMetricFilterMetricTransformationArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryMetricArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writer of a region's alarms in CloudWatch. In prod they have the documents' names, such as {@code
 * IELTSGenAIPrep-HighErrorRate}; in other stages the stage follows. Missing data is no alarm.
 */
final class AlarmWriter {
    private static final String PREFIX = "IELTSGenAIPrep-";

    /** Namespace of metrics that are counted in a log. */
    static final String LOG_NAMESPACE = "IELTSGenAIPrep/Log";

    private final String stage;
    private final String suffix;
    private final Output<String> topicArn;
    private final CustomResourceOptions options;

    /**
     * Metric of an expression.
     *
     * @param id name in the expression
     */
    record Operand(String id, Metric metric) {}

    /** Metric in CloudWatch with its dimensions. */
    record Metric(String namespace, String name, Map<String, Output<String>> dimensions) {
        Output<Map<String, String>> knownDimensions() {
            return known(dimensions);
        }
    }

    /**
     * Creates a writer.
     *
     * @param resourceSuffix what makes the resources' names unique in the stack, such as {@code us}
     */
    AlarmWriter(
            String stage,
            String resourceSuffix,
            Output<String> topicArn,
            CustomResourceOptions options) {
        this.stage = stage;
        this.suffix = resourceSuffix;
        this.topicArn = topicArn;
        this.options = options;
    }

    /** Raises an alarm above a metric's threshold. */
    void above(Alarm alarm, Metric metric) {
        MetricAlarmArgs.Builder args =
                common(alarm, "GreaterThanThreshold")
                        .namespace(metric.namespace())
                        .metricName(metric.name())
                        .dimensions(metric.knownDimensions())
                        .period(alarm.periodSeconds());
        if (alarm.isPercentile()) {
            args.extendedStatistic(alarm.statistic()).evaluateLowSampleCountPercentiles("ignore");
        } else {
            args.statistic(alarm.statistic());
        }
        register(alarm, args);
    }

    /** Raises an alarm above the threshold of an expression over metrics, ten at most. */
    void above(Alarm alarm, String expression, List<Operand> operands) {
        List<MetricAlarmMetricQueryArgs> queries = new ArrayList<>();
        queries.add(
                MetricAlarmMetricQueryArgs.builder()
                        .id("result")
                        .expression(expression)
                        .label(alarm.name())
                        .returnData(true)
                        .build());
        for (Operand operand : operands) {
            queries.add(
                    MetricAlarmMetricQueryArgs.builder()
                            .id(operand.id())
                            .metric(
                                    MetricAlarmMetricQueryMetricArgs.builder()
                                            .namespace(operand.metric().namespace())
                                            .metricName(operand.metric().name())
                                            .dimensions(operand.metric().knownDimensions())
                                            .period(alarm.periodSeconds())
                                            .stat(alarm.statistic())
                                            .build())
                            .returnData(false)
                            .build());
        }
        register(alarm, common(alarm, "GreaterThanThreshold").metricQueries(queries));
    }

    /** Raises an alarm above the threshold of a query of Metrics Insights. */
    void aboveQuery(Alarm alarm, String query) {
        register(
                alarm,
                common(alarm, "GreaterThanThreshold")
                        .metricQueries(
                                MetricAlarmMetricQueryArgs.builder()
                                        .id("result")
                                        .expression(query)
                                        .label(alarm.name())
                                        .period(alarm.periodSeconds())
                                        .returnData(true)
                                        .build()));
    }

    /** Raises an alarm when a log has more lines that match a filter pattern than allowed. */
    void logged(Alarm alarm, String logGroup, String pattern) {
        String metric = alarm.name() + "-" + stage;
        new LogMetricFilter(
                resource(alarm),
                LogMetricFilterArgs.builder()
                        .name(PREFIX + metric)
                        .logGroupName(logGroup)
                        .pattern(pattern)
                        .metricTransformation(
                                LogMetricFilterMetricTransformationArgs.builder()
                                        .namespace(LOG_NAMESPACE)
                                        .name(metric)
                                        .value("1")
                                        .build())
                        .build(),
                options);
        above(alarm, new Metric(LOG_NAMESPACE, metric, Map.of()));
    }

    private MetricAlarmArgs.Builder common(Alarm alarm, String comparison) {
        return MetricAlarmArgs.builder()
                .name(PREFIX + alarm.name() + (stage.equals("prod") ? "" : "-" + stage))
                .alarmDescription(alarm.description())
                .comparisonOperator(comparison)
                .threshold(alarm.threshold())
                .evaluationPeriods(alarm.periods())
                .treatMissingData("notBreaching")
                .alarmActions(topicArn.applyValue(List::of))
                .okActions(topicArn.applyValue(List::of));
    }

    private void register(Alarm alarm, MetricAlarmArgs.Builder args) {
        new MetricAlarm(resource(alarm), args.build(), options);
    }

    private String resource(Alarm alarm) {
        return alarm.name() + "-" + suffix;
    }

    private static Output<Map<String, String>> known(Map<String, Output<String>> dimensions) {
        List<String> names = dimensions.keySet().stream().sorted().toList();
        List<Output<String>> values = names.stream().map(dimensions::get).toList();
        return Output.all(values)
                .applyValue(
                        texts -> {
                            Map<String, String> known = new TreeMap<>();
                            for (int i = 0; i < names.size(); i++) {
                                known.put(names.get(i), texts.get(i));
                            }
                            return known;
                        });
    }
}
