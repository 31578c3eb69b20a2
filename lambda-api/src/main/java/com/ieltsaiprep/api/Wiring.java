package com.ieltsaiprep.api;

import com.ieltsaiprep.api.operations.CachedAppConfig;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoClients;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.lambda.ProxyFunction;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.log.RequestLog;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.LambdaConversationEnder;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Settings;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import javax.net.ssl.SSLSocketFactory;

/**
 * Wiring that all functions share. Clocks, randomness, the environment and standard output enter
 * here and are injected. It connects to nothing before the first request.
 */
final class Wiring {
    /** The system property in which Lambda's runtime puts the trace header of each request. */
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    /** The region of the gateway, and of the Redis from which it consumes tickets. */
    static final Region GATEWAY = Region.VIRGINIA;

    final ApiSettings settings;
    final InstantSource clock = InstantSource.system();
    final MonotonicClock elapsed = () -> System.nanoTime() / 1_000;
    final SecureRandom random = new SecureRandom();
    final TokenGenerator tokens = new TokenGenerator(random);
    final Log log;
    final OperationalEvents events;
    final AwsCredentialsProvider credentials;
    final RegionalDynamo dynamo;
    final Sessions sessions;
    final RateLimiter rateLimiter;
    final RequestGuard guard;
    final CachedAppConfig appConfig;

    /**
     * Wires a function.
     *
     * @param name of the function, in logs and metrics
     * @throws com.ieltsaiprep.common.SettingsException if the environment has errors
     */
    Wiring(String name, Function<String, @Nullable String> environment) {
        this(name, environment, System.out, false);
    }

    /**
     * Wires a function whose log does not go to the standard output.
     *
     * @param isDeployment whether it waits for DynamoDB longer than an app would
     */
    Wiring(
            String name,
            Function<String, @Nullable String> environment,
            PrintStream out,
            boolean isDeployment) {
        settings = ApiSettings.read(new Settings(environment));
        log = new Log(out, clock, origin(name));
        events = new OperationalEvents(log);
        credentials = credentials(environment);
        Region own = settings.regions().own();
        URI endpoint = settings.endpoints().dynamodb();
        dynamo =
                new RegionalDynamo(
                        own,
                        settings.regions().home(),
                        table -> Objects.requireNonNull(settings.tables().get(table)),
                        isDeployment
                                ? DynamoClients.forDeployments(own, credentials, endpoint)
                                : DynamoClients.forRequests(own, credentials, endpoint));
        RedisClient cache = RedisClient.forCache(settings.redis(), Wiring::tls, elapsed);
        sessions =
                new Sessions(
                        dynamo,
                        cache,
                        new LambdaConversationEnder(
                                settings.speechFunction(),
                                GATEWAY.awsName(),
                                credentials,
                                settings.endpoints().lambda()),
                        events,
                        tokens,
                        clock);
        rateLimiter =
                new RateLimiter(dynamo, clock, rule -> events.rateLimitUncounted(rule.slug()));
        guard = new RequestGuard(dynamo, cache, rateLimiter, clock);
        appConfig = new CachedAppConfig(new DynamoAppConfigs(dynamo), clock, events);
    }

    private Map<String, String> origin(String name) {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("function", name);
        origin.put("region", settings.regions().own().awsName());
        origin.put("stage", settings.stage());
        return origin;
    }

    /** Reads Lambda's credentials from the environment: the SDK's default search takes longer. */
    private static AwsCredentialsProvider credentials(
            Function<String, @Nullable String> environment) {
        String id = environment.apply("AWS_ACCESS_KEY_ID");
        String secret = environment.apply("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = environment.apply("AWS_SESSION_TOKEN");
        AwsCredentials credentials =
                token == null
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, token);
        return StaticCredentialsProvider.create(credentials);
    }

    static SSLSocketFactory tls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Creates a function that answers these routes. */
    ProxyFunction function(List<Route> routes) {
        return new ProxyFunction(
                routes,
                settings.places().cloudFront(),
                settings.origins(),
                new RequestLog(log, () -> System.getProperty(TRACE_HEADER)),
                elapsed,
                DatabaseUnavailableException.class::isInstance);
    }
}
