package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.local.simulation.sonic.SimulatedEventLoop;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedConversation;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Tracker of conversation owners, derived from the observed events. Its maps are never iterated
 * over, since their order differs between runs.
 */
final class OwnershipTracker implements SimulationObserver {
    private final Map<Key, ConversationOwner> byKey = new HashMap<>();
    private final Map<String, ConversationOwner> bySessionId = new HashMap<>();
    private final Map<Key, SimulatedSocket> starting = new HashMap<>();
    private final Map<SimulatedSocket, Capsule> openedCapsules = new HashMap<>();
    private final Map<SimulatedSonicStream, ConversationOwner> byStream = new HashMap<>();
    private @Nullable SimulatedSocket resuming;

    private record Key(SimulatedEventLoop loop, String sessionId) {}

    /** Returns the owner of a stream; null before the stream has named its session. */
    @Nullable ConversationOwner ownerOf(SimulatedSonicStream stream) {
        return byStream.get(stream);
    }

    /** Returns the owner of a connection's conversation; null if its event loop has none. */
    @Nullable ConversationOwner ownerOf(SimulatedSocket socket) {
        return byKey.get(key(socket));
    }

    /** Returns the owner of a conversation on an event loop. */
    @Nullable ConversationOwner ownerAt(NodeEventLoop loop, String sessionId) {
        return byKey.get(new Key(loop, sessionId));
    }

    /** Returns the latest owner of a conversation; null if there was none. */
    @Nullable ConversationOwner latestOwner(SimulatedConversation conversation) {
        return bySessionId.get(conversation.sessionId());
    }

    /** Returns the capsule that a connection resumes with. */
    @Nullable Capsule resumeCapsule(SimulatedSocket socket) {
        return openedCapsules.get(socket);
    }

    private void put(Key key, ConversationOwner owner) {
        byKey.put(key, owner);
        bySessionId.put(key.sessionId, owner);
    }

    private static Key key(SimulatedSocket socket) {
        return new Key(socket.loop(), socket.conversation().sessionId());
    }

    @Override
    public void onClientMessage(SimulatedSocket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Start) {
            starting.put(key(socket), socket);
        } else if (message instanceof ClientMessage.Resume) {
            resuming = socket;
        }
    }

    @Override
    public void onCapsuleOpened(NodeEventLoop loop, Capsule capsule) {
        if (resuming != null) {
            openedCapsules.put(resuming, capsule);
        }
    }

    @Override
    public void onOwnershipGranted(NodeEventLoop loop, String sessionId, long generation) {
        Key key = new Key(loop, sessionId);
        SimulatedSocket socket = starting.remove(key);
        if (socket != null) {
            put(key, new ConversationOwner(socket, null));
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Resumed(boolean reattached)) {
            ConversationOwner previous = ownerOf(socket);
            if (reattached && previous != null) {
                previous.reattach(socket);
            } else {
                put(key(socket), new ConversationOwner(socket, openedCapsules.get(socket)));
            }
        }
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        if (event instanceof SonicInput.PromptStart) {
            ConversationOwner owner = byKey.get(new Key(stream.loop(), stream.sessionId()));
            if (owner != null) {
                byStream.put(stream, owner);
            }
        }
    }
}
