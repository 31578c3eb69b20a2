package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ledger of the microphone's frames. Keeps the last 10 s without an acknowledgement for replay, and
 * counts what the gateway reports as lost.
 */
final class UplinkLedger {
    private static final int MAX_KEPT = 10_000 / Microphone.FRAME_MS;

    private final Microphone microphone;
    private final ArrayDeque<Microphone.CapturedFrame> kept = new ArrayDeque<>();
    private final List<Long> delaysUs = new ArrayList<>();

    /** Sequence at the microphone of the frame that is number 0 to the gateway. */
    private int base;

    private int next;
    private boolean awaitingLive;
    private int discarded;
    private int neverSent;
    private int acks;
    private int lostFrames;
    private int lostMs;
    private int tooOldFrames;

    UplinkLedger(Microphone microphone) {
        this.microphone = microphone;
    }

    /** Keeps a frame for sending now or later; empty before Maya's stream is live. */
    Optional<AudioFrame.Uplink> add(Microphone.CapturedFrame frame) {
        next = frame.frame().sequence() + 1;
        if (awaitingLive) {
            base = next;
            return Optional.empty();
        }
        kept.add(frame);
        if (kept.size() > MAX_KEPT) {
            kept.remove();
            discarded++;
        }
        return Optional.of(numbered(frame));
    }

    /**
     * Returns the sequence of the first frame that {@link #replay} sends, or else of the next one.
     */
    int firstSequence() {
        return (kept.isEmpty() ? next : kept.element().frame().sequence()) - base;
    }

    /** Passes on every unacknowledged frame, in order. */
    void replay(Consumer<AudioFrame.Uplink> to) {
        kept.forEach(frame -> to.accept(numbered(frame)));
    }

    /**
     * Drops all frames, for a conversation that starts anew and numbers them from 0 once it is
     * live.
     */
    void reset() {
        kept.clear();
        base = next;
        awaitingLive = true;
    }

    /** Returns whether captured frames are dropped, since Maya's stream is not live yet. */
    boolean isAwaitingLive() {
        return awaitingLive;
    }

    /** Notes that Maya's stream is live. */
    void onLive() {
        awaitingLive = false;
    }

    /**
     * Drops all frames up to the acknowledged one.
     *
     * @return whether there was voice in them
     */
    boolean onAck(ServerMessage.Ack ack, long nowUs) {
        acks++;
        int sequence = ack.sequence() + base;
        if (sequence >= next) {
            neverSent++;
        }
        delaysUs.add(nowUs - microphone.sentAtUs(sequence));
        boolean voiced = false;
        while (!kept.isEmpty() && kept.element().frame().sequence() <= sequence) {
            voiced |= kept.remove().voiced();
        }
        return voiced;
    }

    void onLost(ServerMessage.Lost lost) {
        lostFrames += lost.frames();
        lostMs += lost.audioMs();
        tooOldFrames += lost.reason() == ServerMessage.LossReason.TOO_OLD ? lost.frames() : 0;
    }

    int unackedFrames() {
        return kept.size();
    }

    /**
     * Adds what was wrong. Of the lost frames only those that were too old count, since silence may
     * be skipped to catch up; after a takeover not even those, since Maya asks again for missing
     * words.
     */
    void addProblems(List<String> problems, List<Resumption> resumptions) {
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

    ConversationResult.UplinkStats stats() {
        return new ConversationResult.UplinkStats(
                microphone.sent(),
                acks,
                unackedFrames(),
                List.copyOf(delaysUs),
                lostFrames,
                lostMs);
    }

    private AudioFrame.Uplink numbered(Microphone.CapturedFrame captured) {
        AudioFrame.Uplink frame = captured.frame();
        return new AudioFrame.Uplink(frame.sequence() - base, frame.captureMs(), frame.pcm());
    }
}
