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
 * The regional API: the functions behind HTTP in each region. A function's code is loaded once; its
 * instances differ from region to region.
 */
final class Api {
    private final ApiConfig config;
    private final Map<String, FunctionCode> codes = new HashMap<>();

    /**
     * Loads the functions.
     *
     * @throws IOException if one is not there
     */
    Api(ApiConfig config) throws IOException {
        this.config = config;
        for (ApiConfig.Function function : config.functions()) {
            codes.put(
                    function.name(),
                    FunctionCode.load(Path.of(function.folder()), function.handler()));
        }
    }

    /** Listens in all regions; the ports, in the order of the places. */
    Future<List<Integer>> listen(Vertx vertx) {
        List<Future<Integer>> servers =
                config.places().stream()
                        .map(place -> front(place).listen(vertx, place.port()))
                        .map(server -> server.map(HttpServer::actualPort))
                        .toList();
        return Future.all(servers).map(all -> all.list());
    }

    private ApiFront front(ApiConfig.Place place) {
        List<ApiFront.Resource> resources = new ArrayList<>();
        for (ApiConfig.Function function : config.functions()) {
            Map<String, String> environment = new HashMap<>(place.environment());
            environment.put("AWS_REGION", place.region().awsName());
            environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
            resources.add(
                    new ApiFront.Resource(
                            function.prefix(),
                            new LambdaFunction(
                                    function.name(),
                                    Objects.requireNonNull(codes.get(function.name())),
                                    environment,
                                    FunctionSize.REQUEST)));
        }
        return new ApiFront(resources, InstantSource.system());
    }
}
