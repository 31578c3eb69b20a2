package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.local.client.Microphone;
import com.ieltsaiprep.local.client.SyntheticVoice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Kinds of client misbehaviour that could harm other clients. */
enum ClientMisbehaviour {
    /** Reports all audio as played, but never reads from the socket. */
    STOPS_READING {
        @Override
        void perform(RawSocket socket, Random random, BooleanSupplier keepGoing)
                throws IOException, InterruptedException {
            sendAudio(socket, keepGoing, Integer.MAX_VALUE);
        }
    },
    /** Sends frames that violate the protocol. */
    TALKS_GARBAGE {
        @Override
        void perform(RawSocket socket, Random random, BooleanSupplier keepGoing)
                throws IOException, InterruptedException {
            sendAudio(socket, keepGoing, random.nextInt(20));
            sendGarbage(socket, random);
            socket.awaitClose();
        }
    },
    /** Resets the connection without a close frame. */
    VANISHES {
        @Override
        void perform(RawSocket socket, Random random, BooleanSupplier keepGoing)
                throws IOException, InterruptedException {
            sendAudio(socket, keepGoing, 25 + random.nextInt(250));
            socket.reset();
        }
    };

    private static final int FRAME_MS = Microphone.FRAME_MS;
    private static final int FRAME_SAMPLES = Microphone.FRAME_SAMPLES;
    private static final int FRAMES_PER_REPORT = 250 / FRAME_MS;

    /**
     * Misbehaves once over a socket.
     *
     * @param keepGoing false once it is to stop
     * @throws IOException when the gateway closes the connection
     */
    abstract void perform(RawSocket socket, Random random, BooleanSupplier keepGoing)
            throws IOException, InterruptedException;

    /** Sends {@code start} and audio as a proper client would, but reads nothing. */
    private static void sendAudio(RawSocket socket, BooleanSupplier keepGoing, int frames)
            throws IOException, InterruptedException {
        short[] voice = new SyntheticVoice(frames).utterance(2_000, 3_000).samples();
        socket.send(new ClientMessage.Start("bad-neighbour"));
        long startedNs = System.nanoTime();
        for (int i = 0; i < frames && keepGoing.getAsBoolean(); i++) {
            int offset = i % (voice.length / FRAME_SAMPLES) * FRAME_SAMPLES;
            ByteBuffer pcm = ByteBuffer.allocate(FRAME_SAMPLES * 2).order(ByteOrder.LITTLE_ENDIAN);
            pcm.asShortBuffer().put(voice, offset, FRAME_SAMPLES);
            socket.send(new AudioFrame.Uplink(i, i * FRAME_MS, pcm.array()));
            if (i % FRAMES_PER_REPORT == 0) {
                socket.send(new ClientMessage.Playout(1, (long) i * FRAME_MS, 0, 0));
            }
            long dueNs = startedNs + (i + 1L) * FRAME_MS * 1_000_000;
            Thread.sleep(Math.max(0, dueNs - System.nanoTime()) / 1_000_000);
        }
    }

    private static void sendGarbage(RawSocket socket, Random random) throws IOException {
        byte[] noise = new byte[1 + random.nextInt(2_000)];
        random.nextBytes(noise);
        switch (random.nextInt(6)) {
            case 0 -> socket.sendFrame(RawSocket.BINARY, noise);
            case 1 -> socket.sendFrame(RawSocket.TEXT, noise);
            case 2 ->
                    socket.sendFrame(RawSocket.TEXT, "{\"type\":".getBytes(StandardCharsets.UTF_8));
            case 3 -> socket.sendFrame(RawSocket.TEXT, new byte[100_000]);
            case 4 -> socket.send(new AudioFrame.Uplink(9_999, 0, new byte[FRAME_SAMPLES * 2]));
            default -> socket.sendBytes(noise);
        }
    }
}
