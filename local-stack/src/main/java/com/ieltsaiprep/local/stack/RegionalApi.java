package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.api.FunctionSize;
import com.ieltsaiprep.local.data.GlobalTables;
import com.ieltsaiprep.local.mail.MailStandIn;
import com.ieltsaiprep.local.wire.Control;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.TestCertificate;

import io.vertx.core.Vertx;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The regional API as it ships, in three regions, and what it needs: the tables, replicated, and a
 * mail service. Starting blocks until it answers.
 */
final class RegionalApi implements AutoCloseable {
    private static final String STAGE = "local";
    private static final String SENDER = "no-reply@ieltsaiprep.com";
    private static final String MAIN = "com.ieltsaiprep.local.api.ApiMain";

    private final Parts parts = new Parts();
    private final StackOptions options;
    private final Vertx vertx;
    private final Places places;

    /**
     * Where everything listens on 127.0.0.1.
     *
     * @param dynamodb DynamoDB Local's port, which only the tables ask
     * @param tables of DynamoDB as the functions see it
     * @param people the control port that makes accounts
     * @param ports of the API in each region
     */
    record Places(
            int dynamodb,
            GlobalTables.Ports tables,
            MailStandIn.Ports mail,
            int people,
            Map<Region, Integer> ports) {
        /** Copies the map. */
        Places {
            ports = Map.copyOf(ports);
        }

        URI api(Region region) {
            return local(port(region));
        }

        int port(Region region) {
            return Objects.requireNonNull(ports.get(region));
        }

        Map<Region, URI> apis() {
            Map<Region, URI> apis = new EnumMap<>(Region.class);
            ports.keySet().forEach(region -> apis.put(region, api(region)));
            return apis;
        }

        URI mailControl() {
            return local(mail.control());
        }

        URI tablesControl() {
            return local(tables.control());
        }

        URI peopleControl() {
            return local(people);
        }

        private static URI local(int port) {
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    /**
     * What the functions are told of the rest of the stack.
     *
     * @param redis a region's, host and port
     * @param web the page's origin
     * @param origins of pages that may ask
     * @param stream the WebSocket
     */
    record Rest(Function<Region, String> redis, String web, String origins, String stream) {}

    private RegionalApi(StackOptions options, Vertx vertx, Places places) {
        this.options = options;
        this.vertx = vertx;
        this.places = places;
    }

    /**
     * Starts it.
     *
     * @throws StackException if a part does not start; then the others are stopped again
     */
    static RegionalApi start(StackOptions options, Vertx vertx, Places places, Rest rest) {
        RegionalApi api = new RegionalApi(options, vertx, places);
        try {
            api.startParts(rest);
            return api;
        } catch (RuntimeException e) {
            api.parts.closeAfter(e);
            throw e;
        } catch (IOException e) {
            api.parts.closeAfter(e);
            throw new StackException("the API does not start: " + e.getMessage(), e);
        }
    }

    private void startParts(Rest rest) throws IOException {
        DynamoProcess dynamo =
                parts.keep(
                        DynamoProcess.start(options.root(), options.folder(), places.dynamodb()));
        GlobalTables tables =
                parts.keep(
                        new GlobalTables(
                                vertx,
                                new GlobalTables.Config(dynamo.url(), STAGE, Credentials.local())));
        Stack.await(tables.listen(TestCertificate.in(options.certificates()), places.tables()));
        Stack.await(
                new MailStandIn(
                                Set.of(SENDER.substring(SENDER.indexOf('@') + 1)),
                                Credentials.local(),
                                InstantSource.system())
                        .listen(vertx, places.mail()));
        People people = people();
        Stack.await(
                new Control(vertx)
                        .make("/people", () -> vertx.executeBlocking(people::anybody))
                        .listen(vertx, places.people()));
        startFunctions(rest);
    }

    /** Makes accounts in the same tables. */
    People people() {
        return new People(tablesUrl(), STAGE);
    }

    private void startFunctions(Rest rest) throws IOException {
        Path config = options.apiConfig();
        Files.createDirectories(options.folder());
        Files.write(config, Json.write(config(rest)));
        Operators.of(config).migrate("migrate");
        List<String> arguments = new ArrayList<>(FunctionSize.JVM_FLAGS);
        arguments.addAll(
                List.of("-cp", options.localStackJar().toString(), MAIN, config.toString()));
        ChildProcess process =
                parts.keep(
                        ChildProcess.java(
                                "the API",
                                arguments,
                                Map.of(),
                                options.folder().resolve("api.log")));
        Readiness.await(process, places.api(Region.VIRGINIA).resolve("/health"));
    }

    private ApiConfig config(Rest rest) {
        List<ApiConfig.Place> regions = new ArrayList<>();
        for (Region region : Region.values()) {
            regions.add(
                    new ApiConfig.Place(region, places.port(region), environment(rest, region)));
        }
        return new ApiConfig(
                List.of(
                        function("speech", "SpeechFunction", "/api/nova-sonic/"),
                        function("auth", "AuthFunction", "/")),
                regions);
    }

    private ApiConfig.Function function(String name, String handler, String prefix) {
        return new ApiConfig.Function(
                name, options.function(name).toString(), "com.ieltsaiprep.api." + handler, prefix);
    }

    private Map<String, String> environment(Rest rest, Region region) {
        Map<String, String> environment = new HashMap<>();
        environment.put("STAGE", STAGE);
        environment.put("CORS_ORIGIN", rest.origins());
        environment.put("WEB_URL", rest.web());
        environment.put("ELASTICACHE_CLUSTER", rest.redis().apply(region));
        environment.put("NOVA_SONIC_STREAM_URL", rest.stream());
        environment.put("MAIL_FROM", SENDER);
        environment.put("API_URL_US", places.api(Region.VIRGINIA).toString());
        environment.put("API_URL_EU", places.api(Region.IRELAND).toString());
        environment.put("API_URL_AP", places.api(Region.SINGAPORE).toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tablesUrl().toString());
        environment.put("AWS_ENDPOINT_URL_SES", Places.local(places.mail().ses()).toString());
        environment.put("AWS_ACCESS_KEY_ID", Credentials.local().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", Credentials.local().secretAccessKey());
        return environment;
    }

    private URI tablesUrl() {
        return Places.local(places.tables().cleartext());
    }

    Places places() {
        return places;
    }

    @Override
    public void close() {
        parts.close();
    }
}
