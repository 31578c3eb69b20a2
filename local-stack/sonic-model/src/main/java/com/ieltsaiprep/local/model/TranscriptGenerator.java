package com.ieltsaiprep.local.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Transcript generator: returns the words that the model claims to hear, one for each 0.4 s of
 * voice. Not thread-safe.
 *
 * <p>The words are random ordinary sentences with a seed, or given ones: an utterance per line, or
 * of a single line as many words as were heard. After the last comes the first again. A clause ends
 * with a punctuation mark; of random words, which come without regard to clauses, with any pause
 * after a second of voice.
 */
public final class TranscriptGenerator {
    private static final int VOICE_MS_PER_WORD = 400;
    private static final int WORDS_PER_BLOCK = 12;
    private static final int SHORTEST_CLAUSE_MS = 1_000;
    private static final Pattern CLAUSE_END = Pattern.compile(".*[.?!,;:]");
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

    /** Words of the current line that no turn has had yet. */
    private final Deque<String> restOfLine = new ArrayDeque<>();

    private int lastSentence;
    private int cursor;

    /**
     * Creates a generator.
     *
     * @param seed seed of the random sentences
     * @param givenWords lines of words to use instead; empty for random sentences
     */
    public TranscriptGenerator(long seed, List<String> givenWords) {
        this.random = new Random(seed);
        this.givenWords =
                givenWords.size() == 1
                        ? List.of(givenWords.getFirst().strip().split("\\s+"))
                        : List.copyOf(givenWords);
        this.hasWholeLines = givenWords.size() > 1;
    }

    /**
     * Returns the words of a turn.
     *
     * @param voicedMs how long the user spoke, ms
     * @param isClause whether the words end with the clause that {@link #isClauseComplete} found;
     *     otherwise a line that is an utterance comes whole
     * @return one text for each block of the transcript, at least one
     */
    public List<String> next(int voicedMs, boolean isClause) {
        int count = words(voicedMs);
        if (hasWholeLines) {
            return List.of(isClause ? nextClause(count) : restOfLine());
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

    /**
     * Returns whether the words of a turn so far end with a complete clause: a clause of the line
     * ends with the word that is heard now, or with one of its neighbours.
     */
    public boolean isClauseComplete(int voicedMs) {
        int count = words(voicedMs);
        if (givenWords.isEmpty()) {
            return voicedMs >= SHORTEST_CLAUSE_MS;
        }
        return hasWholeLines ? clauseLength(count) > 0 : endsClause(peek(count - 1));
    }

    /** Restarts the given words from the first. */
    public void restart() {
        cursor = 0;
        restOfLine.clear();
    }

    private static int words(int voicedMs) {
        return Math.max(1, Math.round((float) voicedMs / VOICE_MS_PER_WORD));
    }

    private static boolean endsClause(String word) {
        return CLAUSE_END.matcher(word).matches();
    }

    private String peek(int ahead) {
        return givenWords.get((cursor + ahead) % givenWords.size());
    }

    /** Returns another sentence than the last: one that comes again at once is a duplicate. */
    private String randomSentence() {
        int step = 1 + random.nextInt(SENTENCES.size() - 1);
        lastSentence = (lastSentence + step) % SENTENCES.size();
        return SENTENCES.get(lastSentence);
    }

    private String nextGiven() {
        return givenWords.get(cursor++ % givenWords.size());
    }

    private Deque<String> line() {
        if (restOfLine.isEmpty()) {
            restOfLine.addAll(List.of(nextGiven().strip().split("\\s+")));
        }
        return restOfLine;
    }

    private String restOfLine() {
        String rest = String.join(" ", line());
        restOfLine.clear();
        return rest;
    }

    private String nextClause(int count) {
        int length = clauseLength(count);
        List<String> clause = new ArrayList<>();
        while (clause.size() < length) {
            clause.add(restOfLine.remove());
        }
        return String.join(" ", clause);
    }

    /** Returns the number of words up to the end of the clause near a word; 0 if there is none. */
    private int clauseLength(int count) {
        List<String> words = List.copyOf(line());
        if (count + 1 >= words.size()) {
            return words.size();
        }
        for (int length : new int[] {count, count + 1, count - 1}) {
            if (length > 0 && endsClause(words.get(length - 1))) {
                return length;
            }
        }
        return 0;
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
