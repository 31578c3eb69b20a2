package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Replay buffer: the last 10 s of microphone audio that the gateway has not acknowledged. */
final class ReplayBuffer {
    private static final int MAX_MS = 10_000;

    private record BufferedFrame(AudioFrame.Uplink frame, boolean voiced) {}

    private final ArrayDeque<BufferedFrame> frames = new ArrayDeque<>();
    private final int capacity;
    private int nextSequence;
    private int discarded;

    ReplayBuffer(int frameMs) {
        capacity = MAX_MS / frameMs;
    }

    /** Adds the newest frame and returns it with its sequence number. */
    AudioFrame.Uplink add(byte[] pcm, int captureMs, boolean voiced) {
        AudioFrame.Uplink frame = new AudioFrame.Uplink(nextSequence++, captureMs, pcm);
        frames.add(new BufferedFrame(frame, voiced));
        if (frames.size() > capacity) {
            frames.remove();
            discarded++;
        }
        return frame;
    }

    /** Drops the acknowledged frames and returns whether there was voice in them. */
    boolean acknowledge(int sequence) {
        boolean voiced = false;
        while (!frames.isEmpty() && frames.element().frame.sequence() <= sequence) {
            voiced |= frames.remove().voiced;
        }
        return voiced;
    }

    /** Passes on every unacknowledged frame, in order. */
    void replay(Consumer<AudioFrame.Uplink> to) {
        frames.forEach(buffered -> to.accept(buffered.frame));
    }

    /** Drops all frames and continues with this sequence number. */
    void reset(int next) {
        frames.clear();
        nextSequence = next;
    }

    /** Returns the sequence number of the oldest frame, or of the next one if there is none. */
    int firstSequence() {
        return frames.isEmpty() ? nextSequence : frames.element().frame.sequence();
    }

    int nextSequence() {
        return nextSequence;
    }

    /** Returns the number of unacknowledged frames. */
    int size() {
        return frames.size();
    }

    /** Returns the number of frames that were dropped because the buffer was full. */
    int discarded() {
        return discarded;
    }
}
