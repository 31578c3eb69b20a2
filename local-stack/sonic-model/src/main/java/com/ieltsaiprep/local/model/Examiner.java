package com.ieltsaiprep.local.model;

import java.util.List;

/**
 * Content of the dialogue on one stream: what the model says, the tools that it calls, and the
 * words that it makes up for the user's speech, since it recognizes none.
 */
public interface Examiner {
    /**
     * Notes the start of the prompt.
     *
     * @param sampleRate of the replies' audio, Hz
     */
    default void onPromptStart(int sampleRate) {}

    /** Notes a whole message of the history. */
    void onHistoryMessage(boolean byExaminer);

    /** Returns the tool calls before the next reply; often none. */
    List<ToolCall> nextToolCalls();

    /**
     * Prepares the audio of the next reply while the model thinks.
     *
     * @param ready to be run in the thread of the model when {@link #nextReply} returns at once
     */
    default void prepareReply(Runnable ready) {
        ready.run();
    }

    /** Returns the next reply, which the model then begins to speak. */
    Reply nextReply();

    /** Notes the result of a tool. */
    void onToolResult(String content);

    /** Returns the transcript of a turn of the user: a text for each block, at least one. */
    List<String> transcript(Turn turn);

    /**
     * Returns whether the user's words so far in the turn end with a complete clause.
     *
     * @param voicedMs time for which the voice of the user was heard in the turn, ms
     */
    boolean isClauseComplete(int voicedMs);

    /**
     * Turn of the user.
     *
     * @param voicedMs time for which the voice of the user was heard in the turn, ms
     * @param isClause whether the turn ended because {@link #isClauseComplete}
     * @param isDivided whether its text is divided into several blocks, if it is long enough
     */
    record Turn(int voicedMs, boolean isClause, boolean isDivided) {}

    /**
     * Tool call.
     *
     * @param arguments JSON text of the arguments
     */
    record ToolCall(String name, String arguments) {}

    /**
     * Reply: sentences and their audio.
     *
     * @param sentences at least one
     */
    record Reply(List<Sentence> sentences, ReplyAudio audio) {
        /** Creates a reply, with an unmodifiable copy of the sentences. */
        public Reply {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Sentence of a reply.
     *
     * @param ms length of its audio
     */
    record Sentence(String text, int ms) {}

    /** Source of the audio of a reply. */
    interface ReplyAudio {
        /**
         * Returns a piece of audio at the prompt's output sample rate.
         *
         * @param sentence index of the sentence
         * @param fromMs position of the piece in the sentence
         * @param replyMs position of the piece in the reply
         * @param ms length of the piece
         */
        byte[] pcm(int sentence, int fromMs, int replyMs, int ms);
    }
}
