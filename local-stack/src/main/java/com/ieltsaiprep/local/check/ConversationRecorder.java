package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.candidate.CandidateObserver;
import com.ieltsaiprep.local.candidate.ConversationProgress;
import com.ieltsaiprep.local.candidate.Resumption;

import java.util.ArrayList;
import java.util.List;

/** Notes down what a candidate sees of a conversation, for a check beside it. For all threads. */
final class ConversationRecorder implements CandidateObserver {
    private final List<List<ServerMessage.Caption>> lives = new ArrayList<>();
    private int resumptions;
    private String scene = "";

    ConversationRecorder() {
        lives.add(new ArrayList<>());
    }

    @Override
    public synchronized void onCaption(ServerMessage.Caption caption) {
        if (caption.stage() == ServerMessage.Stage.FINAL) {
            lives.getLast().add(caption);
        }
    }

    @Override
    public synchronized void onResumed(Resumption.Kind kind) {
        if (kind != Resumption.Kind.REATTACHED) {
            lives.add(new ArrayList<>());
        }
        resumptions++;
        notifyAll();
    }

    @Override
    public synchronized void onProgress(ConversationProgress now) {
        scene =
                now.mayaSpeaks()
                        ? now.candidateSpeaks() ? "both speak" : "Maya speaks"
                        : now.candidateSpeaks() ? "candidate speaks" : "silence";
    }

    /**
     * Final captions, one list for each gateway that had the conversation from the beginning on.
     */
    synchronized List<List<ServerMessage.Caption>> lives() {
        return lives.stream().map(List::copyOf).toList();
    }

    /** Who speaks. */
    synchronized String scene() {
        return scene;
    }

    /** How often the conversation went on after a loss. */
    synchronized int resumptions() {
        return resumptions;
    }

    /** Waits until there are more than so many; false if there are not by then. */
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
