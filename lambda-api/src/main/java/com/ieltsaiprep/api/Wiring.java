package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.operations.CachedAppConfig;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoClients;
import com.ieltsaiprep.api.platform.dynamo.DynamoClients.Patience;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.http.Router;
import com.ieltsaiprep.api.platform.lambda.Cors;
import com.ieltsaiprep.api.platform.lambda.ProxyFunction;
import com.ieltsaiprep.api.platform.lambda.RequestLog;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.ratelimit.DynamoCounters;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.Authenticator;
import com.ieltsaiprep.api.session.DynamoSessions;
import com.ieltsaiprep.api.session.RedisSessionCache;
import com.ieltsaiprep.api.session.SessionCache;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.Settings;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import javax.net.ssl.SSLSocketFactory;

/**
 * What all functions have. Clocks, randomness, the environment and standard output come in here and
 * are passed on. Nothing connects before it is asked something.
 */
final class Wiring {
    /** In which Lambda's runtime says, for each request, what X-Ray calls it. */
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    final ApiSettings settings;
    final InstantSource clock = InstantSource.system();
    final MonotonicClock elapsed = () -> System.nanoTime() / 1_000;
    final SecureRandom random = new SecureRandom();
    final TokenGenerator tokens = new TokenGenerator(random);
    final Log log;
    final OperationalEvents events;
    final AwsCredentialsProvider credentials;
    final RegionalDynamo dynamo;
    final DynamoAccounts users;
    final DynamoSessions sessionStore;
    final SessionCache cache;
    final Authenticator authenticator;
    final RateLimiter rateLimiter;
    final CachedAppConfig appConfig;

    /**
     * Of a function.
     *
     * @param name of it, in logs and metrics
     * @throws com.ieltsaiprep.common.SettingsException if any of its environment is wrong
     */
    Wiring(String name, Function<String, @Nullable String> environment) {
        this(name, environment, System.out, Patience.PERSON);
    }

    /** The same with a log elsewhere than in the standard output. */
    Wiring(
            String name,
            Function<String, @Nullable String> environment,
            PrintStream out,
            Patience patience) {
        settings = ApiSettings.read(new Settings(environment));
        log = new Log(out, clock, origin(name));
        events = new OperationalEvents(log);
        credentials = credentials(environment);
        dynamo =
                new RegionalDynamo(
                        settings.regions(),
                        table -> Objects.requireNonNull(settings.tables().get(table)),
                        new DynamoClients(
                                settings.regions().own(),
                                credentials,
                                settings.endpoints().dynamodb(),
                                patience));
        users = new DynamoAccounts(dynamo);
        sessionStore = new DynamoSessions(dynamo);
        cache = new RedisSessionCache(redis(RedisClient.Terms.COPIES));
        rateLimiter =
                new RateLimiter(
                        settings.regions().own().code(),
                        new DynamoCounters(dynamo),
                        clock,
                        limit -> events.uncounted(limit.slug()));
        authenticator =
                new Authenticator(
                        sessionStore, cache, users, rateLimiter, clock, settings.regions().own());
        appConfig = new CachedAppConfig(new DynamoAppConfigs(dynamo), clock, events::configUnread);
    }

    private Map<String, String> origin(String name) {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("function", name);
        origin.put("region", settings.regions().own().awsName());
        origin.put("stage", settings.stage());
        return origin;
    }

    /**
     * Lambda's are in the environment; looking for others, as is done where it has none, takes
     * longer.
     */
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

    RedisClient redis(RedisClient.Terms terms) {
        return new RedisClient(
                settings.redis(),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                terms,
                elapsed);
    }

    /** These routes as a function. */
    RequestStreamHandler function(List<Route> routes) {
        return new ProxyFunction(
                new Router(routes),
                settings.places().cloudFront(),
                new Cors(settings.origins()),
                new RequestLog(log, () -> System.getProperty(TRACE_HEADER)),
                elapsed,
                DatabaseUnavailableException.class::isInstance);
    }
}
