package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/** Resume request of a client whose conversation is not here: its capsule and its own account. */
record ResumeRequest(Capsule capsule, ClientMessage.Resume client) {

    /**
     * Returns whether words of the current turn are missing, at the client or in the capsule. If
     * only the reply that was due is missing, Maya can give it and nothing is lost.
     */
    boolean isTurnLost() {
        boolean heardMore = client.epoch() > capsule.epoch();
        boolean onlyAnswerMissing = capsule.replyOwed() && !heardMore;
        boolean unknownReplyHeard = capsule.replyOwed() && heardMore;
        return client.wordsLost()
                || unknownReplyHeard
                || (client.replyLost() && !onlyAnswerMissing);
    }

    /** Returns the epoch of Maya's newest reply. */
    int epoch() {
        return Math.max(capsule.epoch(), client.epoch());
    }
}
