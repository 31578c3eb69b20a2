package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.api.FunctionSettings;
import com.ieltsaiprep.local.converse.ConverseStandIn;
import com.ieltsaiprep.local.data.GlobalTables;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.mail.MailStandIn;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
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
 * Regional API as it ships, in three regions, with the replicated tables and the mail stand-in that
 * it needs.
 *
 * <p>Starting blocks until it answers.
 */
final class RegionalApi implements AutoCloseable {
    private static final String STAGE = "local";
    private static final String SPEECH = "speech";
    private static final String WRITING = "writing";
    private static final String[] WRITING_PATHS = {
        "/writing/", "/assess-writing", "/assessments", "/assessments/"
    };
    private static final String SENDER = "no-reply@ieltsaiprep.com";
    private static final String MAIN = "com.ieltsaiprep.local.api.ApiMain";

    private final ShutdownSequence shutdown = new ShutdownSequence();
    private final StackOptions options;
    private final Vertx vertx;
    private final Endpoints endpoints;
    private final String markingSecret = Stack.randomKey();

    /**
     * Ports on 127.0.0.1.
     *
     * @param dynamodb port of DynamoDB Local, which only the global tables call
     * @param tables ports of DynamoDB as the functions see it
     * @param accounts control port that creates test accounts
     * @param ports of the API in each region
     */
    record Endpoints(
            int dynamodb,
            GlobalTables.Ports tables,
            StandIns standIns,
            int accounts,
            Map<Region, Integer> ports) {
        /** Ports of the services that the functions call. */
        record StandIns(
                MailStandIn.Ports mail,
                ConverseStandIn.Ports converse,
                ApiConfig.LambdaPorts lambda) {}

        /** Copies the map. */
        Endpoints {
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
            return local(standIns.mail.control());
        }

        URI converseControl() {
            return local(standIns.converse.control());
        }

        URI lambdaControl() {
            return local(standIns.lambda.control());
        }

        URI tablesControl() {
            return local(tables.control());
        }

        URI accountsControl() {
            return local(accounts);
        }

        private static URI local(int port) {
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    /**
     * Addresses of the rest of the stack, for the functions' environment.
     *
     * @param redis returns host and port of a region's Redis
     * @param web the page's origin
     * @param origins allowed by CORS
     * @param stream URL of the WebSocket
     * @param settings returns further environment variables of a region's functions
     */
    record Dependencies(
            Function<Region, String> redis,
            String web,
            String origins,
            String stream,
            Function<Region, Map<String, String>> settings) {}

    private RegionalApi(StackOptions options, Vertx vertx, Endpoints endpoints) {
        this.options = options;
        this.vertx = vertx;
        this.endpoints = endpoints;
    }

    /**
     * Starts the API.
     *
     * @throws StackException if a part does not start; then the others are stopped again
     */
    static RegionalApi start(
            StackOptions options, Vertx vertx, Endpoints endpoints, Dependencies dependencies) {
        RegionalApi api = new RegionalApi(options, vertx, endpoints);
        try {
            api.startAll(dependencies);
            return api;
        } catch (RuntimeException e) {
            api.shutdown.closeAfter(e);
            throw e;
        } catch (IOException e) {
            api.shutdown.closeAfter(e);
            throw new StackException("the API does not start: " + e.getMessage(), e);
        }
    }

    private void startAll(Dependencies dependencies) throws IOException {
        DynamoProcess dynamo =
                shutdown.register(
                        DynamoProcess.start(
                                options.root(), options.folder(), endpoints.dynamodb()));
        GlobalTables tables =
                shutdown.register(
                        new GlobalTables(
                                vertx,
                                new GlobalTables.Config(dynamo.url(), STAGE, Credentials.local())));
        Stack.await(tables.listen(TestCertificate.in(options.certificates()), endpoints.tables()));
        Stack.await(
                new MailStandIn(
                                Set.of(SENDER.substring(SENDER.indexOf('@') + 1)),
                                Credentials.local(),
                                InstantSource.system())
                        .listen(vertx, endpoints.standIns().mail()));
        Stack.await(
                new ConverseStandIn(vertx, Credentials.local(), InstantSource.system())
                        .listen(endpoints.standIns().converse()));
        TestAccounts accounts = accounts();
        Stack.await(
                new ControlServer(vertx)
                        .create("/people", () -> vertx.executeBlocking(accounts::create))
                        .listen(vertx, endpoints.accounts()));
        startFunctions(dependencies);
    }

    /** Returns a creator of test accounts in the API's tables. */
    TestAccounts accounts() {
        return new TestAccounts(tablesUrl(), STAGE);
    }

    private void startFunctions(Dependencies dependencies) throws IOException {
        Path config = options.apiConfig();
        Files.createDirectories(options.folder());
        Files.write(config, JsonValues.write(config(dependencies)));
        OperatorCommands.of(config).migrate("migrate");
        List<String> arguments = new ArrayList<>(FunctionSettings.JVM_FLAGS);
        arguments.add(FunctionSettings.THREAD_LIST_FLAG);
        arguments.addAll(
                List.of("-cp", options.localStackJar().toString(), MAIN, config.toString()));
        ChildProcess process =
                shutdown.register(
                        ChildProcess.java(
                                "the API",
                                arguments,
                                Map.of(),
                                options.folder().resolve("api.log")));
        ReadinessProbe.await(process, endpoints.api(Region.VIRGINIA).resolve("/health"));
    }

    private ApiConfig config(Dependencies dependencies) {
        List<ApiConfig.RegionConfig> regions = new ArrayList<>();
        for (Region region : Region.values()) {
            regions.add(
                    new ApiConfig.RegionConfig(
                            region, endpoints.port(region), environment(dependencies, region)));
        }
        return new ApiConfig(
                List.of(
                        function(SPEECH, "SpeechFunction", "/api/nova-sonic/"),
                        function(WRITING, "WritingFunction", WRITING_PATHS),
                        function("auth", "AuthFunction", "/")),
                regions,
                endpoints.standIns().lambda());
    }

    private ApiConfig.Function function(String name, String handler, String... paths) {
        return new ApiConfig.Function(
                name,
                options.function(name).toString(),
                "com.ieltsaiprep.api." + handler,
                List.of(paths),
                FunctionSettings.limits(name));
    }

    private Map<String, String> environment(Dependencies dependencies, Region region) {
        Map<String, String> environment = new HashMap<>();
        environment.put("STAGE", STAGE);
        environment.put("CORS_ORIGIN", dependencies.origins());
        environment.put("WEB_URL", dependencies.web());
        environment.put("ELASTICACHE_CLUSTER", dependencies.redis().apply(region));
        environment.put("NOVA_SONIC_STREAM_URL", dependencies.stream());
        environment.put("MAIL_FROM", SENDER);
        environment.put("API_URL_US", endpoints.api(Region.VIRGINIA).toString());
        environment.put("API_URL_EU", endpoints.api(Region.IRELAND).toString());
        environment.put("API_URL_AP", endpoints.api(Region.SINGAPORE).toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tablesUrl().toString());
        Endpoints.StandIns standIns = endpoints.standIns();
        environment.put("AWS_ENDPOINT_URL_SES", url(standIns.mail().ses()));
        environment.put("AWS_ENDPOINT_URL_LAMBDA", url(standIns.lambda().invoke()));
        environment.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url(standIns.converse().runtime()));
        environment.put("SPEECH_FUNCTION", SPEECH + ":live");
        environment.put("WRITING_FUNCTION", WRITING + ":live");
        environment.put("MARKING_SECRET", markingSecret);
        // The first model is the region's default.
        environment.put("MARKING_SECOND_MODEL", secondModel(region));
        environment.put("AWS_ACCESS_KEY_ID", Credentials.local().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", Credentials.local().secretAccessKey());
        environment.putAll(dependencies.settings().apply(region));
        return environment;
    }

    private static String url(int port) {
        return Endpoints.local(port).toString();
    }

    /** Returns the inference profile of a region for a stronger model. */
    private static String secondModel(Region region) {
        String geography =
                switch (region) {
                    case VIRGINIA -> "us";
                    case IRELAND -> "eu";
                    case SINGAPORE -> "apac";
                };
        return geography + ".amazon.nova-pro-v1:0";
    }

    private URI tablesUrl() {
        return Endpoints.local(endpoints.tables().cleartext());
    }

    Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
