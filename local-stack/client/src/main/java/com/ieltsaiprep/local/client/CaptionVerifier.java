package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Caption verifier: finds missing replies and duplicated sentences, across all reconnects. */
final class CaptionVerifier {
    private final Set<ServerMessage.Caption> before = new HashSet<>();
    private final Set<ServerMessage.Caption> now = new HashSet<>();
    private final Set<Integer> planned = new HashSet<>();
    private final Set<Integer> written = new HashSet<>();
    private int repeated;

    void onCaption(ServerMessage.Caption caption) {
        switch (caption.stage()) {
            case PLANNED -> planned.add(caption.epoch());
            case FINAL -> {
                now.add(caption);
                repeated += before.contains(caption) ? 1 : 0;
                if (caption.speaker() == ServerMessage.Speaker.EXAMINER) {
                    written.add(caption.epoch());
                }
            }
        }
    }

    /** Forgets the planned captions: with its stream lost, Maya does not say them. */
    void onStreamLost() {
        planned.clear();
    }

    /** Handles a new connection: captions that it repeats are duplicates. */
    void onConnected() {
        before.addAll(now);
        now.clear();
    }

    /** Forgets everything, for a conversation that starts anew. */
    void reset() {
        before.clear();
        now.clear();
        planned.clear();
        written.clear();
    }

    void addProblems(List<String> problems, List<Reply> replies) {
        if (repeated > 0) {
            problems.add("%d sentences were written down twice".formatted(repeated));
        }
        for (Reply reply : replies) {
            boolean heard = reply.state == Reply.State.PLAYED && planned.contains(reply.epoch);
            if (heard && !written.contains(reply.epoch)) {
                problems.add("reply %d was heard and never written down".formatted(reply.epoch));
            }
        }
    }
}
