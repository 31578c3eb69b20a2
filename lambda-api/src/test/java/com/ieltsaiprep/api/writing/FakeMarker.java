package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelReply.Block;
import com.ieltsaiprep.common.marking.ModelRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Fake model: marks by quoting the answer, at once or, when it is held, not before its release. */
final class FakeMarker implements MarkingModel {
    /** Band that it gives. */
    volatile int band = 6;

    private final List<ModelRequest> asked = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile Function<ModelRequest, Answer> behaviour = this::mark;

    /** Makes all calls wait until {@link #release}, or their budget is used up. */
    void hold() {
        hold = new CountDownLatch(1);
    }

    void release() {
        hold.countDown();
    }

    /** Replaces the answers. */
    void answer(Function<ModelRequest, Answer> answers) {
        behaviour = answers;
    }

    void fail(ModelFailure failure) {
        answer(_ -> new Answer.Failed(failure));
    }

    /** Answers properly again. */
    void recover() {
        behaviour = this::mark;
    }

    synchronized List<ModelRequest> asked() {
        return List.copyOf(asked);
    }

    private synchronized void record(ModelRequest request) {
        asked.add(request);
    }

    /** Returns the number of calls that have not ended. */
    int running() {
        return running.get();
    }

    int mostRunning() {
        return mostRunning.get();
    }

    @Override
    public Answer ask(ModelRequest request, Duration budget) {
        record(request);
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            return hold.await(budget.toMillis(), TimeUnit.MILLISECONDS)
                    ? behaviour.apply(request)
                    : new Answer.OutOfTime();
        } catch (InterruptedException _) {
            return new Answer.OutOfTime();
        } finally {
            running.decrementAndGet();
        }
    }

    Answer mark(ModelRequest request) {
        List<String> words = List.of(essay(request).split("\\s+", -1));
        return new Answer.Replied(
                reply(
                        request.tool(),
                        request.tool().equals("mark_criterion")
                                ? criterion(band, quote(words, 2), quote(words, 9))
                                : feedback(quote(words, 4))));
    }

    static ModelReply reply(String tool, Map<String, @Nullable Object> input) {
        return new ModelReply("tool_use", List.of(new Block.ToolUse(tool, input)), 900, 300);
    }

    private static String essay(ModelRequest request) {
        try {
            Object user = new Json(10, 200_000).read(request.user());
            return String.valueOf(Json.members(user).get("candidate_answer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quote(List<String> words, int from) {
        int start = Math.min(from, words.size() - 1);
        return String.join(" ", words.subList(start, Math.min(start + 5, words.size())));
    }

    private static Map<String, @Nullable Object> criterion(int band, String... quotes) {
        List<Object> evidence = new ArrayList<>();
        for (String quote : quotes) {
            evidence.add(Map.of("quote", quote, "comment", "This is clear.", "kind", "strength"));
        }
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("evidence", evidence);
        input.put("checklist", List.of(Map.of("item", "A clear position", "met", "partly")));
        input.put("limiting_factor", "Ideas stay general.");
        input.put("next_step", "Add one example to each idea.");
        input.put("band", (long) band);
        return input;
    }

    private static Map<String, @Nullable Object> feedback(String quote) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put(
                "audit",
                List.of(Map.of("part", "Both views", "answered", "yes", "comment", "You do.")));
        input.put(
                "error_patterns",
                List.of(
                        Map.of(
                                "pattern",
                                "Articles",
                                "count",
                                2L,
                                "quote",
                                quote,
                                "correction",
                                "a correction",
                                "rule",
                                "A rule.")));
        input.put(
                "improved_sentences",
                List.of(Map.of("original", quote, "improved", "Better.", "why", "It is.")));
        input.put(
                "vocabulary",
                List.of(Map.of("word", "thrive", "meaning", "do well", "example", "Bees thrive.")));
        input.put("next_actions", List.of("Plan first.", "Read aloud.", "Check articles."));
        return input;
    }
}
