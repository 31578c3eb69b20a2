package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.cache.CacheOutputs;
import com.ieltsaiprep.infra.data.ProductTable;
import com.ieltsaiprep.infra.security.AccountArns;
import com.ieltsaiprep.infra.security.MarkingModels;
import com.pulumi.core.Output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environment of a function; docs/operations/api.md explains the variables. One secret makes the
 * whole map secret in Pulumi; Lambda encrypts it at rest.
 */
public final class FunctionEnvironment {
    private final Stack stack;
    private final AwsRegion region;

    /**
     * Values of the stack.
     *
     * @param arns ARNs of the account
     */
    public record Stack(
            String stage,
            Names names,
            String domain,
            ApiOptions options,
            Output<AccountArns> arns) {}

    FunctionEnvironment(Stack stack, AwsRegion region) {
        this.stack = stack;
        this.region = region;
    }

    /** Returns the variables of a function. */
    Output<Map<String, String>> of(FunctionKind kind, CacheOutputs cache) {
        Map<String, Output<String>> variables = new TreeMap<>();
        plain().forEach((name, value) -> variables.put(name, Output.of(value)));
        variables.put(
                "SPEECH_FUNCTION",
                stack.arns.applyValue(
                        arns -> arns.liveAlias(FunctionKind.SPEECH.slug(), AwsRegion.VIRGINIA)));
        if (kind.needsNetwork(region)) {
            variables.put("ELASTICACHE_CLUSTER", cache.address());
            variables.put("REDIS_URL", cache.url());
        }
        if (kind.servesRequests()) {
            stack.options
                    .cloudFrontSecrets()
                    .ifPresent(secrets -> variables.put("CLOUDFRONT_SECRETS", secrets));
        }
        if (kind == FunctionKind.WRITING) {
            marking(variables);
        }
        List<String> names = List.copyOf(variables.keySet());
        return Output.all(List.copyOf(variables.values())).applyValue(values -> zip(names, values));
    }

    private Map<String, String> plain() {
        Map<String, String> plain = new TreeMap<>();
        plain.put("STAGE", stack.stage);
        plain.put("HOME_REGION", AwsRegion.VIRGINIA.awsName());
        plain.put("CORS_ORIGIN", String.join(",", stack.options.origins()));
        plain.put("WEB_URL", "https://" + stack.domain);
        plain.put("MAIL_FROM", "IELTS AI Prep <no-reply@" + stack.domain + ">");
        plain.put("NOVA_SONIC_REGION", AwsRegion.VIRGINIA.awsName());
        plain.put("NOVA_SONIC_STREAM_URL", "wss://streaming-us." + stack.domain + "/nova-sonic");
        // The second compiler costs a short-lived process more than it gains.
        plain.put("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
        for (AwsRegion each : AwsRegion.values()) {
            plain.put(
                    "API_URL_" + each.code().toUpperCase(Locale.ROOT),
                    "https://api-" + each.code() + "." + stack.domain);
        }
        Arrays.stream(ProductTable.values())
                .forEach(table -> plain.put(table.variable(), stack.names.table(table.slug())));
        return plain;
    }

    private void marking(Map<String, Output<String>> variables) {
        MarkingModels models = stack.options.models();
        variables.put("MARKING_MODEL", Output.of(MarkingModels.profile(models.first(), region)));
        models.second()
                .ifPresent(
                        second ->
                                variables.put(
                                        "MARKING_SECOND_MODEL",
                                        Output.of(MarkingModels.profile(second, region))));
        variables.put("MARKING_SECRET", stack.options.markingSecret());
        variables.put(
                "WRITING_FUNCTION",
                stack.arns.applyValue(arns -> arns.liveAlias(FunctionKind.WRITING.slug(), region)));
    }

    private static Map<String, String> zip(List<String> names, List<String> values) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }
}
