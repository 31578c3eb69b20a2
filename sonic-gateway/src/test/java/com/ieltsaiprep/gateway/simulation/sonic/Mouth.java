package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.simulation.audio.ReplyTape;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.sonic.Script.Sentence;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.util.ArrayList;
import java.util.List;

/** Maya's replies, made in bursts faster than they are spoken. */
final class Mouth {
    private static final double WILD = 1_000;
    private static final int WILD_CHUNK_MS = 3_000;
    private static final int ENDLESS_MS = 90_000;

    private final Timeline timeline;
    private final Manners manners;
    private final Telling telling;
    private final Listener listener;
    private List<Sentence> sentences = List.of();
    private int reply;
    private int sentence;
    private int sentenceMs;
    private int generatedMs;
    private long startedUs;
    private boolean wild;
    private boolean begun;
    private boolean generating;
    private boolean audible;

    /** Whose mouth it is. */
    interface Listener {
        /** Whether the client must take something before more is made. */
        boolean full();

        /** All of the reply was made; not if it was interrupted. */
        void said(int ms);
    }

    Mouth(Timeline timeline, Manners manners, Telling telling, Listener listener) {
        this.timeline = timeline;
        this.manners = manners;
        this.telling = telling;
        this.listener = listener;
    }

    /** Begins to speak. */
    void say(int number, List<Sentence> all) {
        reply = number;
        sentences = all;
        sentence = 0;
        sentenceMs = 0;
        generatedMs = 0;
        startedUs = timeline.nowUs();
        begun = false;
        generating = true;
        audible = false;
    }

    /** From now on each sentence has no end, and comes all at once. */
    void goWild() {
        wild = true;
    }

    /** Time passes. */
    void beat() {
        double factor = wild ? WILD : manners.generation();
        double dueMs = (timeline.nowUs() - startedUs) / 1e3 * factor;
        while (generating && generatedMs <= dueMs && !listener.full()) {
            advance();
        }
    }

    private void advance() {
        if (sentence == sentences.size()) {
            generating = false;
            finals(sentences);
            listener.said(generatedMs);
        } else if (!begun) {
            begun = true;
            String text = sentences.get(sentence).text();
            telling.text(Role.ASSISTANT, Stage.SPECULATIVE, text, StopReason.PARTIAL_TURN);
            telling.audioStart();
        } else if (sentenceMs < lengthMs(sentence)) {
            int chunkMs = wild ? WILD_CHUNK_MS : manners.chunkMs();
            int ms = Math.min(chunkMs, lengthMs(sentence) - sentenceMs);
            telling.audio(ReplyTape.piece(reply, generatedMs, ms));
            audible = true;
            sentenceMs += ms;
            generatedMs += ms;
        } else {
            telling.audioEnd(isLast(sentence) ? StopReason.END_TURN : StopReason.PARTIAL_TURN);
            begun = false;
            sentenceMs = 0;
            sentence++;
        }
    }

    private int lengthMs(int index) {
        int ms = wild ? ENDLESS_MS : sentences.get(index).ms();
        return manners.breaksOff() && isLast(index) ? ms / 2 : ms;
    }

    private boolean isLast(int index) {
        return index == sentences.size() - 1;
    }

    private void finals(List<Sentence> spoken) {
        for (int i = 0; i < spoken.size(); i++) {
            StopReason stop = isLast(i) ? StopReason.END_TURN : StopReason.PARTIAL_TURN;
            telling.text(Role.ASSISTANT, Stage.FINAL, spoken.get(i).text(), stop);
        }
    }

    /** Whether a reply is being made, or would still be heard by who plays it at once. */
    boolean speaking() {
        return generating || (audible && playedMs() < generatedMs);
    }

    /** Falls silent because the user speaks; what was heard of the reply becomes final. */
    void interrupt() {
        boolean unfinished = generating;
        List<Sentence> heard = new ArrayList<>();
        double playedMs = playedMs();
        for (Sentence spoken : sentences) {
            playedMs -= spoken.ms();
            if (playedMs >= 0) {
                heard.add(spoken);
            }
        }
        generating = false;
        audible = false;
        telling.interrupted(manners.bargeIn());
        if (unfinished) {
            finals(heard);
        }
    }

    private double playedMs() {
        return (timeline.nowUs() - startedUs) / 1e3;
    }
}
