package com.ieltsaiprep.gateway.simulation.sonic;

import java.util.List;

/** What Maya says, does and hears on one stream. */
public interface Script {
    /** A sentence and how long she takes to say it. */
    record Sentence(String text, int ms) {}

    /**
     * A call of a tool.
     *
     * @param argument JSON, if the model keeps the rules
     */
    record Tool(String name, String argument) {}

    /** A message of the history was read, whole. */
    void remembered(boolean hers);

    /** The calls that come before the next reply; often none. */
    List<Tool> tools();

    /** The next reply; never empty. */
    List<Sentence> reply();

    /** A tool was answered. */
    void answered(String json);

    /**
     * What she writes down of a turn of the user's, a text for each block; never empty.
     *
     * @param firstFrame the first microphone frame of the turn with voice in it
     * @param lastFrame the last
     */
    List<String> transcript(int voicedMs, int firstFrame, int lastFrame);
}
