package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Someone who looks on. Called on the conversation's event loop: must not block. */
interface ConversationObserver extends Candidate.Observer {
    /** Sees nothing. */
    ConversationObserver NONE =
            new ConversationObserver() {
                @Override
                public void caption(ServerMessage.Caption caption) {}

                @Override
                public void status(ServerMessage.Status status) {}

                @Override
                public void progress(Progress progress) {}
            };

    /** Told four times a second. */
    void progress(Progress progress);
}
