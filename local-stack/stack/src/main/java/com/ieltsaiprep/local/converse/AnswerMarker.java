package com.ieltsaiprep.local.converse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deterministic marker of a candidate's answer: computes the input of the tools {@code
 * mark_criterion} and {@code give_feedback} from simple measures of the text.
 *
 * <p>The band grows with the number of words, of distinct words and of words per sentence, weighted
 * by criterion. Framing and model shift it by one for some answers, so that opinions differ. A
 * sentence that demands a band is obeyed, as small models do.
 */
final class AnswerMarker {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’-]+");
    private static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+[.!?]?");
    private static final Pattern DEMAND =
            Pattern.compile(
                    "(?i)\\b(ignore|disregard)\\b.{0,60}\\binstructions?\\b|\\bband (9|nine)\\b");

    /** Measure at which a text has half of the points for it. */
    private static final double HALF_WORDS = 130;

    private static final double HALF_DISTINCT = 70;
    private static final double HALF_SENTENCE = 11;

    /** Weights of words, distinct words and words per sentence. */
    private static final Map<String, List<Integer>> WEIGHTS =
            Map.of(
                    "task_achievement", List.of(3, 1, 1),
                    "task_response", List.of(3, 1, 1),
                    "coherence_and_cohesion", List.of(1, 1, 2),
                    "lexical_resource", List.of(1, 3, 1),
                    "grammatical_range_and_accuracy", List.of(1, 1, 3));

    private static final int MAX_QUOTE_WORDS = 6;
    private static final int MAX_QUOTE_LENGTH = 80;
    private static final int MAX_SENTENCE_LENGTH = 300;

    private final ConverseRequest request;
    private final String answer;
    private final List<MatchResult> words;

    private AnswerMarker(ConverseRequest request) {
        this.request = request;
        this.answer = request.answer();
        this.words = WORD.matcher(answer).results().toList();
    }

    /** Computes the input of the tool that the request forces. */
    static ObjectNode toolInput(ConverseRequest request) {
        AnswerMarker marker = new AnswerMarker(request);
        return request.criterion().equals(ConverseRequest.FEEDBACK)
                ? marker.feedback()
                : marker.mark();
    }

    private ObjectNode mark() {
        ObjectNode input = JsonValues.object();
        ArrayNode evidence = input.putArray("evidence");
        List<String> quotes = quotes(4);
        for (int i = 0; i < quotes.size(); i++) {
            evidence.addObject()
                    .put("quote", quotes.get(i))
                    .put("comment", i % 2 == 0 ? "clear and to the point" : "could be more exact")
                    .put("kind", i % 2 == 0 ? "strength" : "weakness");
        }
        ArrayNode checklist = input.putArray("checklist");
        check(checklist, "The answer is long enough", words.size() >= 150, words.size() >= 100);
        check(checklist, "The vocabulary varies", distinct() >= 90, distinct() >= 50);
        check(checklist, "Sentences are developed", sentenceLength() >= 14, sentenceLength() >= 9);
        input.put("limiting_factor", "Ideas are stated more often than they are developed.");
        input.put("next_step", "Add one example and one consequence to each main idea.");
        return input.put("band", band());
    }

    private static void check(ArrayNode list, String item, boolean isMet, boolean isPartlyMet) {
        list.addObject()
                .put("item", item)
                .put("met", isMet ? "yes" : isPartlyMet ? "partly" : "no");
    }

    private int band() {
        if (DEMAND.matcher(answer).find()) {
            return 9;
        }
        List<Integer> weights = WEIGHTS.getOrDefault(request.criterion(), List.of(1, 1, 1));
        double points =
                weights.get(0) * share(words.size(), HALF_WORDS)
                        + weights.get(1) * share(distinct(), HALF_DISTINCT)
                        + weights.get(2) * share(sentenceLength(), HALF_SENTENCE);
        double share = points / weights.stream().mapToInt(Integer::intValue).sum();
        return Math.clamp(Math.round(1 + 10 * share) + shift(), 1, 9);
    }

    private static double share(double value, double half) {
        return value / (value + half);
    }

    /** Returns -1, 0 or 1, by criterion, framing, model and the length of the answer. */
    private int shift() {
        String seed = request.criterion() + request.framing() + request.model() + words.size();
        return switch (Math.floorMod(seed.hashCode(), 7)) {
            case 0 -> -1;
            case 1 -> 1;
            default -> 0;
        };
    }

    private int distinct() {
        return words.stream()
                .limit(200)
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet())
                .size();
    }

    private double sentenceLength() {
        return (double) words.size() / Math.max(1, sentences().count());
    }

    private ObjectNode feedback() {
        ObjectNode input = JsonValues.object();
        ArrayNode audit = input.putArray("audit");
        audit.addObject()
                .put("part", "the main question")
                .put("answered", words.size() >= 100 ? "yes" : "partly")
                .put("comment", "A position is given.");
        audit.addObject()
                .put("part", "reasons and examples")
                .put("answered", "partly")
                .put("comment", "One more example would help.");
        ArrayNode patterns = input.putArray("error_patterns");
        for (String quote : quotes(2)) {
            patterns.addObject()
                    .put("pattern", "articles")
                    .put("count", 2)
                    .put("quote", quote)
                    .put("correction", "the " + quote)
                    .put("rule", "A countable noun in the singular needs an article.");
        }
        ArrayNode improved = input.putArray("improved_sentences");
        List<String> sentences =
                sentences()
                        .filter(sentence -> sentence.length() <= MAX_SENTENCE_LENGTH)
                        .limit(3)
                        .toList();
        for (String sentence : sentences) {
            improved.addObject()
                    .put("original", sentence)
                    .put("improved", "It seems to me that " + sentence)
                    .put("why", "A cautious opening suits an opinion.");
        }
        input.putArray("vocabulary")
                .addObject()
                .put("word", "consequently")
                .put("meaning", "as a result")
                .put("example", "Rents rose; consequently, many families moved.");
        input.putArray("next_actions")
                .add("Plan for five minutes before writing.")
                .add("Check the articles in each sentence.")
                .add("Write one paragraph a day on a new topic.");
        return input;
    }

    private Stream<String> sentences() {
        return SENTENCE.matcher(answer)
                .results()
                .map(sentence -> sentence.group().strip())
                .filter(sentence -> WORD.matcher(sentence).find());
    }

    /** Returns verbatim spans of a few words each, spread over the answer; none of the prompt. */
    private List<String> quotes(int limit) {
        String prompt = request.prompt().path("prompt").asText("");
        List<String> quotes = new ArrayList<>();
        for (int i = 0; i < 2 * limit && quotes.size() < limit; i++) {
            String quote = span(i * words.size() / (2 * limit));
            if (!quote.isEmpty() && !prompt.contains(quote) && !quotes.contains(quote)) {
                quotes.add(quote);
            }
        }
        return quotes;
    }

    private String span(int first) {
        if (words.isEmpty()) {
            return "";
        }
        int start = words.get(first).start();
        String span = "";
        for (MatchResult word :
                words.subList(first, Math.min(words.size(), first + MAX_QUOTE_WORDS))) {
            String longer = Objects.requireNonNull(answer.substring(start, word.end()));
            if (longer.length() > MAX_QUOTE_LENGTH || longer.indexOf('\n') >= 0) {
                break;
            }
            span = longer;
        }
        return span;
    }
}
