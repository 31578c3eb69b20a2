package com.ieltsaiprep.local.simulation.sonic;

import java.util.List;

/** Script of the examiner's side on one stream: replies, tool calls and transcripts. */
public interface ModelScript {
    /** Sentence and its duration. */
    record Sentence(String text, int ms) {}

    /**
     * Tool call.
     *
     * @param argument JSON, unless the model errs
     */
    record ToolCall(String name, String argument) {}

    /** Called for each whole message of the history. */
    void onHistoryMessage(boolean byExaminer);

    /** Returns the tool calls before the next reply; often none. */
    List<ToolCall> nextToolCalls();

    /** Returns the next reply; never empty. */
    List<Sentence> nextReply();

    /** Called with each tool result. */
    void onToolResult(String json);

    /**
     * Returns the transcript of a user turn, a text per block; never empty.
     *
     * @param firstFrame the first microphone frame of the turn with voice in it
     * @param lastFrame the last
     */
    List<String> transcript(int voicedMs, int firstFrame, int lastFrame);
}
