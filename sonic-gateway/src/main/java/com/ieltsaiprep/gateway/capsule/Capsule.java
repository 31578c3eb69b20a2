package com.ieltsaiprep.gateway.capsule;

import java.util.List;

/**
 * Capsule: state of a conversation, from which any node can resume it. The client keeps the newest,
 * encrypted by {@link CapsuleSeal}; the server stores none.
 *
 * @param userId id of the candidate's account
 * @param sessionId id of the conversation
 * @param generation fencing token of the ownership under which the capsule was made; rises with
 *     each takeover of the conversation
 * @param owner unique name of that ownership
 * @param counter number of the capsule; rises with each capsule of the conversation, over all
 *     generations, from 1
 * @param state whether the conversation is in progress or finished
 * @param elapsedMs time since the conversation began, ms
 * @param epoch number of the examiner's newest reply
 * @param repliesEnded number of the examiner's replies that were finished or interrupted
 * @param replyOwed whether a reply of the examiner was due
 * @param interviewFinished whether the examiner has ended the interview
 * @param notes examiner's notes on the candidate, which the model passes when it ends the
 *     interview; empty before that
 * @param history what both sides said, oldest first
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

    /** Progress of the conversation from which a capsule was made. */
    public enum State {
        /** Conversation in progress, which can be resumed. */
        TALKING,
        /** Finished conversation, which cannot be resumed. */
        FINISHED
    }

    /** Creates a capsule with an immutable copy of {@code history}. */
    public Capsule {
        history = List.copyOf(history);
    }

    /** Returns ids, counters and the number of messages for the log, and nothing that was said. */
    @Override
    public String toString() {
        return "Capsule[session=%s, generation=%d, counter=%d, state=%s, %d messages]"
                .formatted(sessionId, generation, counter, state, history.size());
    }
}
