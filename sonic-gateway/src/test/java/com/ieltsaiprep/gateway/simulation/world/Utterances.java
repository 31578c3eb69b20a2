package com.ieltsaiprep.gateway.simulation.world;

import java.util.List;

/** Words, each utterance with its number in the world, and a candidate's with its audio. */
final class Utterances {
    private static final List<String> WORDS =
            List.of(
                    "is what was said about the town near the sea",
                    "was an answer on music, short as it was, and à la carte",
                    "is a question which nobody had thought of before, about travel, trains, the"
                            + " weather on the way, and what one eats when the shops are closed",
                    "says that reading is a good way to rest");

    private final Witness witness;
    private int count;

    Utterances(Witness witness) {
        this.witness = witness;
    }

    /** What Maya says. */
    String next() {
        return next("");
    }

    /** What a candidate said from one microphone frame to another. */
    String heard(int firstFrame, int lastFrame) {
        return next("(" + firstFrame + "-" + lastFrame + ") ");
    }

    private String next(String frames) {
        count++;
        String words = "#" + count + " " + frames + WORDS.get(count % WORDS.size());
        witness.uttered(words);
        return words;
    }
}
