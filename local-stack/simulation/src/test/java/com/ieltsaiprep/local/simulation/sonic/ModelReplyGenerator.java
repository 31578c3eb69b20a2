package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;
import com.ieltsaiprep.local.simulation.audio.ReplyWatermark;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.ModelScript.Sentence;

import java.util.ArrayList;
import java.util.List;

/** Generator of the model's replies, in bursts faster than real time. */
final class ModelReplyGenerator {
    private static final double FLOOD_SPEED = 1_000;
    private static final int FLOOD_CHUNK_MS = 3_000;
    private static final int FLOOD_SENTENCE_MS = 90_000;

    private final VirtualTimeScheduler scheduler;
    private final SonicBehaviour behaviour;
    private final SonicEventEmitter emitter;
    private final Listener listener;
    private List<Sentence> sentences = List.of();
    private int reply;
    private int sentence;
    private int sentenceMs;
    private int generatedMs;
    private long startedUs;
    private boolean flooding;
    private boolean sentenceStarted;
    private boolean generating;
    private boolean audible;

    /** Listener to the generation. */
    interface Listener {
        /** Returns whether the client must take events before more are generated. */
        boolean isOutboxFull();

        /** Called when a reply was generated to its end; not after an interruption. */
        void onReplyGenerated(int ms);
    }

    ModelReplyGenerator(
            VirtualTimeScheduler scheduler,
            SonicBehaviour behaviour,
            SonicEventEmitter emitter,
            Listener listener) {
        this.scheduler = scheduler;
        this.behaviour = behaviour;
        this.emitter = emitter;
        this.listener = listener;
    }

    /** Starts a reply. */
    void start(int number, List<Sentence> all) {
        reply = number;
        sentences = all;
        sentence = 0;
        sentenceMs = 0;
        generatedMs = 0;
        startedUs = scheduler.nowUs();
        sentenceStarted = false;
        generating = true;
        audible = false;
    }

    /** Makes every further sentence endless and generates it all at once. */
    void flood() {
        flooding = true;
    }

    void tick() {
        double factor = flooding ? FLOOD_SPEED : behaviour.generationSpeed();
        double generatableMs = (scheduler.nowUs() - startedUs) / 1e3 * factor;
        while (generating && generatedMs <= generatableMs && !listener.isOutboxFull()) {
            advance();
        }
    }

    private void advance() {
        if (sentence == sentences.size()) {
            generating = false;
            emitFinalTexts(sentences);
            listener.onReplyGenerated(generatedMs);
        } else if (!sentenceStarted) {
            sentenceStarted = true;
            String text = sentences.get(sentence).text();
            emitter.text(Role.ASSISTANT, Stage.SPECULATIVE, text, StopReason.PARTIAL_TURN);
            emitter.audioStart();
        } else if (sentenceMs < lengthMs(sentence)) {
            int chunkMs = flooding ? FLOOD_CHUNK_MS : behaviour.chunkMs();
            int ms = Math.min(chunkMs, lengthMs(sentence) - sentenceMs);
            emitter.audio(ReplyWatermark.createAudio(reply, generatedMs, ms));
            audible = true;
            sentenceMs += ms;
            generatedMs += ms;
        } else {
            emitter.audioEnd(isLast(sentence) ? StopReason.END_TURN : StopReason.PARTIAL_TURN);
            sentenceStarted = false;
            sentenceMs = 0;
            sentence++;
        }
    }

    private int lengthMs(int index) {
        int ms = flooding ? FLOOD_SENTENCE_MS : sentences.get(index).ms();
        return behaviour.truncatesReplies() && isLast(index) ? ms / 2 : ms;
    }

    private boolean isLast(int index) {
        return index == sentences.size() - 1;
    }

    private void emitFinalTexts(List<Sentence> spoken) {
        for (int i = 0; i < spoken.size(); i++) {
            StopReason stop = isLast(i) ? StopReason.END_TURN : StopReason.PARTIAL_TURN;
            emitter.text(Role.ASSISTANT, Stage.FINAL, spoken.get(i).text(), stop);
        }
    }

    /** Returns whether a reply is being generated or, if played at once, would still be heard. */
    boolean isSpeaking() {
        return generating || (audible && playedMs() < generatedMs);
    }

    /** Interrupts the reply because the user speaks; the sentences heard so far become final. */
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
        emitter.interrupted(behaviour.bargeInSignal());
        if (unfinished) {
            emitFinalTexts(heard);
        }
    }

    private double playedMs() {
        return (scheduler.nowUs() - startedUs) / 1e3;
    }
}
