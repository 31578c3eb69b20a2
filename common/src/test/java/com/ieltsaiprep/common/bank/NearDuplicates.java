package com.ieltsaiprep.common.bank;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Near-duplicate detection: Jaccard similarity of the word 3-grams of two texts, and of their words
 * of five letters or more, which also finds the same content in another order.
 */
final class NearDuplicates {
    /** Similarity of 3-grams from which two texts are near-duplicates. */
    static final double MAX_PHRASES = 0.2;

    /** Similarity of long words from which two texts are near-duplicates. */
    static final double MAX_WORDS = 0.35;

    private NearDuplicates() {}

    /** Returns a description of each pair of near-duplicates, with both texts. */
    static List<String> in(List<String> texts) {
        List<String> pairs = new ArrayList<>();
        for (int first = 0; first < texts.size(); first++) {
            for (String other : texts.subList(first + 1, texts.size())) {
                double phrases = similarity(phrases(texts.get(first)), phrases(other));
                double words = similarity(longWords(texts.get(first)), longWords(other));
                if (phrases >= MAX_PHRASES || words >= MAX_WORDS) {
                    pairs.add(
                            "phrases %.2f, words %.2f:%n%s%n%s"
                                    .formatted(phrases, words, texts.get(first), other));
                }
            }
        }
        return pairs;
    }

    private static Set<String> phrases(String text) {
        List<String> words = words(text).toList();
        return IntStream.rangeClosed(0, words.size() - 3)
                .mapToObj(start -> String.join(" ", words.subList(start, start + 3)))
                .collect(Collectors.toSet());
    }

    private static Set<String> longWords(String text) {
        return words(text).filter(word -> word.length() >= 5).collect(Collectors.toSet());
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty());
    }

    private static double similarity(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        int all = one.size() + other.size() - common.size();
        return all == 0 ? 0 : (double) common.size() / all;
    }
}
