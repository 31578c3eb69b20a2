package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.ModelReply.Block;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Scripted marker: answers a request by a pure function of its text, in the form of a model. */
final class ScriptedMarker {
    private final ToIntFunction<ModelRequest> band;

    /** Creates a marker whose bands depend on every character of the request. */
    ScriptedMarker() {
        this(it -> 4 + Math.floorMod(it.user().hashCode(), 5));
    }

    ScriptedMarker(ToIntFunction<ModelRequest> band) {
        this.band = band;
    }

    ModelReply answer(ModelRequest request) {
        return reply(request.tool(), input(request));
    }

    Map<String, @Nullable Object> input(ModelRequest request) {
        List<String> words = List.of(answerOf(request).split("\\s+"));
        return request.tool().equals("mark_criterion")
                ? criterion(band.applyAsInt(request), quote(words, 3), quote(words, 12))
                : feedback(quote(words, 5));
    }

    /** Marks until nothing is left to ask. */
    MarkingState finish(MarkingEngine engine, MarkingState begun) {
        MarkingState state = begun;
        for (List<ModelRequest> now = engine.next(state); !now.isEmpty(); ) {
            for (ModelRequest request : now) {
                state = engine.replied(state, request.id(), answer(request));
            }
            now = engine.next(state);
        }
        return state;
    }

    static String answerOf(ModelRequest request) {
        return String.valueOf(user(request).get("candidate_answer"));
    }

    static Map<String, @Nullable Object> user(ModelRequest request) {
        try {
            return Json.members(new Json(10, 200_000).read(request.user()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quote(List<String> words, int from) {
        int start = Math.min(from, words.size() - 1);
        return String.join(" ", words.subList(start, Math.min(start + 5, words.size())));
    }

    static ModelReply reply(String tool, Map<String, @Nullable Object> input) {
        return new ModelReply("tool_use", List.of(new Block.ToolUse(tool, input)), 900, 300);
    }

    static Map<String, @Nullable Object> criterion(Object band, String... quotes) {
        List<Object> evidence = new ArrayList<>();
        for (String quote : quotes) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("quote", quote);
            item.put("comment", "You show this well.");
            item.put("kind", "strength");
            evidence.add(item);
        }
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("evidence", evidence);
        input.put("checklist", List.of(Map.of("item", "A clear position", "met", "partly")));
        input.put("limiting_factor", "Ideas stay general.");
        input.put("next_step", "Add one example to each idea.");
        input.put("band", band);
        return input;
    }

    static Map<String, @Nullable Object> feedback(String quote) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put(
                "audit",
                List.of(Map.of("part", "Both views", "answered", "yes", "comment", "You do.")));
        input.put(
                "error_patterns",
                List.of(
                        pattern("Article", 2, quote, "a correction"),
                        pattern("Agreement", 4, quote, "another correction")));
        input.put(
                "improved_sentences",
                List.of(
                        Map.of(
                                "original",
                                quote,
                                "improved",
                                "It is better so.",
                                "why",
                                "It is.")));
        input.put(
                "vocabulary",
                List.of(Map.of("word", "thrive", "meaning", "do well", "example", "Bees thrive.")));
        input.put("next_actions", List.of("Plan first.", "Read aloud.", "Check articles."));
        return input;
    }

    static Map<String, Object> pattern(String name, int count, String quote, String correction) {
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("pattern", name);
        pattern.put("count", count);
        pattern.put("quote", quote);
        pattern.put("correction", correction);
        pattern.put("rule", "A rule.");
        return pattern;
    }
}
