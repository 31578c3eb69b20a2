package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.client.CandidateObserver;
import com.ieltsaiprep.local.client.ConversationProgress;
import com.ieltsaiprep.local.client.Resumption;

import java.util.ArrayList;
import java.util.List;

/**
 * Recorder of a candidate's final captions and resumptions, for a check in another thread.
 * Thread-safe.
 */
final class ConversationRecorder implements CandidateObserver {
    private final List<List<ServerMessage.Caption>> segments = new ArrayList<>();
    private int resumptions;
    private String activity = "";

    ConversationRecorder() {
        segments.add(new ArrayList<>());
    }

    @Override
    public synchronized void onCaption(ServerMessage.Caption caption) {
        if (caption.stage() == ServerMessage.Stage.FINAL) {
            segments.getLast().add(caption);
        }
    }

    @Override
    public synchronized void onResumed(Resumption.Kind kind) {
        if (kind != Resumption.Kind.REATTACHED) {
            segments.add(new ArrayList<>());
        }
        resumptions++;
        notifyAll();
    }

    @Override
    public synchronized void onProgress(ConversationProgress now) {
        activity =
                now.mayaSpeaks()
                        ? now.candidateSpeaks() ? "both speak" : "Maya speaks"
                        : now.candidateSpeaks() ? "candidate speaks" : "silence";
    }

    /**
     * Returns the final captions, one list for each gateway that owned the conversation, in order.
     */
    synchronized List<List<ServerMessage.Caption>> captionsByGateway() {
        return segments.stream().map(List::copyOf).toList();
    }

    /** Returns who is speaking. */
    synchronized String activity() {
        return activity;
    }

    /** Returns how often the conversation was resumed. */
    synchronized int resumptions() {
        return resumptions;
    }

    /** Waits for more resumptions than before; false if there are none within the limit. */
    synchronized boolean awaitMoreThan(int before, long limitMs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limitMs * 1_000_000;
        while (resumptions <= before) {
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }
}
