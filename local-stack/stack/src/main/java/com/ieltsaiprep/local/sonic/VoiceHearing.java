package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.VoiceActivityDetector;
import com.ieltsaiprep.local.model.Hearing;

/** Hearing by voice activity detection. */
final class VoiceHearing implements Hearing {
    private final VoiceActivityDetector detector;

    VoiceHearing(int sampleRate) {
        this.detector = new VoiceActivityDetector(sampleRate);
    }

    @Override
    public void accept(byte[] pcm, Listener listener) {
        detector.accept(
                PcmCodec.samples(pcm),
                (voiced, _) -> listener.onStretch(VoiceActivityDetector.FRAME_MS, voiced));
    }
}
