package com.ieltsaiprep.common.text;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lexical diversity: indices of how often a text repeats its words, by their forms without numbers.
 * They ignore accuracy: faulty forms raise them.
 */
final class LexicalDiversity {
    /** Words below which no index is reliable. */
    static final int MINIMUM_WORDS = 50;

    private static final double MTLD_RATIO = 0.72;
    private static final int MTLD_SHORTEST_FACTOR = 10;
    private static final int HDD_SAMPLE = 42;

    private LexicalDiversity() {}

    /** Returns the number of different stems among the first words, or empty for fewer words. */
    static OptionalInt distinct(List<String> words, int length) {
        return words.size() < length
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (int) words.stream().limit(length).map(Stems::of).distinct().count());
    }

    /**
     * Returns the measure of textual lexical diversity (MTLD): the mean length of a run of words,
     * of 10 words at least, until different words are at most 72 % of it, forwards and backwards.
     * Empty below 50 words, and if no word occurs twice.
     */
    static OptionalDouble mtld(List<String> words) {
        if (words.size() < MINIMUM_WORDS) {
            return OptionalDouble.empty();
        }
        double forwards = factors(words);
        double backwards = factors(words.reversed());
        return forwards == 0 || backwards == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((words.size() / forwards + words.size() / backwards) / 2);
    }

    private static double factors(List<String> words) {
        Set<String> different = new HashSet<>();
        int factors = 0;
        int length = 0;
        for (String word : words) {
            different.add(word);
            length++;
            if (length >= MTLD_SHORTEST_FACTOR && different.size() <= MTLD_RATIO * length) {
                factors++;
                different.clear();
                length = 0;
            }
        }
        double ratio = length == 0 ? 1 : (double) different.size() / length;
        return factors + Math.min(1, (1 - ratio) / (1 - MTLD_RATIO));
    }

    /**
     * Returns the hypergeometric diversity (HD-D): the mean share of different words in samples of
     * 42 words, 1/42 to 1. Empty below 50 words.
     */
    static OptionalDouble hdd(List<String> words) {
        if (words.size() < MINIMUM_WORDS) {
            return OptionalDouble.empty();
        }
        Map<String, Long> counts =
                words.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return OptionalDouble.of(
                counts.values().stream()
                                .sorted()
                                .mapToDouble(count -> 1 - absence(words.size(), count))
                                .sum()
                        / HDD_SAMPLE);
    }

    /** Returns the probability that a sample has none of the occurrences of a word. */
    private static double absence(int words, long occurrences) {
        double probability = 1;
        for (int drawn = 0; drawn < HDD_SAMPLE; drawn++) {
            probability *= Math.max(0, words - occurrences - drawn) / (double) (words - drawn);
        }
        return probability;
    }
}
