package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.dynamo.DatabaseAwayException;
import com.ieltsaiprep.api.dynamo.Databases;
import com.ieltsaiprep.api.dynamo.DynamoAppConfigs;
import com.ieltsaiprep.api.dynamo.DynamoClients;
import com.ieltsaiprep.api.dynamo.DynamoClients.Patience;
import com.ieltsaiprep.api.dynamo.DynamoCounters;
import com.ieltsaiprep.api.dynamo.DynamoSessions;
import com.ieltsaiprep.api.dynamo.DynamoUsers;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.http.Router;
import com.ieltsaiprep.api.lambda.Cors;
import com.ieltsaiprep.api.lambda.Log;
import com.ieltsaiprep.api.lambda.ProxyFunction;
import com.ieltsaiprep.api.lambda.RequestLog;
import com.ieltsaiprep.api.limit.Limits;
import com.ieltsaiprep.api.ops.KnownAppConfig;
import com.ieltsaiprep.api.ops.OperatorLog;
import com.ieltsaiprep.api.redis.RedisLink;
import com.ieltsaiprep.api.redis.RedisSessionCopies;
import com.ieltsaiprep.api.session.Authenticator;
import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.api.session.SessionCopies;
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
    final Secrets secrets = new Secrets(random);
    final Log log;
    final OperatorLog events;
    final AwsCredentialsProvider credentials;
    final Databases databases;
    final DynamoUsers users;
    final DynamoSessions sessionStore;
    final SessionCopies copies;
    final Authenticator authenticator;
    final Limits limits;
    final KnownAppConfig appConfig;

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
        events = new OperatorLog(log);
        credentials = credentials(environment);
        databases =
                new Databases(
                        settings.regions(),
                        table -> Objects.requireNonNull(settings.tables().get(table)),
                        new DynamoClients(
                                settings.regions().own(),
                                credentials,
                                settings.endpoints().dynamodb(),
                                patience));
        users = new DynamoUsers(databases);
        sessionStore = new DynamoSessions(databases);
        copies = new RedisSessionCopies(redis(RedisLink.Terms.COPIES));
        limits =
                new Limits(
                        settings.regions().own().code(),
                        new DynamoCounters(databases),
                        clock,
                        limit -> events.uncounted(limit.slug()));
        authenticator =
                new Authenticator(
                        sessionStore, copies, users, limits, clock, settings.regions().own());
        appConfig =
                new KnownAppConfig(new DynamoAppConfigs(databases), clock, events::configUnread);
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

    RedisLink redis(RedisLink.Terms terms) {
        return new RedisLink(
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
                DatabaseAwayException.class::isInstance);
    }
}
