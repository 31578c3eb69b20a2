package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.converse.ConverseStandIn;
import com.ieltsaiprep.local.data.GlobalTables;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.mail.MailStandIn;

import io.vertx.core.Vertx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * API stack without gateways: the functions as they ship, in three regions with a replication lag
 * of 2 s.
 *
 * <p>Has tables, mail and a Redis per region. All test classes share one.
 */
final class ApiStack implements AutoCloseable {
    /** Replication lag. */
    static final Duration LAG = Duration.ofSeconds(2);

    /** Region whose function hands a marking over after {@link #HASTY_LIMIT} instead of 20 s. */
    static final Region HASTY = Region.SINGAPORE;

    static final Duration HASTY_LIMIT = Duration.ofSeconds(1);

    /** Origin of the page. */
    static final String WEB = "http://localhost:8080";

    private static final Pattern CODE = Pattern.compile("(?m)^[B-Z]{4}-[B-Z]{4}$");

    private final ShutdownSequence shutdown = new ShutdownSequence();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Path folder;
    private final RegionalApi api;
    private final TestAccounts accounts;
    private final ApiTables tables;
    private final ControlPort mail;
    private final ControlPort lambda;
    private final ControlPort converse;
    private final Map<Region, ApiRedis> redis = new EnumMap<>(Region.class);

    private ApiStack(Path folder) {
        this.folder = folder;
        PortAllocator ports = shutdown.register(new PortAllocator(line -> {}));
        Vertx vertx = Vertx.vertx();
        shutdown.register(() -> vertx.close().await(10, TimeUnit.SECONDS));
        for (Region region : Region.values()) {
            redis.put(region, shutdown.register(new ApiRedis(ports.find("Redis", 0))));
        }
        Path root = Path.of("../..").toAbsolutePath().normalize();
        RegionalApi.Endpoints endpoints = endpoints(ports);
        api =
                shutdown.register(
                        RegionalApi.start(
                                StackOptions.defaults(root).isolatedIn(folder),
                                vertx,
                                endpoints,
                                new RegionalApi.Dependencies(
                                        region -> redis(region).hostAndPort(),
                                        WEB,
                                        GatewayProcess.origins(WEB),
                                        "ws://localhost:8081/nova-sonic",
                                        ApiStack::settings)));
        accounts = api.accounts();
        HttpClient http = shutdown.register(HttpClients.http1().build());
        URI dynamodb = URI.create("http://127.0.0.1:" + endpoints.tables().cleartext());
        tables =
                shutdown.register(
                        new ApiTables(dynamodb, new ControlPort(http, endpoints.tablesControl())));
        mail = new ControlPort(http, endpoints.mailControl());
        lambda = new ControlPort(http, endpoints.lambdaControl());
        converse = new ControlPort(http, endpoints.converseControl());
        reset();
    }

    private static Map<String, String> settings(Region region) {
        return region == HASTY
                ? Map.of("MARKING_REQUEST_SECONDS", String.valueOf(HASTY_LIMIT.toSeconds()))
                : Map.of();
    }

    static ApiStack start() {
        try {
            return new ApiStack(Files.createTempDirectory("api"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegionalApi.Endpoints endpoints(PortAllocator ports) {
        Map<Region, Integer> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, ports.find("the API", 0));
        }
        return new RegionalApi.Endpoints(
                ports.find("DynamoDB Local", 0),
                new GlobalTables.Ports(
                        ports.find("tls", 0), ports.find("cleartext", 0), ports.find("tables", 0)),
                new RegionalApi.Endpoints.StandIns(
                        new MailStandIn.Ports(ports.find("ses", 0), ports.find("mailbox", 0)),
                        new ConverseStandIn.Ports(
                                ports.find("bedrock", 0), ports.find("bedrock", 0)),
                        new ApiConfig.LambdaPorts(
                                ports.find("lambda", 0), ports.find("lambda", 0))),
                ports.find("people", 0),
                apis);
    }

    URI address(Region region) {
        return api.endpoints().api(region);
    }

    TestAccounts accounts() {
        return accounts;
    }

    /** Returns the operators' commands. */
    OperatorCommands operators() {
        return OperatorCommands.of(folder.resolve("api.json"));
    }

    ApiTables tables() {
        return tables;
    }

    ApiRedis redis(Region region) {
        return Objects.requireNonNull(redis.get(region));
    }

    /** Returns those of all regions. */
    Collection<ApiRedis> redis() {
        return redis.values();
    }

    /** Returns the folder with the files of all processes. */
    Path folder() {
        return folder;
    }

    /** Registers a confidential value that must not appear in the log. */
    void addSecret(String secret) {
        secrets.add(secret);
    }

    /** Returns the secrets that the functions' log holds, which should be none. */
    Set<String> leakedSecrets() {
        try {
            String log = Files.readString(folder.resolve("api.log"));
            Set<String> leaked = new HashSet<>(secrets);
            leaked.removeIf(secret -> !log.contains(secret));
            return leaked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the e-mails to an address, oldest first. */
    JsonNode emails(String email) {
        return mail.get("/mails?to=" + email);
    }

    /** Returns the code in the newest e-mail to an address. */
    String code(String email) {
        return codes(email).getLast();
    }

    /** Returns the codes in the e-mails to an address, oldest first. */
    List<String> codes(String email) {
        List<String> codes = new ArrayList<>();
        for (JsonNode message : emails(email)) {
            Matcher code = CODE.matcher(message.path("text").asText());
            if (code.find()) {
                codes.add(code.group());
            }
        }
        return codes;
    }

    /** Returns the control port of the Lambda stand-in. */
    ControlPort lambda() {
        return lambda;
    }

    /** Returns the control port of the Bedrock stand-in. */
    ControlPort converse() {
        return converse;
    }

    /** Returns the threads that worked after a function's response, as JSON. */
    JsonNode unfinishedWork() {
        return lambda.get("/unfinished-work");
    }

    /** Makes the mail stand-in reject every e-mail from now on. */
    void rejectEmails() {
        mail.rejectRequests(500, "InternalFailure", JsonValues.object());
    }

    /** Removes all faults. */
    void reset() {
        tables.stopThrottling();
        tables.setLag(LAG);
        mail.clearFaults();
        lambda.clearFaults();
        converse.clearFaults();
        redis.values().forEach(ApiRedis::restore);
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
