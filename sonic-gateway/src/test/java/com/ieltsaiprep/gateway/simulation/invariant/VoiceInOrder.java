package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.audio.ReplyTape;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.Session;
import com.ieltsaiprep.gateway.simulation.world.Witness;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * I2: a device hears each reply from its beginning, without a gap or a double, one after the other,
 * over however many connections; and nothing of a reply that was cleared. Where two devices have
 * taken a conversation from one another, one may miss, or hear again, what only the other heard.
 */
final class VoiceInOrder implements Witness {
    private final Map<Integer, Listening> devices = new HashMap<>();
    private final Set<Integer> shared = new HashSet<>();

    private static final class Listening {
        private final Session session;
        private int connection;
        private int nextFrame;
        private int epoch;
        private int cleared;
        private int reply;
        private int nextMs;
        private boolean anywhere;
        private boolean partial;

        Listening(Session session) {
            this.session = session;
        }

        void frame(int onConnection, int frame) {
            nextFrame = onConnection == connection ? nextFrame : 0;
            connection = onConnection;
            if (frame != nextFrame) {
                throw new Violation("I2", "frame " + frame + " instead of " + nextFrame);
            }
            nextFrame++;
        }

        void audio(int newEpoch, byte[] pcm, int from, int length) {
            int newReply = ReplyTape.reply(pcm, from);
            int atMs = ReplyTape.atMs(pcm, from);
            boolean follows = newEpoch == epoch && newReply == reply && atMs == nextMs;
            boolean begins = newEpoch > epoch && newReply > reply && atMs == 0;
            if (newEpoch < cleared || !ReplyTape.isWhole(pcm, from, length)) {
                throw new Violation("I2", "torn, or of epoch " + newEpoch + " before " + cleared);
            }
            if (!follows && !begins && !anywhere) {
                throw new Violation(
                        "I2",
                        "epoch %d, reply %d at %d ms after epoch %d, reply %d up to %d ms"
                                .formatted(newEpoch, newReply, atMs, epoch, reply, nextMs));
            }
            partial = anywhere || (partial && follows);
            anywhere = false;
            epoch = newEpoch;
            reply = newReply;
            nextMs = atMs + length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        }

        void replyEnd(int ofEpoch, long audioMs) {
            if (ofEpoch == epoch && Math.abs(audioMs - nextMs) > 1 && !anywhere && !partial) {
                throw new Violation(
                        "I2",
                        "epoch %d ends at %d ms, after %d ms".formatted(epoch, audioMs, nextMs));
            }
        }
    }

    private Listening listening(Device device) {
        Listening before = devices.get(device.number());
        if (before == null || before.session != device.session()) {
            before = new Listening(device.session());
            before.anywhere = device.inherited();
            if (device.inherited()) {
                shared.add(device.session().number());
            }
            devices.put(device.number(), before);
        }
        return before;
    }

    @Override
    public void heard(Device device, int epoch, int frame, byte[] pcm, int from, int length) {
        Listening listening = listening(device);
        listening.anywhere |= shared.contains(device.session().number());
        listening.frame(device.connection(), frame);
        listening.audio(epoch, pcm, from, length);
    }

    @Override
    public void received(Device device, ServerMessage message) {
        switch (message) {
            case ServerMessage.Clear(int epoch) -> listening(device).cleared = epoch;
            case ServerMessage.ReplyEnd(int epoch, long audioMs) -> {
                if (!shared.contains(device.session().number())) {
                    listening(device).replyEnd(epoch, audioMs);
                }
            }
            default -> {}
        }
    }

    @Override
    public void reloaded(Device device) {
        listening(device).anywhere = true;
    }
}
