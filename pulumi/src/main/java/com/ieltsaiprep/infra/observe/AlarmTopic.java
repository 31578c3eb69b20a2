package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.JsonOutput;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;

/**
 * Topic of a region's alarms, which alarms of that region and the budgets of the account publish
 * to. Its messages name alarms and metrics, never users.
 */
public final class AlarmTopic extends ComponentResource {
    private final Topic topic;

    /**
     * Inputs of the topic.
     *
     * @param name name of the topic in AWS
     * @param email address that receives the messages once it has confirmed; empty: none
     * @param accountId AWS account of the stack
     */
    public record Inputs(String name, String email, Output<String> accountId) {}

    /**
     * Registers the topic.
     *
     * @param options with the provider of the region
     */
    public AlarmTopic(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:observe:AlarmTopic", name, options);
        CustomResourceOptions child = CustomResourceOptions.builder().parent(this).build();
        this.topic = new Topic(name, TopicArgs.builder().name(inputs.name()).build(), child);
        new TopicPolicy(
                name,
                TopicPolicyArgs.builder()
                        .arn(topic.arn())
                        .policy(JsonOutput.of(policy(inputs.accountId())))
                        .build(),
                child);
        if (!inputs.email().isEmpty()) {
            new TopicSubscription(
                    name,
                    TopicSubscriptionArgs.builder()
                            .topic(topic.arn())
                            .protocol("email")
                            .endpoint(inputs.email())
                            .build(),
                    child);
        }
        registerOutputs(Map.of());
    }

    /** Returns the topic's ARN. */
    public Output<String> arn() {
        return topic.arn();
    }

    private Map<String, Object> policy(Output<String> accountId) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                        Map.of(
                                "Sid",
                                "Alarms",
                                "Effect",
                                "Allow",
                                "Principal",
                                Map.of(
                                        "Service",
                                        List.of(
                                                "cloudwatch.amazonaws.com",
                                                "budgets.amazonaws.com")),
                                "Action",
                                "sns:Publish",
                                "Resource",
                                topic.arn(),
                                "Condition",
                                Map.of("StringEquals", Map.of("aws:SourceAccount", accountId)))));
    }
}
