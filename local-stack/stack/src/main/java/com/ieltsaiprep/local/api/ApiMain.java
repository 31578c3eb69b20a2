package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Entry point of the process that serves the local API: Lambda functions behind an HTTP server for
 * each region, which stands in for AWS API Gateway.
 *
 * <p>The process prints one line, {@code ready} with the ports, when all servers listen. The AWS
 * SDK in the functions reads the environment variables of this process, not those of the
 * configuration.
 */
public final class ApiMain {
    private ApiMain() {}

    /**
     * Starts the servers of the local API and returns; they keep the process alive. Exits with
     * status 1 and prints the reason to standard error if the API cannot start.
     *
     * @param arguments one path, of a JSON file that holds an {@link ApiConfig}
     */
    public static void main(String[] arguments) {
        try {
            ApiConfig config =
                    JsonValues.read(Files.readAllBytes(Path.of(arguments[0])), ApiConfig.class);
            Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
            new ApiServers(config)
                    .listen(vertx)
                    .onSuccess(ports -> System.out.println("ready ports=" + ports))
                    .onFailure(ApiMain::fail);
        } catch (IOException e) {
            fail(e);
        }
    }

    private static void fail(Throwable cause) {
        System.err.println("The API cannot start: " + cause);
        System.exit(1);
    }
}
