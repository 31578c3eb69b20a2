package com.ieltsaiprep.local.sonic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Transcript generator: returns the words that the model claims to hear, one for each 0.4 s of
 * voice. Not thread-safe.
 *
 * <p>The words are random ordinary sentences with a seed, or given ones: an utterance per line, or
 * of a single line as many words as were heard. After the last comes the first again.
 */
final class TranscriptGenerator {
    private static final int VOICE_MS_PER_WORD = 400;
    private static final int WORDS_PER_BLOCK = 12;
    private static final List<String> SENTENCES =
            List.of(
                    "I usually walk to work because it is close to my home.",
                    "My family lives in a small town near the sea.",
                    "I think that reading is a very good way to relax.",
                    "At the weekend I like to cook for my friends.",
                    "It was difficult at first but now I enjoy it a lot.",
                    "When I was a child we used to play in the park.",
                    "In my opinion public transport should be cheaper for students.",
                    "I have been studying English for about six years.",
                    "The weather here changes quickly so I always carry a coat.",
                    "I would like to travel to another country next summer.");

    private final Random random;
    private final List<String> givenWords;
    private final boolean hasWholeLines;
    private int cursor;

    TranscriptGenerator(long seed, List<String> givenWords) {
        this.random = new Random(seed);
        this.givenWords =
                givenWords.size() == 1
                        ? List.of(givenWords.getFirst().strip().split("\\s+"))
                        : givenWords;
        this.hasWholeLines = givenWords.size() > 1;
    }

    /**
     * Returns the words of a turn.
     *
     * @param voicedMs how long the user spoke
     * @return one text for each block of the transcript, at least one
     */
    List<String> next(int voicedMs) {
        int count = Math.max(1, Math.round((float) voicedMs / VOICE_MS_PER_WORD));
        if (hasWholeLines) {
            return List.of(nextGiven());
        }
        List<String> words = new ArrayList<>();
        Deque<String> sentence = new ArrayDeque<>();
        while (words.size() < count) {
            if (givenWords.isEmpty() && sentence.isEmpty()) {
                sentence.addAll(Arrays.asList(randomSentence().split(" ")));
            }
            words.add(givenWords.isEmpty() ? sentence.remove() : nextGiven());
        }
        return blocks(words);
    }

    /** Restarts the given words from the first. */
    void restart() {
        cursor = 0;
    }

    private String randomSentence() {
        return SENTENCES.get(random.nextInt(SENTENCES.size()));
    }

    private String nextGiven() {
        return givenWords.get(cursor++ % givenWords.size());
    }

    private static List<String> blocks(List<String> words) {
        List<String> blocks = new ArrayList<>();
        for (int from = 0; from < words.size(); from += WORDS_PER_BLOCK) {
            int to = Math.min(words.size(), from + WORDS_PER_BLOCK);
            blocks.add(String.join(" ", words.subList(from, to)));
        }
        return blocks;
    }
}
