package com.ieltsaiprep.local.simulation.world;

import java.util.List;

/**
 * Generator of utterances, each with its number in the run, and a candidate's with its frame range.
 */
final class UtteranceGenerator {
    private static final List<String> PHRASES =
            List.of(
                    "is what was said about the town near the sea",
                    "was an answer on music, short as it was, and à la carte",
                    "is a question which nobody had thought of before, about travel, trains, the"
                            + " weather on the way, and what one eats when the shops are closed",
                    "says that reading is a good way to rest");

    private final SimulationObserver observer;
    private int count;
    private int replies;

    UtteranceGenerator(SimulationObserver observer) {
        this.observer = observer;
    }

    /** Returns the number of the next reply in the run, from 1. */
    int nextReply() {
        replies++;
        return replies;
    }

    String nextExaminerUtterance() {
        return next("");
    }

    /** Creates the transcript of a candidate's speech in a range of microphone frames. */
    String nextCandidateUtterance(int firstFrame, int lastFrame) {
        return next("(" + firstFrame + "-" + lastFrame + ") ");
    }

    private String next(String frames) {
        count++;
        String utterance = "#" + count + " " + frames + PHRASES.get(count % PHRASES.size());
        observer.onUtterance(utterance);
        return utterance;
    }
}
