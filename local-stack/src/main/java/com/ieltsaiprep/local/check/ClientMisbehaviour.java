package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.local.candidate.Microphone;
import com.ieltsaiprep.local.candidate.SyntheticVoice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** How a client can be a burden to others. */
enum ClientMisbehaviour {
    /** Claims to have played everything, and takes nothing. */
    STOPS_READING {
        @Override
        void commit(RawSocket socket, Random random, BooleanSupplier go)
                throws IOException, InterruptedException {
            talk(socket, go, Integer.MAX_VALUE);
        }
    },
    /** Says what no client says. */
    TALKS_GARBAGE {
        @Override
        void commit(RawSocket socket, Random random, BooleanSupplier go)
                throws IOException, InterruptedException {
            talk(socket, go, random.nextInt(20));
            garbage(socket, random);
            socket.awaitClose();
        }
    },
    /** Is gone without a word. */
    VANISHES {
        @Override
        void commit(RawSocket socket, Random random, BooleanSupplier go)
                throws IOException, InterruptedException {
            talk(socket, go, 25 + random.nextInt(250));
            socket.reset();
        }
    };

    private static final int FRAME_MS = Microphone.FRAME_MS;
    private static final int FRAME_SAMPLES = Microphone.FRAME_SAMPLES;
    private static final int FRAMES_PER_REPORT = 250 / FRAME_MS;

    /**
     * Does it once.
     *
     * @param go whether to go on
     * @throws IOException once the gateway has had enough
     */
    abstract void commit(RawSocket socket, Random random, BooleanSupplier go)
            throws IOException, InterruptedException;

    /** Begins like anybody else, but reads nothing. */
    private static void talk(RawSocket socket, BooleanSupplier go, int frames)
            throws IOException, InterruptedException {
        short[] voice = new SyntheticVoice(frames).utterance(2_000, 3_000).samples();
        socket.send(new ClientMessage.Start("bad-neighbour"));
        long beganNs = System.nanoTime();
        for (int i = 0; i < frames && go.getAsBoolean(); i++) {
            int offset = i % (voice.length / FRAME_SAMPLES) * FRAME_SAMPLES;
            ByteBuffer pcm = ByteBuffer.allocate(FRAME_SAMPLES * 2).order(ByteOrder.LITTLE_ENDIAN);
            pcm.asShortBuffer().put(voice, offset, FRAME_SAMPLES);
            socket.send(new AudioFrame.Uplink(i, i * FRAME_MS, pcm.array()));
            if (i % FRAMES_PER_REPORT == 0) {
                socket.send(new ClientMessage.Playout(1, (long) i * FRAME_MS, 0, 0));
            }
            long dueNs = beganNs + (i + 1L) * FRAME_MS * 1_000_000;
            Thread.sleep(Math.max(0, dueNs - System.nanoTime()) / 1_000_000);
        }
    }

    private static void garbage(RawSocket socket, Random random) throws IOException {
        byte[] noise = new byte[1 + random.nextInt(2_000)];
        random.nextBytes(noise);
        switch (random.nextInt(6)) {
            case 0 -> socket.frame(RawSocket.BINARY, noise);
            case 1 -> socket.frame(RawSocket.TEXT, noise);
            case 2 -> socket.frame(RawSocket.TEXT, "{\"type\":".getBytes(StandardCharsets.UTF_8));
            case 3 -> socket.frame(RawSocket.TEXT, new byte[100_000]);
            case 4 -> socket.send(new AudioFrame.Uplink(9_999, 0, new byte[FRAME_SAMPLES * 2]));
            default -> socket.bytes(noise);
        }
    }
}
