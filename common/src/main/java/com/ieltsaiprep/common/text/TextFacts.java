package com.ieltsaiprep.common.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Text measures of an answer: facts for the marker and the report, which never set a band. What
 * cannot be measured is absent.
 */
public final class TextFacts {
    private static final int[] DISTINCT_LENGTHS = {200, 250};

    private final List<String> words;
    private final List<List<String>> sentences;
    private final int paragraphs;
    private final CopiedText copied;
    private final RepeatedText repeated;

    private TextFacts(String essay, String prompt) {
        words = Words.of(essay);
        sentences =
                Sentences.of(essay).stream()
                        .map(Words::of)
                        .filter(sentence -> !sentence.isEmpty())
                        .toList();
        paragraphs =
                (int)
                        Paragraphs.of(essay).stream()
                                .filter(paragraph -> WordCount.of(paragraph) > 0)
                                .count();
        copied = CopiedText.of(words, Words.of(prompt));
        repeated = RepeatedText.of(words);
    }

    /** Measures an answer to a prompt; both may be empty. */
    public static TextFacts of(String essay, String prompt) {
        return new TextFacts(essay, prompt);
    }

    /** Returns the number of words, by the rule of {@link WordCount}. */
    public int words() {
        return words.size();
    }

    /** Returns the number of words without those copied from the prompt. */
    public int countedWords() {
        return words.size() - copied.copied();
    }

    /** Returns the number of sentences. */
    public int sentences() {
        return sentences.size();
    }

    /** Returns the number of paragraphs. */
    public int paragraphs() {
        return paragraphs;
    }

    /** Returns the share of words copied from the prompt, 0 to 1. */
    public double copiedShare() {
        return copied.share();
    }

    /** Returns the share of words that repeat the answer's own earlier text, 0 to 1. */
    public double repeatedShare() {
        return repeated.share();
    }

    /** Returns whether at least half of the words are copied from the prompt. */
    public boolean isMostlyCopied() {
        return copied.share() >= CopiedText.MOSTLY;
    }

    /** Returns whether at least half of the words repeat the answer's own earlier text. */
    public boolean isMostlyRepeated() {
        return repeated.share() >= RepeatedText.MOSTLY;
    }

    /**
     * Returns the measures as members of a JSON object, without those that the text is too short
     * for. Shares are 0 to 1; the number of words is not among them.
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sentences", sentences());
        if (!sentences.isEmpty()) {
            json.put("words_per_sentence", rounded((double) words() / sentences(), 1));
        }
        json.put("paragraphs", paragraphs());
        List<String> lexical = words.stream().filter(TextFacts::hasLetter).toList();
        for (int length : DISTINCT_LENGTHS) {
            LexicalDiversity.distinct(lexical, length)
                    .ifPresent(it -> json.put("distinct_words_in_" + length, it));
        }
        LexicalDiversity.mtld(lexical).ifPresent(it -> json.put("mtld", rounded(it, 1)));
        LexicalDiversity.hdd(lexical).ifPresent(it -> json.put("hdd", rounded(it, 3)));
        json.put("copied_share", rounded(copiedShare(), 3));
        json.put("repeated_share", rounded(repeatedShare(), 3));
        Connectors connectors = Connectors.of(sentences);
        json.put("connectors", connectors.distinct());
        json.put("connector_start_share", rounded(connectors.startShare(), 3));
        return json;
    }

    private static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetter);
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }
}
