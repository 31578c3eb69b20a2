package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.sonic.Script;

import java.util.ArrayList;
import java.util.List;

/** What Maya says and hears on one stream: no two utterances of a world are the same. */
final class Maya implements Script {
    private static final int CALLS_AGAIN_AFTER = 3;
    private static final int BLOCK_MS = 5_000;

    private final Utterances utterances;
    private final Chance chance;
    private final Examiner examiner;
    private int replies;
    private int callsFrom;
    private boolean finished;

    Maya(Utterances utterances, Chance chance, Examiner examiner) {
        this.utterances = utterances;
        this.chance = chance;
        this.examiner = examiner;
        this.callsFrom = examiner.finishesAfter();
    }

    @Override
    public void remembered(boolean hers) {
        replies += hers ? 1 : 0;
    }

    @Override
    public List<Tool> tools() {
        if (finished || replies < callsFrom || examiner.calls().isEmpty()) {
            return List.of();
        }
        callsFrom = replies + CALLS_AGAIN_AFTER;
        return examiner.calls();
    }

    @Override
    public List<Sentence> reply() {
        replies++;
        List<Sentence> sentences = new ArrayList<>();
        int count = chance.oneOf(List.of(1, 1, 2, 3));
        for (int i = 0; i < count; i++) {
            sentences.add(new Sentence(utterances.next(), examiner.sentence().drawMs(chance)));
        }
        return sentences;
    }

    @Override
    public void answered(String json) {
        finished |= json.startsWith("{\"accepted\":true");
    }

    @Override
    public List<String> transcript(int voicedMs, int firstFrame, int lastFrame) {
        int blocks = 1 + voicedMs / BLOCK_MS;
        int frames = lastFrame + 1 - firstFrame;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            int from = firstFrame + frames * i / blocks;
            int to = firstFrame + frames * (i + 1) / blocks - 1;
            words.add(utterances.heard(from, to));
        }
        return words;
    }
}
