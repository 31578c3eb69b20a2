package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Fake client: accepts every message, and audio unless {@link #full}. */
final class FakeClient implements ClientPort {
    final List<ServerMessage> messages = new ArrayList<>();
    final List<Integer> audioEpochs = new ArrayList<>();
    final List<Integer> audioSequences = new ArrayList<>();
    int audioBytes;
    boolean full;
    @Nullable CloseCode closed;

    @Override
    public void send(ServerMessage message) {
        messages.add(message);
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        if (full) {
            return false;
        }
        audioEpochs.add(epoch);
        audioSequences.add(sequence);
        audioBytes += length;
        return true;
    }

    @Override
    public void close(CloseCode code) {
        closed = code;
    }

    <M extends ServerMessage> List<M> messages(Class<M> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
