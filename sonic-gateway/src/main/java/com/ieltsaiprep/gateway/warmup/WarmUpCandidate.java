package com.ieltsaiprep.gateway.warmup;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;

import java.util.Optional;

/** Simulated candidate of the warm-up: talks for two seconds, at about ten times real time. */
final class WarmUpCandidate {
    private static final int TALK_MS = 2_000;

    /** Timeout from {@code end} to the close frame of the gateway. */
    private static final int CLOSE_TIMEOUT_MS = 800;

    private static final int TICK_MS = 10;

    /** 400 frames a second, up to the burst that the protocol's rate limit allows. */
    private static final int FRAMES_PER_TICK = 4;

    private static final int MAX_FRAMES = 560;
    private static final int FRAME_MS = 32;
    private static final int PLAYOUT_TICKS = 25;

    private final Vertx vertx;
    private final WebSocket socket;
    private final Promise<Void> done = Promise.promise();
    private final byte[] tone = tone();
    private int ticks;
    private int frames;
    private int epoch;
    private int heardMs;
    private boolean heard;
    private boolean doneTalking;
    private boolean leaving;

    WarmUpCandidate(Vertx vertx, WebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
    }

    /** Talks until the connection is closed; fails if no audio of Maya arrives in time. */
    Future<Void> talk(int timeoutMs) {
        socket.binaryMessageHandler(this::onAudio);
        socket.exceptionHandler(_ -> {});
        socket.closeHandler(_ -> onClosed());
        send("{\"type\":\"start\",\"client\":\"warm-up\"}");
        long talking = vertx.setPeriodic(TICK_MS, _ -> tick());
        vertx.setTimer(TALK_MS, _ -> doneTalking = true);
        long timeout = vertx.setTimer(timeoutMs, _ -> leave());
        return done.future()
                .onComplete(
                        _ -> {
                            vertx.cancelTimer(talking);
                            vertx.cancelTimer(timeout);
                        });
    }

    private void tick() {
        if (doneTalking && heard) {
            leave();
        }
        for (int i = 0; i < FRAMES_PER_TICK && frames < MAX_FRAMES && !leaving; i++, frames++) {
            byte[] frame = new AudioFrame.Uplink(frames, frames * FRAME_MS, tone).toBytes();
            socket.writeBinaryMessage(Buffer.buffer(frame));
        }
        if (heard && ++ticks % PLAYOUT_TICKS == 0) {
            send(
                    "{\"type\":\"playout\",\"epoch\":%d,\"playedMs\":%d,\"bufferedMs\":0,\"underruns\":0}"
                            .formatted(epoch, heardMs));
        }
    }

    private void leave() {
        if (!leaving) {
            send("{\"type\":\"end\"}");
            leaving = true;
            vertx.setTimer(CLOSE_TIMEOUT_MS, _ -> socket.close());
        }
    }

    private void onClosed() {
        if (heard) {
            done.tryComplete();
        } else {
            done.tryFail("nothing heard, closed with " + socket.closeStatusCode());
        }
    }

    private void send(String json) {
        if (!leaving && !socket.isClosed()) {
            socket.writeTextMessage(json);
        }
    }

    private void onAudio(Buffer message) {
        Optional<AudioFrame.Downlink> frame = AudioFrame.readDownlink(message.getBytes());
        if (frame.isEmpty()) {
            return;
        }
        heard = true;
        int audioMs = frame.get().pcm().length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        heardMs = frame.get().epoch() == epoch ? heardMs + audioMs : audioMs;
        epoch = frame.get().epoch();
    }

    /** Generates a loud tone of 200 Hz, so that it counts as speech. */
    private static byte[] tone() {
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
