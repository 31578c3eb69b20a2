package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.simulation.sonic.Script;

import java.util.Collections;
import java.util.List;

/** The lines of a performance for the model, in the stand-in's order. */
final class SameLines implements Script {
    /** So that a reply is made before the last seconds of a stream are over. */
    private static final int SENTENCE_MS = 1_000;

    private final List<Performance.Line> lines;
    private int line;

    SameLines(List<Performance.Line> lines) {
        this.lines = lines;
    }

    /** The first line greets; the others follow, again and again. */
    private Performance.Line now() {
        boolean first = line == 0 || lines.size() == 1;
        return lines.get(first ? 0 : 1 + (line - 1) % (lines.size() - 1));
    }

    @Override
    public void remembered(boolean hers) {
        line += hers ? 1 : 0;
    }

    @Override
    public List<Tool> tools() {
        return now().tool() ? List.of(new Tool("finish_part", "{}")) : List.of();
    }

    @Override
    public List<Sentence> reply() {
        List<Sentence> reply =
                Collections.nCopies(now().sentences(), new Sentence("A sentence.", SENTENCE_MS));
        line++;
        return reply;
    }

    @Override
    public void answered(String json) {}

    @Override
    public List<String> transcript(int voicedMs, int firstFrame, int lastFrame) {
        return List.of("Some words.");
    }
}
