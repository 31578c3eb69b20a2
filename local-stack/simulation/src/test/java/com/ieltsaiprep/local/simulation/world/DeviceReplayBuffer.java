package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.ArrayDeque;

/**
 * Replay buffer of a device: the last 10 s of microphone audio that the gateway has not
 * acknowledged.
 */
final class DeviceReplayBuffer {
    private static final int MAX_MS = 10_000;

    private final ArrayDeque<BufferedFrame> frames = new ArrayDeque<>();
    private final int frameMs;

    /** Frame and whether the device takes it for voice. */
    record BufferedFrame(AudioFrame.Uplink frame, boolean voice) {}

    DeviceReplayBuffer(int frameMs) {
        this.frameMs = frameMs;
    }

    void add(AudioFrame.Uplink frame, boolean voice) {
        frames.add(new BufferedFrame(frame, voice));
        if (frames.size() * frameMs > MAX_MS) {
            frames.remove();
        }
    }

    /** Drops the acknowledged frames and returns whether there was voice in them. */
    boolean acknowledge(int sequence) {
        boolean voice = false;
        while (!frames.isEmpty() && frames.element().frame.sequence() <= sequence) {
            voice |= frames.remove().voice;
        }
        return voice;
    }

    Iterable<BufferedFrame> frames() {
        return frames;
    }

    /**
     * Returns the sequence number of the oldest buffered frame, or the next one's if none is
     * buffered.
     */
    int firstSequence(int next) {
        return frames.isEmpty() ? next : frames.element().frame.sequence();
    }
}
