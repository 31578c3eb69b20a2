package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.PcmCodec;

import io.vertx.core.Vertx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Reply generator: sends Maya's replies in bursts faster than real time, on the stream's context.
 */
final class ReplyGenerator {
    private static final int TICK_MS = 20;
    private static final int CHUNK_MS = 80;
    private static final long NONE = -1;

    private final Vertx vertx;
    private final OutputEventWriter output;
    private final StreamRecord record;
    private final SonicStandIn.Pace pace;
    private final Deque<OutputStep> steps = new ArrayDeque<>();
    private List<Sentence> sentences = List.of();
    private int turn;
    private long timer = NONE;
    private long startedAt;
    private long generatedBytes;
    private boolean generating;
    private boolean audible;

    /** Sentence and its synthesized speech. */
    record Sentence(String text, short[] samples) {}

    /** Output to emit once this many further bytes are generated. */
    private record OutputStep(int bytes, Runnable emit) {}

    ReplyGenerator(
            Vertx vertx, OutputEventWriter output, StreamRecord record, SonicStandIn.Pace pace) {
        this.vertx = vertx;
        this.output = output;
        this.record = record;
        this.pace = pace;
    }

    /**
     * Starts a reply.
     *
     * @param breaksOff whether the last sentence stops in mid-word
     * @param generated runs when all of it is generated, not if it is interrupted
     */
    void start(int replyTurn, List<Sentence> reply, boolean breaksOff, Runnable generated) {
        close();
        turn = replyTurn;
        sentences = reply;
        startedAt = System.nanoTime();
        generatedBytes = 0;
        generating = true;
        for (int i = 0; i < reply.size(); i++) {
            boolean last = i == reply.size() - 1;
            addSteps(reply.get(i), last, last && breaksOff);
        }
        steps.add(new OutputStep(0, () -> finish(generated)));
        timer = vertx.setPeriodic(TICK_MS, _ -> generate());
        generate();
    }

    private void addSteps(Sentence sentence, boolean last, boolean breaksOff) {
        byte[] pcm = PcmCodec.bytes(sentence.samples());
        int length = breaksOff ? pcm.length / 2 & ~1 : pcm.length;
        int chunk = output.sampleRate() * 2 * CHUNK_MS / 1000;
        steps.add(new OutputStep(0, () -> startSentence(sentence)));
        for (int from = 0; from < length; from += chunk) {
            byte[] piece = Arrays.copyOfRange(pcm, from, Math.min(length, from + chunk));
            steps.add(new OutputStep(piece.length, () -> emit(piece)));
        }
        steps.add(new OutputStep(0, () -> output.audioEnd(last ? "END_TURN" : "PARTIAL_TURN")));
    }

    private void startSentence(Sentence sentence) {
        output.text("ASSISTANT", "SPECULATIVE", sentence.text(), "PARTIAL_TURN");
        output.audioStart();
    }

    private void emit(byte[] pcm) {
        if (!audible) {
            audible = true;
            record.mark("firstAudio", turn);
        }
        output.audio(pcm);
    }

    private void generate() {
        double perNano = bytesPerSecond() * pace.speed() * pace.generation() / 1e9;
        double due = (System.nanoTime() - startedAt) * perNano;
        while (!steps.isEmpty() && generatedBytes <= due && !output.isFull()) {
            OutputStep step = steps.remove();
            generatedBytes += step.bytes;
            step.emit.run();
        }
    }

    private void finish(Runnable generated) {
        stopTimer();
        generating = false;
        record.mark("replyGenerated", turn);
        sendFinalTexts(sentences);
        generated.run();
    }

    private void sendFinalTexts(List<Sentence> spoken) {
        for (int i = 0; i < spoken.size(); i++) {
            String text = spoken.get(i).text();
            boolean last = i == sentences.size() - 1;
            record.addTranscript(turn, "ASSISTANT", text);
            output.text("ASSISTANT", "FINAL", text, last ? "END_TURN" : "PARTIAL_TURN");
        }
    }

    /**
     * Reports whether a reply is being generated, or would still be audible to a client that plays
     * it at once.
     */
    boolean isSpeaking() {
        return generating || (audible && playedBytes() < generatedBytes);
    }

    private double playedBytes() {
        return (System.nanoTime() - startedAt) * pace.speed() / 1e9 * bytesPerSecond();
    }

    private double bytesPerSecond() {
        return output.sampleRate() * 2.0;
    }

    /** Stops because the user speaks; the sentences already heard become final. */
    void interrupt(Script.BargeIn form) {
        boolean unfinished = generating;
        List<Sentence> heard = new ArrayList<>();
        double played = playedBytes();
        for (Sentence sentence : sentences) {
            played -= sentence.samples().length * 2.0;
            if (played >= 0) {
                heard.add(sentence);
            }
        }
        close();
        record.mark("interrupted", turn);
        output.interrupted(form);
        if (unfinished) {
            sendFinalTexts(heard);
        }
    }

    /** Stops without any event. */
    void close() {
        stopTimer();
        steps.clear();
        generating = false;
        audible = false;
    }

    private void stopTimer() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
