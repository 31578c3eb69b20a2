package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.wire.JsonValues;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Entry point of the local API as a process, which prints one line when it is ready. The AWS SDK
 * reads its environment.
 */
public final class ApiMain {
    private ApiMain() {}

    /**
     * Starts the API.
     *
     * @param arguments the path of an {@link ApiConfig} as JSON; exits with status 1 if it cannot
     *     start
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
