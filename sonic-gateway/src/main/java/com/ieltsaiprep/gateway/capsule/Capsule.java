package com.ieltsaiprep.gateway.capsule;

import java.util.List;

/**
 * All that another node needs to go on with a conversation. The client holds the newest, sealed by
 * {@link CapsuleSeal}; the server stores none.
 *
 * @param userId whose conversation it is
 * @param sessionId which conversation it is
 * @param generation of the tenure in which it was made; rises each time a node takes the
 *     conversation over
 * @param owner names the tenure
 * @param counter rises with each capsule of the conversation, over all generations; from 1
 * @param state how far it is
 * @param elapsedMs since the conversation began, ms
 * @param epoch of Maya's newest reply
 * @param repliesEnded how many of Maya's replies were finished or interrupted
 * @param replyOwed whether Maya was to speak next
 * @param interviewFinished whether Maya has ended the interview
 * @param notes Maya's notes on the candidate, as she gave them with her tool; empty if none
 * @param history what was said, oldest first
 */
public record Capsule(
        String userId,
        String sessionId,
        long generation,
        String owner,
        long counter,
        State state,
        long elapsedMs,
        int epoch,
        int repliesEnded,
        boolean replyOwed,
        boolean interviewFinished,
        String notes,
        List<History.Message> history) {

    /** How far a conversation is. */
    public enum State {
        /** Under way. */
        TALKING,
        /** Finished, to be marked. */
        FINISHED
    }

    /** Copies the history. */
    public Capsule {
        history = List.copyOf(history);
    }

    /** Without what was said. */
    @Override
    public String toString() {
        return "Capsule[session=%s, generation=%d, counter=%d, state=%s, %d messages]"
                .formatted(sessionId, generation, counter, state, history.size());
    }
}
