package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest audio that a stream was given, so that the next one can be given it again. Not
 * thread-safe.
 */
public final class ReplayRing {
    private final ArrayDeque<UplinkBuffer.Frame> frames = new ArrayDeque<>();
    private int ms;
    private int bytes;

    /** Adds a frame that was given to a stream. */
    public void add(UplinkBuffer.Frame frame) {
        frames.add(frame);
        ms += frame.ms();
        bytes += frame.pcm().length;
    }

    /** Forgets the oldest until at most so much is held, ms. */
    public void trim(int mostMs) {
        while (ms > mostMs && !frames.isEmpty()) {
            UplinkBuffer.Frame oldest = frames.remove();
            ms -= oldest.ms();
            bytes -= oldest.pcm().length;
        }
    }

    /** Audio held, ms. */
    public int ms() {
        return ms;
    }

    /** Audio held, bytes. */
    public int heldBytes() {
        return bytes;
    }

    /** The newest frames, oldest first, which together are at least so long, ms, if there are. */
    public List<UplinkBuffer.Frame> newest(int atLeastMs) {
        List<UplinkBuffer.Frame> newest = new ArrayList<>();
        int beforeMs = ms;
        for (UplinkBuffer.Frame frame : frames) {
            beforeMs -= frame.ms();
            if (beforeMs < atLeastMs) {
                newest.add(frame);
            }
        }
        return newest;
    }
}
