package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.model.Speech;

import io.vertx.core.Vertx;

import java.util.List;

/** Speech of the synthetic voice, which is prepared on a worker thread. */
record VoiceSpeech(Vertx vertx, Voice voice) implements Speech {
    @Override
    public void prepare(List<String> sentences, int sampleRate, Runnable ready) {
        vertx.executeBlocking(
                        () -> sentences.stream().map(it -> voice.speak(it, sampleRate)).toList())
                .onSuccess(_ -> ready.run());
    }

    @Override
    public byte[] pcm(String sentence, int sampleRate) {
        return PcmCodec.bytes(voice.speak(sentence, sampleRate));
    }
}
