package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.JsonOutput;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.YamlDocument;
import com.pulumi.aws.apigateway.Deployment;
import com.pulumi.aws.apigateway.DeploymentArgs;
import com.pulumi.aws.apigateway.MethodSettings;
import com.pulumi.aws.apigateway.MethodSettingsArgs;
import com.pulumi.aws.apigateway.RestApi;
import com.pulumi.aws.apigateway.RestApiArgs;
import com.pulumi.aws.apigateway.Stage;
import com.pulumi.aws.apigateway.StageArgs;
import com.pulumi.aws.apigateway.UsagePlan;
import com.pulumi.aws.apigateway.UsagePlanArgs;
import com.pulumi.aws.apigateway.inputs.MethodSettingsSettingsArgs;
import com.pulumi.aws.apigateway.inputs.RestApiEndpointConfigurationArgs;
import com.pulumi.aws.apigateway.inputs.StageAccessLogSettingsArgs;
import com.pulumi.aws.apigateway.inputs.UsagePlanApiStageArgs;
import com.pulumi.aws.apigateway.inputs.UsagePlanThrottleSettingsArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * REST API of a region, imported from the project's OpenAPI document, in front of the aliases of
 * its functions; with its stage, firewall, throttling and access log.
 *
 * <p>Tracing of the stage is off: its segments would hold callers' addresses and paths, which may
 * contain the token of a QR sign-in. The functions are traced.
 */
public final class RegionalRestApi extends ComponentResource {
    private static final double RATE = 1_000;
    private static final int BURST = 2_000;

    /** Neither addresses nor paths with values, headers or bodies. */
    private static final Map<String, String> ACCESS_LOG =
            Map.of(
                    "request_id", "$context.requestId",
                    "time", "$context.requestTimeEpoch",
                    "method", "$context.httpMethod",
                    "resource", "$context.resourcePath",
                    "status", "$context.status",
                    "bytes", "$context.responseLength",
                    "ms", "$context.responseLatency",
                    "function_ms", "$context.integrationLatency",
                    "error", "$context.error.responseType",
                    "firewall", "$context.waf.status");

    private final Inputs inputs;
    private final String name;
    private final CustomResourceOptions child;
    private final RestApi api;
    private final Stage stage;

    /**
     * Inputs of the API.
     *
     * @param document OpenAPI document
     * @param origin origin of the page
     * @param aliases alias of each function that serves requests
     * @param account what lets API Gateway write to logs in the region
     */
    public record Inputs(
            Names names,
            AwsRegion region,
            String stage,
            YamlDocument document,
            String origin,
            Map<FunctionKind, Alias> aliases,
            int logRetentionDays,
            Resource account) {}

    /**
     * Registers the API.
     *
     * @param options with the provider of the region
     */
    public RegionalRestApi(Inputs inputs, ComponentResourceOptions options) {
        super("ielts:api:RegionalRestApi", "api-" + inputs.region().code(), options);
        this.inputs = inputs;
        name = inputs.region().code() + "-api";
        child = CustomResourceOptions.builder().parent(this).build();
        Output<String> body = body();
        api =
                new RestApi(
                        name,
                        RestApiArgs.builder()
                                .name(apiName())
                                .body(body)
                                .endpointConfiguration(
                                        RestApiEndpointConfigurationArgs.builder()
                                                .types("REGIONAL")
                                                .build())
                                // Otherwise clients could avoid our host names.
                                .disableExecuteApiEndpoint(true)
                                .build(),
                        child);
        stage = stage(deployment(body));
        permissions();
        throttling();
        new ApiFirewall(name, apiName(), stage.arn(), child);
        registerOutputs(Map.of());
    }

    /** Returns the stage that serves the requests. */
    public Stage stage() {
        return stage;
    }

    /** Returns the name of the API, a dimension of its metrics. */
    public String apiName() {
        return inputs.names().of("api", inputs.region());
    }

    private Output<String> body() {
        List<FunctionKind> kinds = OpenApiImport.functions(inputs.document());
        List<Output<String>> arns =
                kinds.stream()
                        .map(kind -> Objects.requireNonNull(inputs.aliases().get(kind)).invokeArn())
                        .toList();
        return Output.all(arns)
                .applyValue(
                        known ->
                                new OpenApiImport(
                                                inputs.document(),
                                                inputs.origin(),
                                                kind -> known.get(kinds.indexOf(kind)))
                                        .body(apiName()));
    }

    /**
     * A deployment is a copy of the API: without the trigger a changed body would not be served.
     */
    private Deployment deployment(Output<String> body) {
        return new Deployment(
                name,
                DeploymentArgs.builder()
                        .restApi(api.id())
                        .triggers(body.applyValue(text -> Map.of("body", sha256(text))))
                        .build(),
                child);
    }

    private Stage stage(Deployment deployment) {
        LogGroup log =
                new LogGroup(
                        name,
                        LogGroupArgs.builder()
                                .name("/aws/apigateway/" + apiName())
                                .retentionInDays(inputs.logRetentionDays())
                                .build(),
                        child);
        return new Stage(
                name,
                StageArgs.builder()
                        .restApi(api.id())
                        .deployment(deployment.id())
                        .stageName(inputs.stage())
                        .xrayTracingEnabled(false)
                        .accessLogSettings(
                                StageAccessLogSettingsArgs.builder()
                                        .destinationArn(log.arn())
                                        .format(JsonOutput.text(ACCESS_LOG))
                                        .build())
                        .build(),
                CustomResourceOptions.builder().parent(this).dependsOn(inputs.account()).build());
    }

    private void permissions() {
        new ArrayList<>(inputs.aliases().keySet())
                .stream()
                        .sorted()
                        .forEach(
                                kind -> {
                                    Alias alias =
                                            Objects.requireNonNull(inputs.aliases().get(kind));
                                    new Permission(
                                            name + "-" + kind.slug(),
                                            PermissionArgs.builder()
                                                    .statementId("rest-api")
                                                    .action("lambda:InvokeFunction")
                                                    .function(alias.functionName())
                                                    .qualifier(alias.name())
                                                    .principal("apigateway.amazonaws.com")
                                                    .sourceArn(
                                                            Output.format(
                                                                    "%s/%s/*",
                                                                    api.executionArn(),
                                                                    inputs.stage()))
                                                    .build(),
                                            child);
                                });
    }

    private void throttling() {
        new MethodSettings(
                name,
                MethodSettingsArgs.builder()
                        .restApi(api.id())
                        .stageName(stage.stageName())
                        .methodPath("*/*")
                        .settings(
                                MethodSettingsSettingsArgs.builder()
                                        .throttlingRateLimit(RATE)
                                        .throttlingBurstLimit(BURST)
                                        .metricsEnabled(true)
                                        // Execution logs hold paths, and with data tracing bodies.
                                        .loggingLevel("OFF")
                                        .dataTraceEnabled(false)
                                        .build())
                        .build(),
                child);
        // Holds callers with API keys only, of which there are none: the settings above hold all.
        new UsagePlan(
                name,
                UsagePlanArgs.builder()
                        .name(apiName())
                        .apiStages(
                                UsagePlanApiStageArgs.builder()
                                        .apiId(api.id())
                                        .stage(stage.stageName())
                                        .build())
                        .throttleSettings(
                                UsagePlanThrottleSettingsArgs.builder()
                                        .rateLimit(RATE)
                                        .burstLimit(BURST)
                                        .build())
                        .build(),
                child);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
