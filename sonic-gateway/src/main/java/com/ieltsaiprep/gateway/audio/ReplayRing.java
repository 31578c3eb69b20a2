package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Replay ring: the newest audio that a stream was sent, kept for replay to the next stream. Not
 * thread-safe.
 */
public final class ReplayRing {
    private final ArrayDeque<UplinkBuffer.Frame> frames = new ArrayDeque<>();
    private int ms;
    private int bytes;

    /** Adds a frame that was sent to a stream. */
    public void add(UplinkBuffer.Frame frame) {
        frames.add(frame);
        ms += frame.ms();
        bytes += frame.pcm().length;
    }

    /** Drops the oldest frames until at most {@code maxMs} are held. */
    public void trim(int maxMs) {
        while (ms > maxMs && !frames.isEmpty()) {
            UplinkBuffer.Frame oldest = frames.remove();
            ms -= oldest.ms();
            bytes -= oldest.pcm().length;
        }
    }

    /** Returns the audio held, ms. */
    public int ms() {
        return ms;
    }

    /** Returns the audio held, bytes. */
    public int heldBytes() {
        return bytes;
    }

    /**
     * Returns the newest frames, oldest first, that together last at least {@code minMs}, if so
     * much is held.
     */
    public List<UplinkBuffer.Frame> newest(int minMs) {
        List<UplinkBuffer.Frame> newest = new ArrayList<>();
        int beforeMs = ms;
        for (UplinkBuffer.Frame frame : frames) {
            beforeMs -= frame.ms();
            if (beforeMs < minMs) {
                newest.add(frame);
            }
        }
        return newest;
    }
}
