package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.common.bank.WritingBank;
import com.ieltsaiprep.common.marking.MarkingEngine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Composition of the writing test: the marking within a request, by a hand-over, and by a second
 * model.
 */
public final class WritingFeature {
    /** Name of the event by which the function continues a marking: the event's only member. */
    public static final String CONTINUE = HandOver.NAME;

    private static final String DONE = "{\"done\":true}";

    private final WritingServices services;
    private final WritingBank bank = WritingBank.load();
    private final MarkingTimes times;
    private final TextHashes hashes;
    private final MarkingLog log;
    private final MarkingDriver driver;
    private final HandOvers handOvers;
    private final MarkingEngine engine;
    private final Optional<MarkingEngine> secondEngine;

    /**
     * Seal of hand-overs, and their sender.
     *
     * @param random source of nonces; must be cryptographically strong
     */
    public record Sealing(MarkingSecrets secrets, RandomGenerator random, HandOverSender sender) {}

    /** Composes the writing test. */
    public WritingFeature(
            WritingServices services, WritingModels models, Sealing sealing, MarkingTimes times) {
        this.services = services;
        this.times = times;
        this.hashes = new TextHashes(sealing.secrets());
        this.log = new MarkingLog(services.events(), services.elapsed());
        this.driver = new MarkingDriver(models.client(), services.elapsed());
        this.engine = models.engine();
        this.secondEngine = models.secondEngine();
        this.handOvers =
                new HandOvers(
                        new MarkingSeal(sealing.secrets(), sealing.random()),
                        sealing.sender(),
                        services.assessments(),
                        services.clock(),
                        times.lapseOfHandOver());
    }

    /**
     * Returns the routes {@code GET /writing/tests}, {@code POST /assess-writing} and {@code POST
     * /assessments/{…}/remark}.
     *
     * @param newTestsAllowed false while operators have stopped new tests; throws if this is not
     *     known, so that no test begins
     */
    public List<Route> routes(RequestGuard guard, BooleanSupplier newTestsAllowed) {
        TestClaims claims =
                new TestClaims(
                        services.attempts(),
                        services.assessments(),
                        hashes,
                        services.clock(),
                        times.lapseOfRequest());
        RequestMarking marking =
                new RequestMarking(
                        engine, driver, finish(engine), handOvers, services.assessments(), log);
        return new WritingRoutes(
                        new TestForm(bank),
                        new NextTests(bank, services.assessments(), newTestsAllowed),
                        new WritingRoutes.Markers(claims, marking, remarks()),
                        guard,
                        services.elapsed(),
                        times.inRequest())
                .routes();
    }

    private MarkingFinish finish(MarkingEngine of) {
        return new MarkingFinish(of, services.assessments(), new Reports(bank), services.clock());
    }

    private Optional<Remarks> remarks() {
        return secondEngine.map(
                it -> new Remarks(it, driver, finish(it), services.assessments(), hashes, log));
    }

    /**
     * Returns the handler of the event that continues a marking.
     *
     * @param sleep waits for a time
     */
    public Function<@Nullable Object, String> continuation(Consumer<Duration> sleep) {
        ContinuedMarking marking =
                new ContinuedMarking(
                        engine,
                        driver,
                        finish(engine),
                        handOvers,
                        services.assessments(),
                        new ContinuedMarking.Tools(
                                services.elapsed(),
                                services.clock(),
                                log,
                                times.continued(),
                                sleep));
        return value -> {
            marking.run(HandOver.of(value));
            return DONE;
        };
    }
}
