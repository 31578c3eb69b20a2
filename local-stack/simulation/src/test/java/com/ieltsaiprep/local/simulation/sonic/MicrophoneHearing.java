package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.local.model.Hearing;
import com.ieltsaiprep.local.simulation.audio.MicrophoneWatermark;

/** Hearing of one stream that reads the watermarks in the microphone frames. */
public final class MicrophoneHearing implements Hearing {
    private static final int NONE = -1;

    private int firstFrame = NONE;
    private int lastFrame;

    /** Microphone frames from the first to the last one with voice in it. */
    public record Span(int firstFrame, int lastFrame) {}

    @Override
    public void accept(byte[] pcm, Listener listener) {
        MicrophoneWatermark.decode(
                pcm,
                new MicrophoneWatermark.FrameReader() {
                    @Override
                    public void onFrame(int device, int sequence, int ms, boolean loud) {
                        if (loud) {
                            firstFrame = firstFrame == NONE ? sequence : firstFrame;
                            lastFrame = sequence;
                        }
                        listener.onStretch(ms, loud);
                    }

                    @Override
                    public void onSilence(int ms) {
                        listener.onStretch(ms, false);
                    }
                });
    }

    /** Returns the frames with voice since the last call. */
    public Span takeSpan() {
        Span span = new Span(firstFrame, lastFrame);
        firstFrame = NONE;
        return span;
    }
}
