package com.ieltsaiprep.common.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Prompt-injection filter: finds the sentences of an answer that give orders to the marker or
 * imitate its input. A finding means only that the answer is also marked without them.
 */
public final class SuspiciousSentences {
    /** Sentence that is divided, so that little else is masked with what is suspicious. */
    private static final int LONG_SENTENCE = 300;

    private static final int SHORTEST_CLAUSE = 60;
    private static final String CLAUSE_ENDS = ",;:\n";

    private SuspiciousSentences() {}

    /**
     * Returns the text without its suspicious sentences, or empty if it has none. The text is blank
     * if all of its sentences are suspicious.
     */
    public static Optional<String> mask(String essay) {
        List<FoldedText.Span> spans = InjectionPatterns.find(essay);
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        BitSet suspicious = new BitSet(essay.length());
        spans.forEach(span -> suspicious.set(span.start(), span.end()));
        StringBuilder masked = new StringBuilder();
        int start = 0;
        for (String part : parts(essay)) {
            int end = start + part.length();
            boolean isClean = suspicious.get(start, end).isEmpty();
            masked.append(isClean ? part : part.substring(part.stripTrailing().length()));
            start = end;
        }
        return Optional.of(masked.toString().strip());
    }

    /** Returns sentences, and clauses of long sentences; concatenated, they are the text. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String sentence : Sentences.of(text)) {
            int start = 0;
            for (int at = 0; sentence.length() > LONG_SENTENCE && at < sentence.length(); at++) {
                if (isBreak(sentence.charAt(at), at - start)) {
                    parts.add(sentence.substring(start, at + 1));
                    start = at + 1;
                }
            }
            parts.add(sentence.substring(start));
        }
        return parts;
    }

    private static boolean isBreak(char character, int length) {
        return (length >= SHORTEST_CLAUSE && CLAUSE_ENDS.indexOf(character) >= 0)
                || (length >= LONG_SENTENCE && Character.isWhitespace(character));
    }
}
