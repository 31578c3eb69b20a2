package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Replay ring: keeps the newest microphone audio that was sent on one stream to the model, for
 * replay on the stream's successor. The ring grows until {@link #trim} is called. Not thread-safe.
 */
public final class ReplayRing {
    private final ArrayDeque<UplinkBuffer.Frame> frames = new ArrayDeque<>();
    private int ms;
    private int bytes;

    /** Adds a microphone frame that was just sent to a stream, as the newest in the ring. */
    public void add(UplinkBuffer.Frame frame) {
        frames.add(frame);
        ms += frame.ms();
        bytes += frame.pcm().length;
    }

    /** Drops the oldest frames until the ring holds at most {@code maxMs} ms of audio. */
    public void trim(int maxMs) {
        while (ms > maxMs && !frames.isEmpty()) {
            UplinkBuffer.Frame oldest = frames.remove();
            ms -= oldest.ms();
            bytes -= oldest.pcm().length;
        }
    }

    /** Returns the length of the audio in the ring, ms. */
    public int ms() {
        return ms;
    }

    /** Returns the size of the audio in the ring, bytes. */
    public int heldBytes() {
        return bytes;
    }

    /**
     * Returns a copy of the newest frames that together last at least {@code minMs}, oldest first.
     *
     * @param minMs length of audio wanted, ms; all frames are returned if the ring holds less
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
