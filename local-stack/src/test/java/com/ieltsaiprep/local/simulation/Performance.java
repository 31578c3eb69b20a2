package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.simulation.sonic.BargeIn;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.List;

/**
 * What is played on a stream, to the stand-in and to the model alike.
 *
 * @param lines Maya's, each as many sentences, and whether she calls a tool before it
 * @param bargeIn how she tells an interruption
 * @param history how many messages she is seeded with
 * @param acts what the client does
 */
record Performance(String name, List<Line> lines, BargeIn bargeIn, int history, List<Act> acts) {
    /** A turn of Maya's. */
    record Line(boolean tool, int sentences) {}

    /** What the client does next, and what it then waits for. */
    record Act(Deed deed, Cue cue) {}

    /** What the client does. */
    enum Deed {
        /** Makes Maya speak. */
        PROMPT,
        /** Speaks for 2 s, and is silent until the turn is over. */
        ANSWER,
        /** Speaks for 1 s, and goes on. */
        SPEAK,
        /** Is silent until the turn is over. */
        PAUSE,
        /** Answers a tool. */
        TOOL_RESULT,
        /** Ends the stream. */
        END
    }

    /** What the client waits for. */
    enum Cue {
        NOTHING,
        REPLY,
        VOICE,
        TOOL,
        INTERRUPTION,
        CLOSE;

        boolean isGivenBy(SonicOutput event) {
            return switch (this) {
                case REPLY -> event instanceof SonicOutput.Usage;
                case VOICE -> event instanceof SonicOutput.Audio;
                case TOOL -> event instanceof SonicOutput.ToolUse;
                case INTERRUPTION ->
                        event instanceof SonicOutput.ContentEnd end
                                && end.type() == SonicOutput.ContentType.AUDIO;
                case NOTHING, CLOSE -> false;
            };
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
