package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.wire.JsonValues;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The API as a process of its own, whose environment is what the AWS SDK reads by itself; prints
 * one line when it is ready.
 */
public final class ApiMain {
    private ApiMain() {}

    /**
     * Starts what the file that is the only argument says, an {@link ApiConfig} as JSON; ends with
     * status 1 if it cannot.
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

    private static void fail(Throwable why) {
        System.err.println("The API cannot start: " + why);
        System.exit(1);
    }
}
