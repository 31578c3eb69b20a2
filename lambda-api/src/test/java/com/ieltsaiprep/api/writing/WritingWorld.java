package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentRoutes;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.WritingAttempts;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.lambda.TestRouter;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Test environment of the function {@code writing} in all regions, over an {@link ApiWorld}: with a
 * fake model, and hand-overs that arrive on command. The database and lapses are in virtual time,
 * limits of a run in real time.
 */
final class WritingWorld {
    static final String FIRST_MODEL = "us.amazon.nova-micro-v1:0";
    static final String SECOND_MODEL = "us.amazon.nova-pro-v1:0";
    static final String KEY = "0123456789abcdef";
    static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Limit of a run that a test does not wait for. */
    static final Duration LONG = Duration.ofSeconds(20);

    final ApiWorld world;
    final FakeMarker model = new FakeMarker();

    /** Events that were handed over. */
    final List<String> handedOver = new ArrayList<>();

    /** Delays that saves waited for. */
    final List<Duration> pauses = new ArrayList<>();

    /** Runs while a save waits. */
    Runnable whilePaused = () -> {};

    boolean acceptsHandOvers = true;
    boolean newTestsAllowed = true;
    Optional<String> secondModel = Optional.of(SECOND_MODEL);

    /** Limit of a marking within a request. */
    Duration limit = LONG;

    /** User whose session is used. */
    String userId;

    WritingWorld(LocalDynamoDb dynamo) {
        world = new ApiWorld(dynamo);
        userId = "";
    }

    /** Creates a user with attempts in both modules. */
    WritingWorld withAttempts(int attempts) {
        userId = world.createAccount();
        grant(ExamModule.ACADEMIC_WRITING, attempts);
        grant(ExamModule.GENERAL_WRITING, attempts);
        return this;
    }

    private void grant(ExamModule module, int attempts) {
        entitlements().grant(userId, "g-" + module.id(), module, attempts, "a test");
    }

    Entitlements entitlements() {
        return new Entitlements(virginia().dynamo(), new TokenGenerator(new Random()), world.clock);
    }

    AuthRegion virginia() {
        return world.in(Region.VIRGINIA);
    }

    /** Returns the attempts that are left. */
    int balance(ExamModule module) {
        return entitlements().balances(userId).getOrDefault(module, 0);
    }

    int balance() {
        return balance(ExamModule.ACADEMIC_WRITING);
    }

    /** Returns the writing test as a function of a region has it, with the settings as they are. */
    WritingFeature feature(Region region) {
        AuthRegion auth = world.in(region);
        return new WritingFeature(
                new WritingServices(
                        attempts(region),
                        assessments(region),
                        auth.events(),
                        world.clock,
                        WritingWorld::nowUs),
                new WritingModels(model, FIRST_MODEL, secondModel),
                new WritingFeature.Sealing(
                        MarkingSecrets.parse(SECRET), new Random(region.letter()), this::send),
                new MarkingTimes(limit, Duration.ofSeconds(40), LONG, Duration.ofMinutes(4)));
    }

    private static long nowUs() {
        return System.nanoTime() / 1_000;
    }

    private WritingAttempts attempts(Region region) {
        return new WritingAttempts(
                world.in(region).dynamo(),
                new TokenGenerator(new Random(System.nanoTime())),
                world.clock);
    }

    Assessments assessments(Region region) {
        return new Assessments(
                world.in(region).dynamo(),
                attempts(region),
                world.in(region).events(),
                world.clock);
    }

    private boolean send(String event) {
        if (acceptsHandOvers) {
            handedOver.add(event);
        }
        return acceptsHandOvers;
    }

    /** Delivers an event to a function, which must not fail. */
    String deliver(String event) {
        try {
            Function<@Nullable Object, String> continuation =
                    feature(Region.VIRGINIA).continuation(this::pause);
            return continuation.apply(
                    Json.members(new Json(4, 1_000_000).read(event)).get(WritingFeature.CONTINUE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause(Duration time) {
        pauses.add(time);
        whilePaused.run();
        world.clock.advance(time);
    }

    private TestRouter router(Region region) {
        return new TestRouter(
                Stream.concat(
                                feature(region)
                                        .routes(world.in(region).guard(), () -> newTestsAllowed)
                                        .stream(),
                                new AssessmentRoutes(assessments(region), world.in(region).guard())
                                        .routes().stream())
                        .toList());
    }

    /** Sends a request as the user, in a region. */
    Response send(Region region, String method, String target, String key, String body) {
        String[] parts = target.split("\\?", 2);
        AuthRegion auth = world.in(region);
        String token = userId.isEmpty() ? "" : auth.accessToken(userId);
        Request request = auth.request(method, parts[0], token, body);
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        if (!key.isEmpty()) {
            headers.put("idempotency-key", List.of(key));
        }
        Map<String, List<String>> query = new HashMap<>();
        if (parts.length > 1) {
            for (String parameter : parts[1].split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                query.put(pair[0], List.of(pair[1]));
            }
        }
        return router(region)
                .handle(
                        new Request(
                                method,
                                parts[0],
                                Map.of(),
                                headers,
                                query,
                                request.body(),
                                request.id(),
                                request.sourceIp()));
    }

    /** Submits the essay on a prompt of the user's own, with the same key each time. */
    Response assess() {
        return assess(
                Region.VIRGINIA, KEY, WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY));
    }

    Response assess(String key, String body) {
        return assess(Region.VIRGINIA, key, body);
    }

    Response assess(Region region, String key, String body) {
        return send(region, "POST", "/assess-writing", key, body);
    }

    Response get(String target) {
        return get(Region.VIRGINIA, target);
    }

    Response get(Region region, String target) {
        return send(region, "GET", target, "", "");
    }

    /** Returns the assessment that a response is about. */
    Response read(Response assessed) {
        return get("/assessments/" + id(assessed));
    }

    static String id(Response assessed) {
        return ApiWorld.json(assessed).get("assessment_id").asText();
    }

    static String status(Response assessed) {
        return ApiWorld.json(assessed).path("status").asText();
    }
}
