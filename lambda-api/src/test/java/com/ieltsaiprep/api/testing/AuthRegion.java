package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.api.credentials.CredentialRoutes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.lambda.TestRouter;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.profile.ProfileRoutes;
import com.ieltsaiprep.api.profile.Profiles;
import com.ieltsaiprep.api.qr.QrRoutes;
import com.ieltsaiprep.api.registration.RegistrationRoutes;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionRoutes;
import com.ieltsaiprep.api.session.SessionServices;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.common.Region;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocketFactory;

/** Account routes of the function {@code auth} in one region of an {@link ApiWorld}. */
public final class AuthRegion {
    private final ApiWorld world;
    private final RegionalDynamo dynamo;
    private final OperationalEvents events;
    private final Profiles profiles;
    private final Sessions sessions;
    private final RequestGuard guard;
    private final TestRouter router;
    private final Map<String, String> headers = new HashMap<>();
    private int requests;

    AuthRegion(ApiWorld world, Region region, RedisAddress redis) {
        this.world = world;
        this.dynamo = world.regional(region);
        this.events = new OperationalEvents(new Log(world.log.stream(), world.clock, Map.of()));
        TokenGenerator tokens = new TokenGenerator(new Random(region.letter()));
        RedisClient cache = RedisClient.forRequiredData(redis, AuthRegion::noTls, () -> 0);
        this.profiles = new Profiles(dynamo, events);
        this.sessions =
                new Sessions(dynamo, cache, world::endConversations, events, tokens, world.clock);
        this.guard =
                new RequestGuard(
                        dynamo, cache, new RateLimiter(dynamo, world.clock, _ -> {}), world.clock);
        SessionServices services =
                new SessionServices(
                        dynamo, sessions, profiles, world.passwords, world.emails, events);
        this.router =
                new TestRouter(
                        Stream.of(
                                        new RegistrationRoutes(
                                                        dynamo,
                                                        world.passwords,
                                                        world.emails,
                                                        guard,
                                                        world.clock,
                                                        tokens)
                                                .routes(),
                                        new CredentialRoutes(
                                                        services,
                                                        guard,
                                                        world.clock,
                                                        tokens,
                                                        time -> {
                                                            world.pauses.add(time);
                                                            world.clock.advance(time);
                                                        })
                                                .routes(),
                                        new ProfileRoutes(profiles, services, guard, world.clock)
                                                .routes(),
                                        new SessionRoutes(sessions, guard, profiles).routes(),
                                        new QrRoutes(
                                                        services,
                                                        guard,
                                                        tokens,
                                                        world.clock,
                                                        "https://ieltsaiprep.com/a?token=")
                                                .routes())
                                .flatMap(List::stream)
                                .toList());
    }

    private static SSLSocketFactory noTls() {
        throw new AssertionError("no TLS");
    }

    /** Returns the session service. */
    public Sessions sessions() {
        return sessions;
    }

    /** Returns the reporter of operational events. */
    public OperationalEvents events() {
        return events;
    }

    /** Returns the profiles. */
    public Profiles profiles() {
        return profiles;
    }

    /** Returns the request guard. */
    public RequestGuard guard() {
        return guard;
    }

    /** Returns the tables of this function. */
    public RegionalDynamo dynamo() {
        return dynamo;
    }

    /** Adds a header to all further requests. */
    public AuthRegion withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Issues a session of an account, and returns its access token. */
    public String accessToken(String userId) {
        return sessions.issue(userId, "", world.now()).accessToken();
    }

    /** Sends a request with a new session of an account; without a session if the id is empty. */
    public Response sendAs(String userId, String method, String path, String body) {
        return send(method, path, userId.isEmpty() ? "" : accessToken(userId), body);
    }

    /** Sends a request with an access token; without one if it is empty. */
    public Response send(String method, String path, String accessToken, String body) {
        return router.handle(request(method, path, accessToken, body));
    }

    /** Creates a request with an access token; without one if it is empty. */
    public Request request(String method, String path, String accessToken, String body) {
        Map<String, List<String>> all = new HashMap<>();
        all.put("content-type", List.of("application/json"));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        if (!accessToken.isEmpty()) {
            all.put("authorization", List.of("Bearer " + accessToken));
        }
        requests++;
        String source =
                world.address.isEmpty()
                        ? "198.51.%d.%d".formatted(requests / 250, requests % 250)
                        : world.address;
        return new Request(
                method,
                path,
                Map.of(),
                all,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "request",
                source);
    }
}
