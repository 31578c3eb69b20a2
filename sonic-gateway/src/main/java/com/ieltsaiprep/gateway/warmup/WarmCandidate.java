package com.ieltsaiprep.gateway.warmup;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;

import java.util.Optional;

/** A candidate who talks for two seconds, about ten times as fast as people do. */
final class WarmCandidate {
    private static final int TICK_MS = 10;
    private static final int TALK_TICKS = 200;

    /** 400 frames a second for 1.4 s: what the protocol allows as a burst. */
    private static final int FRAMES_PER_TICK = 4;

    private static final int MAX_FRAMES = 560;
    private static final int FRAME_MS = 32;
    private static final int PLAYOUT_TICKS = 25;

    private final Vertx vertx;
    private final WebSocket socket;
    private final Promise<Void> done = Promise.promise();
    private final byte[] voice = voice();
    private int ticks;
    private int frames;
    private int epoch;
    private int heardMs;
    private boolean heard;

    WarmCandidate(Vertx vertx, WebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
    }

    /** Ends when the gateway has closed the connection. */
    Future<Void> talk() {
        socket.binaryMessageHandler(this::hear);
        socket.exceptionHandler(_ -> {});
        socket.closeHandler(_ -> closed());
        send("{\"type\":\"start\",\"client\":\"warm-up\"}");
        vertx.setPeriodic(TICK_MS, this::tick);
        return done.future();
    }

    private void closed() {
        if (heard) {
            done.tryComplete();
        } else {
            done.tryFail("closed with %s, nothing heard".formatted(socket.closeStatusCode()));
        }
    }

    private void tick(long timer) {
        if (socket.isClosed() || ticks++ > TALK_TICKS) {
            vertx.cancelTimer(timer);
            send("{\"type\":\"end\"}");
            return;
        }
        for (int i = 0; i < FRAMES_PER_TICK && frames < MAX_FRAMES; i++, frames++) {
            byte[] frame = new AudioFrame.Uplink(frames, frames * FRAME_MS, voice).toBytes();
            socket.writeBinaryMessage(Buffer.buffer(frame));
        }
        if (heard && ticks % PLAYOUT_TICKS == 0) {
            send(
                    "{\"type\":\"playout\",\"epoch\":%d,\"playedMs\":%d,\"bufferedMs\":0,\"underruns\":0}"
                            .formatted(epoch, heardMs));
        }
    }

    private void send(String json) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(json);
        }
    }

    private void hear(Buffer message) {
        Optional<AudioFrame.Downlink> frame = AudioFrame.readDownlink(message.getBytes());
        if (frame.isEmpty()) {
            return;
        }
        heard = true;
        int audioMs = frame.get().pcm().length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        heardMs = frame.get().epoch() == epoch ? heardMs + audioMs : audioMs;
        epoch = frame.get().epoch();
    }

    /** A loud tone of 200 Hz, so that it counts as speech. */
    private static byte[] voice() {
        byte[] pcm = new byte[FRAME_MS * AudioFrame.UPLINK_BYTES_PER_MS];
        for (int i = 0; i < pcm.length / 2; i++) {
            double phase = 2 * Math.PI * 200 * i / AudioFrame.UPLINK_HZ;
            short sample = (short) (8_000 * Math.sin(phase));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }
}
