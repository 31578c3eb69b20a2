package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/** What a node goes on from that did not have the conversation: the capsule, and the client. */
record Resumption(Capsule capsule, ClientMessage.Resume client) {

    /**
     * Whether something that was said is missing. If Maya was to answer and had not begun, what the
     * client misses is only her answer.
     */
    boolean turnLost() {
        boolean onlyAnswerMissing = capsule.replyOwed() && client.epoch() <= capsule.epoch();
        return client.turnLost() && !onlyAnswerMissing;
    }

    /** The newest reply of Maya's that there was. */
    int epoch() {
        return Math.max(capsule.epoch(), client.epoch());
    }
}
