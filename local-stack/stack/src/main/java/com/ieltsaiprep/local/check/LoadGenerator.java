package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.SyntheticVoice;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.speak.CandidateRunner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Load generator: holds many conversations of simulated candidates at once, in real time. They
 * begin evenly distributed over a ramp-up time and all end together, so that each lasts at least
 * the configured time.
 */
public final class LoadGenerator {
    private static final int LOOPS = 2;
    private static final int VOICES = 16;
    private static final int END_TIMEOUT_S = 30;
    private static final long PROGRESS_MS = 5_000;

    private final StackClient client;
    private final EpochClock clock;
    private final Consumer<String> progress;

    /**
     * Creates a load generator for a local stack.
     *
     * @param client client of the stack under load
     * @param clock clock from which all times in the results are read
     * @param progress receives a line of text about every five seconds, in the thread of {@link
     *     #run}
     */
    public LoadGenerator(StackClient client, EpochClock clock, Consumer<String> progress) {
        this.client = client;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Size and duration of a load on the gateway.
     *
     * @param conversations number of conversations that are held at once
     * @param seconds time after the ramp-up, in which all conversations are held at once, s
     * @param rampSeconds ramp-up time, over which the conversations begin, s
     */
    public record Shape(int conversations, int seconds, int rampSeconds) {}

    /**
     * Attempt to hold one conversation under load: has either the result of the conversation or the
     * reason why it has no result.
     *
     * @param result result of the conversation; null if the conversation did not begin or did not
     *     end in time
     * @param failure reason why the conversation has no result, in one line; null if it has a
     *     result
     */
    public record Attempt(@Nullable ConversationResult result, @Nullable String failure) {}

    /**
     * Generates the load: holds the conversations in real time, and blocks until all of them are
     * over.
     *
     * @param shape number and duration of the conversations
     * @return one attempt for each conversation, in the order in which they begin
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public List<Attempt> run(Shape shape) throws InterruptedException {
        List<List<Utterance>> voices = voices();
        AtomicInteger talking = new AtomicInteger();
        List<Future<Attempt>> attempts = new ArrayList<>();
        try (CandidateRunner runner = new CandidateRunner(LOOPS, clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long startUs = clock.nowUs();
            long endUs = startUs + (shape.rampSeconds() + shape.seconds()) * 1_000_000L;
            for (int i = 0; i < shape.conversations(); i++) {
                long candidateStartUs =
                        startUs + shape.rampSeconds() * 1_000_000L * i / shape.conversations();
                SpeakingPlan plan = SpeakingPlan.until(voices.get(i % VOICES), endUs);
                attempts.add(
                        threads.submit(
                                () -> {
                                    sleepUntil(candidateStartUs);
                                    return hold(runner, plan, talking, endUs);
                                }));
            }
            while (clock.nowUs() < endUs) {
                Thread.sleep(Math.clamp((endUs - clock.nowUs()) / 1000, 1, PROGRESS_MS));
                progress.accept(
                        "%d s: %d conversations"
                                .formatted((clock.nowUs() - startUs) / 1_000_000, talking.get()));
            }
            return results(attempts);
        }
    }

    private Attempt hold(
            CandidateRunner runner, SpeakingPlan plan, AtomicInteger talking, long endUs) {
        talking.incrementAndGet();
        try {
            long timeoutUs = Math.max(0, endUs - clock.nowUs()) + END_TIMEOUT_S * 1_000_000L;
            return new Attempt(
                    runner.start(client, plan, AudioSink.NONE)
                            .await(timeoutUs, TimeUnit.MICROSECONDS),
                    null);
        } catch (StackUnavailableException e) {
            return new Attempt(null, e.getMessage());
        } catch (TimeoutException _) {
            return new Attempt(null, "not over %d s after its end".formatted(END_TIMEOUT_S));
        } finally {
            talking.decrementAndGet();
        }
    }

    private static List<Attempt> results(List<Future<Attempt>> attempts)
            throws InterruptedException {
        List<Attempt> results = new ArrayList<>();
        for (Future<Attempt> one : attempts) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return results;
    }

    private void sleepUntil(long atUs) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(atUs - clock.nowUs());
    }

    /** Creates a few voices, shared by many candidates that differ in when they begin. */
    private static List<List<Utterance>> voices() {
        List<List<Utterance>> voices = new ArrayList<>();
        for (int seed = 0; seed < VOICES; seed++) {
            SyntheticVoice voice = new SyntheticVoice(seed);
            voices.add(
                    List.of(
                            voice.utterance(1_500 + 100 * seed, 300),
                            voice.utterance(4_000 - 100 * seed, 300),
                            voice.utterance(2_500, 300)));
        }
        return voices;
    }
}
