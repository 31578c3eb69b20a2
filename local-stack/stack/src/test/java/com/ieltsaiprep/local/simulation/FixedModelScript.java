package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.simulation.sonic.ModelScript;

import java.util.Collections;
import java.util.List;

/** Model script that replays the turns of a scripted dialogue in the stand-in's order. */
final class FixedModelScript implements ModelScript {
    /** Duration of a sentence: short enough to end before a stream's last seconds, ms. */
    private static final int SENTENCE_MS = 1_000;

    private final List<DialogueScript.ExaminerTurn> turns;
    private int position;

    FixedModelScript(List<DialogueScript.ExaminerTurn> turns) {
        this.turns = turns;
    }

    /** Returns the current turn: the first one greets, the others repeat in a cycle. */
    private DialogueScript.ExaminerTurn currentTurn() {
        boolean first = position == 0 || turns.size() == 1;
        return turns.get(first ? 0 : 1 + (position - 1) % (turns.size() - 1));
    }

    @Override
    public void onHistoryMessage(boolean byExaminer) {
        position += byExaminer ? 1 : 0;
    }

    @Override
    public List<ToolCall> nextToolCalls() {
        return currentTurn().callsTool() ? List.of(new ToolCall("finish_part", "{}")) : List.of();
    }

    @Override
    public List<Sentence> nextReply() {
        List<Sentence> reply =
                Collections.nCopies(
                        currentTurn().sentences(), new Sentence("A sentence.", SENTENCE_MS));
        position++;
        return reply;
    }

    @Override
    public void onToolResult(String json) {}

    @Override
    public List<String> transcript(int voicedMs, int firstFrame, int lastFrame) {
        return List.of("Some words.");
    }
}
