package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stub of a marking model: a pure function of the request. Its bands come from length, length of
 * the words and a hash; some of its first replies are invalid, and some of its quotes invented.
 */
final class StubMarker implements ModelClient {
    private static final Json JSON = new Json(16, 200_000);
    private static final int CHARS_PER_TOKEN = 4;
    private static final int QUOTES = 3;
    private static final int QUOTE_WORDS = 5;

    @Override
    public CallResult call(ModelRequest request, int run) {
        int hash = Math.floorMod(RequestHash.of(request).hashCode(), 1_000_000);
        Map<String, @Nullable Object> user = user(request);
        String[] words = String.valueOf(user.get("candidate_answer")).strip().split("\\s+", -1);
        Map<String, @Nullable Object> input =
                user.containsKey("criterion")
                        ? opinion(words, user, request.id().endsWith(".repair"), hash)
                        : feedback(words);
        int read = (request.system().length() + request.user().length()) / CHARS_PER_TOKEN;
        return new CallResult.Replied(
                new ModelReply(
                        "tool_use",
                        List.of(new ModelReply.Block.ToolUse(request.tool(), input)),
                        read,
                        Json.write(input).length() / CHARS_PER_TOKEN),
                700 + hash % 1_500,
                false);
    }

    private static Map<String, @Nullable Object> user(ModelRequest request) {
        try {
            return Json.members(JSON.read(request.user()));
        } catch (IOException e) {
            throw new IllegalArgumentException("the user message is no JSON", e);
        }
    }

    private static Map<String, @Nullable Object> opinion(
            String[] words, Map<String, @Nullable Object> user, boolean repaired, int hash) {
        List<Object> evidence = new ArrayList<>();
        for (int i = 0; i < QUOTES; i++) {
            int start = (hash / (i + 1)) % Math.max(words.length - QUOTE_WORDS, 1);
            String quote =
                    hash % 11 == i
                            ? "words that nobody wrote here"
                            : String.join(
                                    " ",
                                    Arrays.copyOfRange(
                                            words,
                                            start,
                                            Math.min(start + QUOTE_WORDS, words.length)));
            evidence.add(
                    Map.of(
                            "quote",
                            quote,
                            "comment",
                            "Invented by a stub.",
                            "kind",
                            i == 0 ? "strength" : "weakness"));
        }
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("evidence", evidence);
        input.put("checklist", List.of(Map.of("item", "A point", "met", "partly")));
        input.put("limiting_factor", "Invented by a stub.");
        input.put("next_step", "Invented by a stub.");
        long band = band(words, user, hash);
        // Some models answer with half bands, which the engine does not take.
        input.put("band", hash % 17 == 0 && !repaired ? band + 0.5 : (Object) band);
        return input;
    }

    private static long band(String[] words, Map<String, @Nullable Object> user, int hash) {
        double letters = Arrays.stream(words).mapToInt(String::length).average().orElse(0);
        double level = 4 + Math.min(words.length, 250) / 80.0 + 1.5 * (letters - 4);
        double framing = "ascending".equals(user.get("framing")) ? -0.2 : 0.2;
        double noise = hash % 100 / 100.0 - 0.5;
        return Math.clamp(Math.round(level + framing + noise), 1, 9);
    }

    private static Map<String, @Nullable Object> feedback(String[] words) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put(
                "audit",
                List.of(Map.of("part", "The task", "answered", "partly", "comment", "A stub.")));
        input.put(
                "error_patterns",
                List.of(
                        Map.of(
                                "pattern", "A pattern",
                                "count", 1L,
                                "quote", words[0],
                                "correction", "Something else",
                                "rule", "Invented by a stub.")));
        input.put("improved_sentences", List.of());
        input.put("vocabulary", List.of());
        input.put("next_actions", List.of("Read.", "Write.", "Read again."));
        return input;
    }
}
