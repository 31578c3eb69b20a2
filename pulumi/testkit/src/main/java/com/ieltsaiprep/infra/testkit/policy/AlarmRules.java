package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;

/** Rules on alarms. */
final class AlarmRules {
    static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

    private static final int DAY_SECONDS = 86_400;

    private AlarmRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "alarm-message",
                        "An alarm without an action of its region tells no one",
                        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/"
                                + "API_PutMetricAlarm.html",
                        AlarmRules::message),
                new PolicyRule(
                        "alarm-period",
                        "A period is 10, 20, 30 or a multiple of 60 s; periods of an alarm cover a"
                                + " day at most, unless each is an hour or more",
                        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/"
                                + "API_PutMetricAlarm.html",
                        AlarmRules::period));
    }

    private static void message(Plan plan, Findings findings) {
        for (PlannedResource alarm : plan.ofType(ALARM)) {
            String topic = Properties.text(alarm, "alarmActions.0");
            String region = ProviderRules.regions(plan).getOrDefault(alarm.provider(), "");
            if (!topic.startsWith("arn:aws:sns:" + region + ":")) {
                findings.add(alarm, "alarmActions", topic, "a topic in " + region);
            }
            findings.require(alarm, "treatMissingData", "notBreaching", "breaching", "ignore");
        }
    }

    private static void period(Plan plan, Findings findings) {
        for (PlannedResource alarm : plan.ofType(ALARM)) {
            if (!Properties.isSet(alarm, "period")) {
                continue;
            }
            long period = Properties.number(alarm, "period", 0);
            long all = period * Properties.number(alarm, "evaluationPeriods", 1);
            boolean isPeriod =
                    (period > 0 && period % 60 == 0) || List.of(10L, 20L, 30L).contains(period);
            boolean isShort = period < 3_600;
            if (!isPeriod || (isShort && all > DAY_SECONDS)) {
                findings.add(
                        alarm, "period", period + " s, " + all + " s in all", "a period of AWS");
            }
        }
    }
}
