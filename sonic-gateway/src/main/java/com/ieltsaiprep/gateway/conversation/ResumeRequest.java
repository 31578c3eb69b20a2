package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/** What a node goes on from that did not have the conversation: the capsule, and the client. */
record ResumeRequest(Capsule capsule, ClientMessage.Resume client) {

    /**
     * Whether something that was said is missing: to the client, or in the capsule. If Maya was to
     * answer and had not begun, only her answer is, and she can give it.
     */
    boolean turnLost() {
        boolean heardMore = client.epoch() > capsule.epoch();
        boolean onlyAnswerMissing = capsule.replyOwed() && !heardMore;
        boolean unknownReplyHeard = capsule.replyOwed() && heardMore;
        return client.wordsLost()
                || unknownReplyHeard
                || (client.replyLost() && !onlyAnswerMissing);
    }

    /** The newest reply of Maya's that there was. */
    int epoch() {
        return Math.max(capsule.epoch(), client.epoch());
    }
}
