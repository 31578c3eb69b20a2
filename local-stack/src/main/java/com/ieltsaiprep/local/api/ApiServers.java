package com.ieltsaiprep.local.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * API servers: one API Gateway stand-in per region in front of the Lambda functions.
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

    /** Starts to listen in all regions; returns the ports in the order of the configuration. */
    Future<List<Integer>> listen(Vertx vertx) {
        List<Future<Integer>> servers =
                config.regions().stream()
                        .map(region -> standIn(region).listen(vertx, region.port()))
                        .map(server -> server.map(HttpServer::actualPort))
                        .toList();
        return Future.all(servers).map(all -> all.list());
    }

    private ApiGatewayStandIn standIn(ApiConfig.RegionConfig region) {
        List<ApiGatewayStandIn.Resource> resources = new ArrayList<>();
        for (ApiConfig.Function function : config.functions()) {
            Map<String, String> environment = new HashMap<>(region.environment());
            environment.put("AWS_REGION", region.region().awsName());
            environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
            resources.add(
                    new ApiGatewayStandIn.Resource(
                            function.prefix(),
                            new LambdaFunction(
                                    function.name(),
                                    Objects.requireNonNull(codeByFunction.get(function.name())),
                                    environment,
                                    FunctionSettings.REQUEST_TIMEOUT)));
        }
        return new ApiGatewayStandIn(resources, InstantSource.system());
    }
}
