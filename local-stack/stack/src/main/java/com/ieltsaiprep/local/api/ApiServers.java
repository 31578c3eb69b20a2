package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.AwsRole;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * API servers: one API Gateway stand-in per region in front of the Lambda functions, and the Lambda
 * stand-in by which they invoke each other.
 *
 * <p>A function's code is loaded once; its instances differ from region to region.
 */
final class ApiServers {
    private final ApiConfig config;
    private final Map<String, FunctionCode> codeByFunction = new HashMap<>();

    /**
     * Loads the functions.
     *
     * @throws IOException if one is missing
     */
    ApiServers(ApiConfig config) throws IOException {
        this.config = config;
        for (ApiConfig.Function function : config.functions()) {
            codeByFunction.put(
                    function.name(),
                    FunctionCode.load(Path.of(function.folder()), function.handler()));
        }
    }

    /** Starts to listen in all regions; returns the APIs' ports in the order of configuration. */
    Future<List<Integer>> listen(Vertx vertx) {
        Map<Region, Map<String, LambdaFunction>> functions = new EnumMap<>(Region.class);
        config.regions().forEach(region -> functions.put(region.region(), functions(region)));
        InvocationRecords records = new InvocationRecords();
        AwsCallRecorder calls = new AwsCallRecorder();
        LambdaStandIn lambda =
                new LambdaStandIn(
                        vertx,
                        functions,
                        new SignatureVerifier(
                                Credentials.local(), "lambda", InstantSource.system()),
                        calls,
                        records);
        ControlServer control = calls.addRoutes(control(vertx, records));
        List<Future<Integer>> servers =
                config.regions().stream()
                        .map(
                                region ->
                                        standIn(
                                                        Objects.requireNonNull(
                                                                functions.get(region.region())))
                                                .listen(vertx, region.port()))
                        .map(server -> server.map(HttpServer::actualPort))
                        .toList();
        return lambda.listen(config.lambda().invoke())
                .compose(_ -> control.listen(vertx, config.lambda().control()))
                .compose(_ -> Future.all(servers))
                .map(all -> all.list());
    }

    /**
     * Creates the control server of the Lambda stand-in: {@code POST /faults} injects an {@link
     * InvocationFault}, {@code DELETE /faults} removes all; {@code GET /invocations} returns the
     * number of pending events and the newest attempts, {@code DELETE /invocations} forgets the
     * attempts; {@code GET /unfinished-work} returns the threads that worked after a response.
     */
    private ControlServer control(Vertx vertx, InvocationRecords records) {
        return new ControlServer(vertx)
                .receive(HttpMethod.POST, "/faults", InvocationFault.class, records.faults()::add)
                .delete("/faults", records.faults()::clear)
                .get("/invocations", _ -> Optional.of(records.report()))
                .delete("/invocations", records::clearAttempts)
                .get("/unfinished-work", _ -> Optional.of(unfinishedWork()));
    }

    private List<UnfinishedWork.Finding> unfinishedWork() {
        return codeByFunction.values().stream()
                .flatMap(code -> code.unfinishedWork().findings().stream())
                .toList();
    }

    private Map<String, LambdaFunction> functions(ApiConfig.RegionConfig region) {
        Map<String, LambdaFunction> functions = new HashMap<>();
        for (ApiConfig.Function function : config.functions()) {
            Map<String, String> environment = new HashMap<>(region.environment());
            environment.put("AWS_REGION", region.region().awsName());
            environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
            environment.put(
                    AwsRole.SESSION_TOKEN,
                    new AwsRole(function.name(), region.region().awsName()).sessionToken());
            functions.put(
                    function.name(),
                    new LambdaFunction(
                            function.name(),
                            Objects.requireNonNull(codeByFunction.get(function.name())),
                            environment,
                            function.limits()));
        }
        return functions;
    }

    private ApiGatewayStandIn standIn(Map<String, LambdaFunction> functions) {
        return new ApiGatewayStandIn(
                config.functions().stream()
                        .flatMap(
                                function ->
                                        function.paths().stream()
                                                .map(
                                                        path ->
                                                                new ApiGatewayStandIn.Resource(
                                                                        path,
                                                                        Objects.requireNonNull(
                                                                                functions.get(
                                                                                        function
                                                                                                .name())))))
                        .toList(),
                InstantSource.system());
    }
}
