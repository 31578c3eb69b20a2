package com.ieltsaiprep.gateway.capsule;

import java.util.List;

/**
 * Capsule: resume state of a conversation, from which any node can continue it. The client holds
 * the newest, sealed by {@link CapsuleSeal}; the server stores none.
 *
 * @param userId user of the conversation
 * @param sessionId id of the conversation
 * @param generation fencing token of the ownership under which it was made; rises with each
 *     takeover
 * @param owner unique name of that ownership
 * @param counter rises with each capsule of the conversation, over all generations; from 1
 * @param state progress of the conversation
 * @param elapsedMs since the conversation began, ms
 * @param epoch of Maya's newest reply
 * @param repliesEnded number of Maya's replies that were finished or interrupted
 * @param replyOwed whether a reply of Maya's was due
 * @param interviewFinished whether Maya has ended the interview
 * @param notes Maya's notes on the candidate, as she gave them with her tool; empty if none
 * @param history messages of both sides, oldest first
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

    /** Progress of a conversation. */
    public enum State {
        /** Conversation in progress. */
        TALKING,
        /** Finished conversation, to be marked. */
        FINISHED
    }

    /** Copies the history. */
    public Capsule {
        history = List.copyOf(history);
    }

    /** Returns a summary without the content. */
    @Override
    public String toString() {
        return "Capsule[session=%s, generation=%d, counter=%d, state=%s, %d messages]"
                .formatted(sessionId, generation, counter, state, history.size());
    }
}
