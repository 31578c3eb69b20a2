package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

import io.vertx.core.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * Relay to a conversation on another event loop than its connection. Calls are passed on in order,
 * answers come back through {@link RelayedClient}. Called on the connection's loop.
 */
final class RelayedConversation implements ConversationHandle {
    private static final Logger log = LoggerFactory.getLogger(RelayedConversation.class);

    private final Context owner;
    private final RelayedClient client;
    private volatile boolean ticked = true;
    private volatile boolean finished;
    private volatile long heldBytes;
    private volatile @Nullable RuntimeException fault;
    private @Nullable ConversationHandle conversation; // on the owner's loop only

    RelayedConversation(
            ConversationDirectory.Loop owner,
            ConversationIdentity identity,
            Context here,
            ClientPort client,
            long nowUs) {
        this.owner = owner.context();
        this.client = new RelayedClient(here, client);
        run(() -> conversation = owner.conversations().open(identity, this.client, nowUs));
    }

    @Override
    public void onMessage(ClientMessage message, long nowUs) {
        relay(it -> it.onMessage(message, nowUs));
    }

    @Override
    public void onAudio(AudioFrame.Uplink frame, long nowUs) {
        relay(it -> it.onAudio(frame, nowUs));
    }

    @Override
    public void onClientDisconnected(long nowUs) {
        relay(it -> it.onClientDisconnected(nowUs));
    }

    @Override
    public void onNodeDraining(long nowUs) {
        relay(it -> it.onNodeDraining(nowUs));
    }

    @Override
    public void onNodeClosing(long nowUs) {
        relay(it -> it.onNodeClosing(nowUs));
    }

    /**
     * Abandons the conversation on its own event loop, also after one of its methods threw an
     * exception.
     */
    @Override
    public void abandon(long nowUs) {
        owner.runOnContext(
                _ -> {
                    try {
                        if (conversation != null) {
                            conversation.abandon(nowUs);
                        }
                    } catch (RuntimeException thrown) {
                        log.error("event=internal_error cause={}", Fault.describe(thrown));
                    }
                });
    }

    /**
     * Sends queued audio to the client, and passes the tick on to the conversation's event loop
     * unless an earlier tick still waits there.
     *
     * @throws RuntimeException rethrown here, if the conversation threw it in an earlier call
     */
    @Override
    public void tick(long nowUs) {
        RuntimeException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
        client.flush();
        if (ticked) {
            ticked = false;
            relay(
                    it -> {
                        ticked = true;
                        it.tick(nowUs);
                        heldBytes = it.heldBytes();
                        finished = it.isFinished();
                    });
        }
    }

    @Override
    public long heldBytes() {
        return heldBytes + client.heldBytes();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    private void relay(Consumer<ConversationHandle> call) {
        run(
                () -> {
                    if (conversation != null) {
                        call.accept(conversation);
                    }
                });
    }

    /** Runs on the owner's loop; an exception is rethrown to the connection by the next tick. */
    private void run(Runnable call) {
        owner.runOnContext(
                _ -> {
                    if (fault != null) {
                        return;
                    }
                    try {
                        call.run();
                    } catch (RuntimeException thrown) {
                        fault = thrown;
                    }
                });
    }
}
