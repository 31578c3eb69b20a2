package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.ArrayDeque;

/** The last 10 s of the microphone that the gateway has not acknowledged. */
final class Ring {
    private static final int MOST_MS = 10_000;

    private final ArrayDeque<Kept> frames = new ArrayDeque<>();
    private final int frameMs;

    /** A frame and whether the device takes it for voice. */
    record Kept(AudioFrame.Uplink frame, boolean voice) {}

    Ring(int frameMs) {
        this.frameMs = frameMs;
    }

    void add(AudioFrame.Uplink frame, boolean voice) {
        frames.add(new Kept(frame, voice));
        if (frames.size() * frameMs > MOST_MS) {
            frames.remove();
        }
    }

    /** Forgets what is acknowledged; whether there was voice in it. */
    boolean acknowledge(int sequence) {
        boolean voice = false;
        while (!frames.isEmpty() && frames.element().frame.sequence() <= sequence) {
            voice |= frames.remove().voice;
        }
        return voice;
    }

    Iterable<Kept> frames() {
        return frames;
    }

    /** The number of the oldest frame it has. */
    int first(int next) {
        return frames.isEmpty() ? next : frames.element().frame.sequence();
    }
}
