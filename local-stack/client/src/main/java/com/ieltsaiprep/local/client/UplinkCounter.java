package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.ArrayList;
import java.util.List;

/** Counts what the gateway acknowledges of the microphone's frames, and what it reports as lost. */
final class UplinkCounter {
    private final Microphone microphone;
    private final List<Long> delaysUs = new ArrayList<>();

    /** Sequence at the microphone of the frame that is number 0 to the gateway. */
    private int base;

    private int next;
    private int neverSent;
    private int acks;
    private int lostFrames;
    private int lostMs;
    private int tooOldFrames;

    UplinkCounter(Microphone microphone) {
        this.microphone = microphone;
    }

    /** Notes the numbers of a frame at the microphone and at the gateway. */
    void onCaptured(int captured, int numbered) {
        base = captured - numbered;
        next = captured + 1;
    }

    void onAck(ServerMessage.Ack ack, long nowUs) {
        acks++;
        int sequence = ack.sequence() + base;
        if (sequence >= next) {
            neverSent++;
        }
        delaysUs.add(nowUs - microphone.sentAtUs(sequence));
    }

    void onLost(ServerMessage.Lost lost) {
        lostFrames += lost.frames();
        lostMs += lost.audioMs();
        tooOldFrames += lost.reason() == ServerMessage.LossReason.TOO_OLD ? lost.frames() : 0;
    }

    /**
     * Adds what was wrong. Of the lost frames only those that were too old count, since silence may
     * be skipped to catch up; after a takeover not even those, since Maya asks again for missing
     * words.
     */
    void addProblems(List<String> problems, List<Resumption> resumptions, int discarded) {
        boolean takenOver =
                resumptions.stream().anyMatch(r -> r.kind() != Resumption.Kind.REATTACHED);
        if (tooOldFrames > 0 && !takenOver) {
            problems.add(
                    "Maya did not hear %d frames of the microphone: too old"
                            .formatted(tooOldFrames));
        }
        if (discarded > 0) {
            problems.add(
                    "%d frames waited too long for a connection to be kept".formatted(discarded));
        }
        if (neverSent > 0) {
            problems.add("the gateway acknowledged frames that were never sent");
        }
    }

    ConversationResult.UplinkStats stats(int unackedFrames) {
        return new ConversationResult.UplinkStats(
                microphone.sent(), acks, unackedFrames, List.copyOf(delaysUs), lostFrames, lostMs);
    }
}
