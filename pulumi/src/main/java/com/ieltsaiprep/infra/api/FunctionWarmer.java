package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.JsonOutput;
import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.resources.CustomResourceOptions;

import java.util.Map;

/** Schedule that keeps a process of each of a region's functions warm; five of them at most. */
final class FunctionWarmer {
    FunctionWarmer(
            Names names,
            AwsRegion region,
            Map<FunctionKind, Alias> aliases,
            CustomResourceOptions child) {
        String name = region.code() + "-warmer";
        EventRule rule =
                new EventRule(
                        name,
                        EventRuleArgs.builder()
                                .name(names.of("warmer"))
                                .description("Keeps the functions warm")
                                .scheduleExpression("rate(5 minutes)")
                                .build(),
                        child);
        aliases.forEach(
                (kind, alias) -> {
                    new Permission(
                            name + "-" + kind.slug(),
                            PermissionArgs.builder()
                                    .statementId("warmer")
                                    .action("lambda:InvokeFunction")
                                    .function(alias.functionName())
                                    .qualifier(alias.name())
                                    .principal("events.amazonaws.com")
                                    .sourceArn(rule.arn())
                                    .build(),
                            child);
                    new EventTarget(
                            name + "-" + kind.slug(),
                            EventTargetArgs.builder()
                                    .rule(rule.name())
                                    .targetId(kind.slug())
                                    .arn(alias.arn())
                                    .input(JsonOutput.text(Map.of("warm", true)))
                                    .build(),
                            child);
                });
    }
}
