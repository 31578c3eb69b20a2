package com.ieltsaiprep.local.model;

/**
 * Driver of one stream of the model: its clock, and the receiver of its output.
 *
 * <p>The model calls it from within its own methods and from the scheduled tasks, all in one
 * thread.
 */
public interface ModelDriver {
    /** Returns the time since any fixed moment, µs. */
    long nowUs();

    /** Schedules a task; one that is due after the end of the stream may be dropped. */
    void schedule(long delayUs, Runnable task);

    /** Sends an event to the client. */
    void onOutput(ModelOutput output);

    /** Reports backpressure: the client must read before more is generated. */
    boolean isFull();

    /** Ends the stream; the model sends nothing more. Called at most once. */
    void onEnd(ModelEnd end);

    /**
     * Returns the time that the model takes to think before its next reply, µs, unless a form of
     * {@link Forms} states it.
     */
    default long thinkingUs() {
        return 0;
    }

    /**
     * Returns the id of a tool call.
     *
     * @param number of the call on the stream, from 1
     */
    default String toolUseId(int number) {
        return "tool" + number;
    }

    /**
     * Notes a moment of the dialogue.
     *
     * @param turn number of the latest reply, from 1; 0 before the first
     */
    default void onMark(Mark mark, int turn) {}

    /** Notes a line of the transcript. */
    default void onTranscript(int turn, ModelOutput.Role role, String text) {}

    /** Moment of a dialogue. */
    enum Mark {
        /** The user was found to speak. */
        VOICE_ONSET,
        /** The user's turn was found to have ended. */
        VOICE_END,
        /** A reply was decided on. */
        REPLY_STARTED,
        /** The first audio of a reply was sent. */
        FIRST_AUDIO,
        /** All of a reply was sent. */
        REPLY_GENERATED,
        /** The user interrupted a reply. */
        INTERRUPTED
    }
}
