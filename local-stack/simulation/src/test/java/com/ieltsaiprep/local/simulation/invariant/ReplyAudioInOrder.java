package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.simulation.audio.ReplyWatermark;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.SimulatedConversation;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * I2: a device receives each reply from its start, in order over all connections, without gaps or
 * duplicates. No audio of a cleared reply follows. Where two devices have taken a conversation from
 * one another, one may miss, or hear again, what only the other heard.
 */
final class ReplyAudioInOrder implements SimulationObserver {
    private final Map<Integer, ReceivedAudio> devices = new HashMap<>();
    private final Set<Integer> sharedConversations = new HashSet<>();

    private static final class ReceivedAudio {
        private final SimulatedConversation conversation;
        private int connection;
        private int nextFrame;
        private int epoch;
        private int clearedEpoch;
        private int reply;
        private int nextMs;
        private boolean mayStartAnywhere;
        private boolean partial;

        ReceivedAudio(SimulatedConversation conversation) {
            this.conversation = conversation;
        }

        void onFrame(int onConnection, int frame) {
            nextFrame = onConnection == connection ? nextFrame : 0;
            connection = onConnection;
            if (frame != nextFrame) {
                throw new InvariantViolation("I2", "frame " + frame + " instead of " + nextFrame);
            }
            nextFrame++;
        }

        void onAudio(int newEpoch, byte[] pcm, int from, int length) {
            int newReply = ReplyWatermark.replyNumber(pcm, from);
            int positionMs = ReplyWatermark.positionMs(pcm, from);
            boolean follows = newEpoch == epoch && newReply == reply && positionMs == nextMs;
            boolean begins = newEpoch > epoch && newReply > reply && positionMs == 0;
            if (newEpoch < clearedEpoch || !ReplyWatermark.isContiguous(pcm, from, length)) {
                throw new InvariantViolation(
                        "I2", "torn, or of epoch " + newEpoch + " before " + clearedEpoch);
            }
            if (!follows && !begins && !mayStartAnywhere) {
                throw new InvariantViolation(
                        "I2",
                        "epoch %d, reply %d at %d ms after epoch %d, reply %d up to %d ms"
                                .formatted(newEpoch, newReply, positionMs, epoch, reply, nextMs));
            }
            partial = mayStartAnywhere || (partial && follows);
            mayStartAnywhere = false;
            epoch = newEpoch;
            reply = newReply;
            nextMs = positionMs + length / AudioFrame.DOWNLINK_BYTES_PER_MS;
        }

        void onReplyEnd(int ofEpoch, long audioMs) {
            if (ofEpoch == epoch
                    && Math.abs(audioMs - nextMs) > 1
                    && !mayStartAnywhere
                    && !partial) {
                throw new InvariantViolation(
                        "I2",
                        "epoch %d ends at %d ms, after %d ms".formatted(epoch, audioMs, nextMs));
            }
        }
    }

    private ReceivedAudio receivedAudio(SimulatedDevice device) {
        ReceivedAudio before = devices.get(device.number());
        if (before == null || before.conversation != device.conversation()) {
            before = new ReceivedAudio(device.conversation());
            before.mayStartAnywhere = device.hasInheritedState();
            devices.put(device.number(), before);
        }
        return before;
    }

    /** Notes a second device, whose resume moves the position of the first one's replies, too. */
    @Override
    public void onConnected(SimulatedSocket socket) {
        if (socket.device().hasInheritedState()) {
            sharedConversations.add(socket.conversation().number());
        }
    }

    @Override
    public void onAudioReceived(
            SimulatedDevice device, int epoch, int frame, byte[] pcm, int from, int length) {
        ReceivedAudio receivedAudio = receivedAudio(device);
        receivedAudio.mayStartAnywhere |=
                sharedConversations.contains(device.conversation().number());
        receivedAudio.onFrame(device.connectionNumber(), frame);
        receivedAudio.onAudio(epoch, pcm, from, length);
    }

    @Override
    public void onMessageReceived(SimulatedDevice device, ServerMessage message) {
        switch (message) {
            case ServerMessage.Clear(int epoch) -> receivedAudio(device).clearedEpoch = epoch;
            case ServerMessage.ReplyEnd(int epoch, long audioMs) -> {
                if (!sharedConversations.contains(device.conversation().number())) {
                    receivedAudio(device).onReplyEnd(epoch, audioMs);
                }
            }
            default -> {}
        }
    }

    @Override
    public void onDeviceReloaded(SimulatedDevice device) {
        receivedAudio(device).mayStartAnywhere = true;
    }
}
