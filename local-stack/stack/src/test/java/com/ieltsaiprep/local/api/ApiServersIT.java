package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

final class ApiServersIT {
    private final Vertx vertx = Vertx.vertx();
    @TempDir private Path folder;

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void eachRegionHasItsOwnInstancesAndEnvironment() throws Exception {
        ApiConfig config = config(EchoFunction.class.getName());
        ApiConfig written = JsonValues.read(JsonValues.write(config), ApiConfig.class);
        assertThat(written).isEqualTo(config);
        List<Integer> ports = new ApiServers(written).listen(vertx).await(10, TimeUnit.SECONDS);
        assertThat(get(ports.get(0), "/echo/context"))
                .contains("general true eu-west-1 general/eu-west-1 ");
        assertThat(get(ports.get(1), "/echo/context"))
                .contains("general true ap-southeast-1 general/ap-southeast-1 ");
        assertThat(get(ports.get(0), "/echo/instance"))
                .isNotEqualTo(get(ports.get(1), "/echo/instance"));
    }

    @Test
    void aPathGoesToTheFirstFunctionWhosePrefixFits() throws Exception {
        List<Integer> ports =
                new ApiServers(config(EchoFunction.class.getName()))
                        .listen(vertx)
                        .await(10, TimeUnit.SECONDS);
        assertThat(get(ports.get(0), "/echo/context/x"))
                .startsWith("special true eu-west-1 special/eu-west-1 ");
        assertThat(get(ports.get(0), "/echo/context")).startsWith("general");
    }

    @Test
    void aFunctionHasATimeoutOfTwentyNineSeconds() throws Exception {
        List<Integer> ports =
                new ApiServers(config(EchoFunction.class.getName()))
                        .listen(vertx)
                        .await(10, TimeUnit.SECONDS);
        assertThat(Integer.parseInt(get(ports.getFirst(), "/echo/remaining")))
                .isBetween(20_000, 29_000);
    }

    @Test
    void aMissingHandlerFailsTheStart() {
        assertThatThrownBy(() -> new ApiServers(config("com.example.Missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no handler com.example.Missing");
    }

    private ApiConfig config(String handler) throws IOException {
        String path = EchoFunction.in(folder).toString();
        return new ApiConfig(
                List.of(
                        function("special", path, handler, "/echo/context/"),
                        function("general", path, handler, "/")),
                List.of(
                        new ApiConfig.RegionConfig(Region.IRELAND, 0, Map.of()),
                        new ApiConfig.RegionConfig(Region.SINGAPORE, 0, Map.of())),
                new ApiConfig.LambdaPorts(0, 0));
    }

    private static ApiConfig.Function function(
            String name, String folder, String handler, String path) {
        return new ApiConfig.Function(
                name, folder, handler, List.of(path), FunctionSettings.limits(name));
    }

    private static String get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try (HttpClient client = HttpClients.http1().build()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
