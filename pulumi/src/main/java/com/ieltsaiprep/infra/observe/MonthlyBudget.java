package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.budgets.Budget;
import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetCostFilterArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;

/**
 * Budget of a stack for a month: messages at 80 % and 100 % of it, and when the forecast exceeds
 * it. Costs are those with the tag {@code stage}, which must be activated as a cost allocation tag.
 */
public final class MonthlyBudget extends ComponentResource {
    /**
     * Inputs of the budget.
     *
     * @param usd its amount
     * @param topicArn topic of the messages
     */
    public record Inputs(Names names, String stage, int usd, Output<String> topicArn) {}

    /** Registers the budget. */
    public MonthlyBudget(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:observe:MonthlyBudget", name, options);
        new Budget(
                name,
                BudgetArgs.builder()
                        .name(inputs.names().of("monthly"))
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .limitAmount(String.valueOf(inputs.usd()))
                        .limitUnit("USD")
                        .costFilters(
                                BudgetCostFilterArgs.builder()
                                        .name("TagKeyValue")
                                        .values("user:stage$" + inputs.stage())
                                        .build())
                        .notifications(
                                notification("ACTUAL", 80, inputs.topicArn()),
                                notification("ACTUAL", 100, inputs.topicArn()),
                                notification("FORECASTED", 100, inputs.topicArn()))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of());
    }

    private static BudgetNotificationArgs notification(
            String type, double percent, Output<String> topicArn) {
        return BudgetNotificationArgs.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .thresholdType("PERCENTAGE")
                .threshold(percent)
                .subscriberSnsTopicArns(topicArn.applyValue(List::of))
                .build();
    }
}
