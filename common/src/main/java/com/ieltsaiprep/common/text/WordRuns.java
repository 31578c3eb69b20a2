package com.ieltsaiprep.common.text;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** N-grams: finds runs of five words that a text shares with another, or with itself. */
final class WordRuns {
    private static final int LENGTH = 5;

    private WordRuns() {}

    /** Returns the indices of the words that lie in a run of five words of the other text. */
    static BitSet shared(List<String> words, List<String> other) {
        Set<List<String>> known = new HashSet<>();
        for (int i = 0; i + LENGTH <= other.size(); i++) {
            known.add(other.subList(i, i + LENGTH));
        }
        BitSet covered = new BitSet(words.size());
        for (int i = 0; i + LENGTH <= words.size(); i++) {
            if (known.contains(words.subList(i, i + LENGTH))) {
                covered.set(i, i + LENGTH);
            }
        }
        return covered;
    }

    /** Returns the indices of the words that lie in a run of five words that occurred before. */
    static BitSet repeated(List<String> words) {
        Set<List<String>> known = new HashSet<>();
        BitSet covered = new BitSet(words.size());
        for (int i = 0; i + LENGTH <= words.size(); i++) {
            if (!known.add(words.subList(i, i + LENGTH))) {
                covered.set(i, i + LENGTH);
            }
        }
        return covered;
    }
}
