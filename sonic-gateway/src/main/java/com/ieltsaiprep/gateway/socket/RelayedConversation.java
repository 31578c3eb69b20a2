package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.conversation.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.ConversationIdentity;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

import io.vertx.core.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * A conversation on another event loop than its connection: what comes is passed on in order, what
 * goes comes back through {@link RelayedClient}. Its methods are called on the connection's loop.
 */
final class RelayedConversation implements ConversationHandle {
    private static final Logger log = LoggerFactory.getLogger(RelayedConversation.class);

    private final Context home;
    private final RelayedClient client;
    private volatile boolean ticked = true;
    private volatile boolean finished;
    private volatile long heldBytes;
    private volatile @Nullable RuntimeException fault;
    private @Nullable ConversationHandle conversant; // on its home's loop only

    RelayedConversation(
            ConversationDirectory.Loop home,
            ConversationIdentity identity,
            Context here,
            ClientPort client,
            long nowUs) {
        this.home = home.context();
        this.client = new RelayedClient(here, client);
        run(() -> conversant = home.conversations().open(identity, this.client, nowUs));
    }

    @Override
    public void onMessage(ClientMessage message, long nowUs) {
        pass(there -> there.onMessage(message, nowUs));
    }

    @Override
    public void onAudio(AudioFrame.Uplink frame, long nowUs) {
        pass(there -> there.onAudio(frame, nowUs));
    }

    @Override
    public void onClientDisconnected(long nowUs) {
        pass(there -> there.onClientDisconnected(nowUs));
    }

    @Override
    public void onNodeDraining(long nowUs) {
        pass(there -> there.onNodeDraining(nowUs));
    }

    @Override
    public void onNodeClosing(long nowUs) {
        pass(there -> there.onNodeClosing(nowUs));
    }

    /** Also after a fault there. */
    @Override
    public void abandon(long nowUs) {
        home.runOnContext(
                _ -> {
                    try {
                        if (conversant != null) {
                            conversant.abandon(nowUs);
                        }
                    } catch (RuntimeException thrown) {
                        log.error("event=fault cause={}", Fault.describe(thrown));
                    }
                });
    }

    /** A home that is behind gets one tick for several. */
    @Override
    public void tick(long nowUs) {
        RuntimeException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
        client.flush();
        if (ticked) {
            ticked = false;
            pass(
                    there -> {
                        ticked = true;
                        there.tick(nowUs);
                        heldBytes = there.heldBytes();
                        finished = there.isFinished();
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

    private void pass(Consumer<ConversationHandle> call) {
        run(
                () -> {
                    if (conversant != null) {
                        call.accept(conversant);
                    }
                });
    }

    /** A fault is the connection's to handle, as if the conversation were on its loop. */
    private void run(Runnable call) {
        home.runOnContext(
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
