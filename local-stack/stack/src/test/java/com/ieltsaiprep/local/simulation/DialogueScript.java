package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.simulation.sonic.BargeInSignal;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.List;

/**
 * Scripted dialogue on one stream, for the stand-in and the model alike.
 *
 * @param turns the examiner's
 * @param bargeInSignal how the model signals an interruption
 * @param history number of messages that the stream is seeded with
 * @param steps of the client
 */
record DialogueScript(
        String name,
        List<ExaminerTurn> turns,
        BargeInSignal bargeInSignal,
        int history,
        List<DialogueStep> steps) {
    /** Turn of the examiner: its number of sentences, and whether a tool call precedes it. */
    record ExaminerTurn(boolean callsTool, int sentences) {}

    /** Step of the client: an action, and the event that it then waits for. */
    record DialogueStep(ClientAction action, AwaitedEvent awaited) {}

    /** Action of the client. */
    enum ClientAction {
        /** Prompts the examiner to speak. */
        PROMPT,
        /** Speaks for 2 s, then stays silent until the turn is over. */
        ANSWER,
        /** Speaks for 1 s and goes on. */
        SPEAK,
        /** Stays silent until the turn is over. */
        PAUSE,
        /** Sends a tool result. */
        TOOL_RESULT,
        /** Ends the stream. */
        END
    }

    /** Event that the client waits for. */
    enum AwaitedEvent {
        NOTHING,
        REPLY,
        VOICE,
        TOOL,
        INTERRUPTION,
        CLOSE;

        boolean matches(SonicOutput event) {
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
