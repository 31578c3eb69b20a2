package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What became of the microphone's frames, as the gateway told it. */
final class Uplinked {
    private final Microphone microphone;
    private final List<Long> delaysUs = new ArrayList<>();
    private int acknowledged;
    private int acks;
    private int lostFrames;
    private int lostMs;
    private final Set<String> reasons = new TreeSet<>();

    Uplinked(Microphone microphone) {
        this.microphone = microphone;
    }

    void ack(ServerMessage.Ack ack, long nowUs) {
        acks++;
        acknowledged = Math.max(acknowledged, ack.sequence() + 1);
        delaysUs.add(nowUs - microphone.sentAtUs(ack.sequence()));
    }

    void lost(ServerMessage.Lost lost) {
        lostFrames += lost.frames();
        lostMs += lost.audioMs();
        reasons.add(lost.reason().name().toLowerCase(Locale.ROOT));
    }

    int unacked() {
        return microphone.sent().frames() - acknowledged;
    }

    void describe(List<String> problems) {
        if (lostFrames > 0) {
            problems.add(
                    "Maya did not hear %d frames (%d ms) of the microphone: %s"
                            .formatted(lostFrames, lostMs, String.join(", ", reasons)));
        }
        if (unacked() < 0) {
            problems.add("the gateway acknowledged frames that were never sent");
        }
    }

    Outcome.Up outcome() {
        return new Outcome.Up(
                microphone.sent(), acks, unacked(), List.copyOf(delaysUs), lostFrames, lostMs);
    }
}
