package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.function.LongConsumer;

/**
 * Join of one connection to a conversation: begins, re-attaches or resumes it, and passes on input.
 * Waits for the first message, then claims ownership in the registry; input that arrives meanwhile
 * is kept. The conversation may later be detached to another connection.
 */
final class ConversationJoin implements ConversationHandle, OwnershipListener {
    private final ConversationIdentity identity;
    private final ClientPort client;
    private final LocalConversations conversations;
    private final ArrayDeque<Runnable> pendingCalls = new ArrayDeque<>();
    private long pendingBytes;
    private State state = State.AWAITING_FIRST;
    private boolean disconnected;
    private boolean draining;
    private @Nullable ResumeRequest resumeRequest;
    private @Nullable Conversation conversation;

    private enum State {
        /** Waiting for the first message. */
        AWAITING_FIRST,
        /** Waiting for the registry's answer. */
        CLAIMING,
        /** Joined to a conversation. */
        JOINED,
        /** Closed: the conversation ended or is elsewhere, or there was none. */
        CLOSED
    }

    ConversationJoin(
            ConversationIdentity identity, ClientPort client, LocalConversations conversations) {
        this.identity = identity;
        this.client = client;
        this.conversations = conversations;
    }

    @Override
    public void onMessage(ClientMessage message, long nowUs) {
        switch (message) {
            case ClientMessage.Start _ -> claim(0, 0);
            case ClientMessage.Resume resume -> open(resume);
            case ClientMessage.Playout _,
                    ClientMessage.CapsuleStored _,
                    ClientMessage.Pong _,
                    ClientMessage.Mute _,
                    ClientMessage.LagTolerance _,
                    ClientMessage.End _ ->
                    callWhenJoined(0, now -> conversation().onMessage(message, now), nowUs);
        }
    }

    @Override
    public void onAudio(AudioFrame.Uplink frame, long nowUs) {
        callWhenJoined(frame.pcm().length, now -> conversation().onAudio(frame, now), nowUs);
    }

    /** Calls the conversation now, or once the registry has answered. */
    private void callWhenJoined(int bytes, LongConsumer call, long nowUs) {
        switch (state) {
            case JOINED -> call.accept(nowUs);
            case CLAIMING -> {
                pendingCalls.add(() -> call.accept(nowUs));
                pendingBytes += bytes;
            }
            case AWAITING_FIRST, CLOSED -> {}
        }
    }

    private void open(ClientMessage.Resume resume) {
        switch (conversations.openCapsule(resume.capsule(), identity)) {
            case CapsuleSeal.Refused(CapsuleSeal.RefusalReason reason) ->
                    refuseResume(error(reason));
            case CapsuleSeal.Valid(Capsule capsule) -> {
                switch (capsule.state()) {
                    case FINISHED -> endFinished();
                    case TALKING -> {
                        resumeRequest = new ResumeRequest(capsule, resume);
                        claim(capsule.generation(), capsule.counter());
                    }
                }
            }
        }
    }

    private void claim(long generation, long counter) {
        state = State.CLAIMING;
        conversations.registry().claim(identity, generation, counter, this);
    }

    @Override
    public void onGranted(Ownership ownership, long nowUs) {
        boolean needed =
                !disconnected
                        || (resumeRequest != null
                                && conversations.hasNewest(identity, resumeRequest, ownership));
        if (state != State.CLAIMING || !needed) {
            state = State.CLOSED;
            ownership.release();
            return;
        }
        state = State.JOINED;
        conversation = conversations.join(this, client, ownership, resumeRequest, nowUs);
        resumeRequest = null;
        while (!pendingCalls.isEmpty()) {
            pendingCalls.remove().run();
        }
        pendingBytes = 0;
        if (disconnected) {
            conversation().onClientDisconnected(nowUs);
        }
        if (draining) {
            conversation().onNodeDraining();
        }
    }

    @Override
    public void onSuperseded(long nowUs) {
        if (state == State.CLAIMING) {
            refuseResume(new ProtocolError(ErrorCode.CAPSULE_SUPERSEDED, superseded()));
        }
    }

    private String superseded() {
        return resumeRequest == null
                ? "the session has gone on: resume with its newest capsule, or begin another"
                : "the client has acknowledged a newer capsule; resume with the newest";
    }

    @Override
    public void onFinished(long nowUs) {
        if (state == State.CLAIMING) {
            endFinished();
        }
    }

    @Override
    public void onTakenOver(long nowUs) {
        if (conversation != null) {
            conversation.onTakenOver(nowUs);
        }
    }

    @Override
    public void onRevoked(long nowUs) {
        if (conversation != null) {
            conversation.onRevoked(nowUs);
        }
    }

    private void endFinished() {
        state = State.CLOSED;
        client.send(new ServerMessage.Ended(EndReason.OVER));
        client.close(CloseCode.NORMAL);
    }

    private void refuseResume(ProtocolError error) {
        state = State.CLOSED;
        conversations.observer().onResumeRefused(error.code());
        client.send(error);
        client.close(CloseCode.CAPSULE_REFUSED);
    }

    private static ProtocolError error(CapsuleSeal.RefusalReason reason) {
        return switch (reason) {
            case ALTERED ->
                    new ProtocolError(
                            ErrorCode.CAPSULE_ALTERED,
                            "the capsule is not as a gateway sealed it; send it unchanged");
            case UNKNOWN_KEY ->
                    new ProtocolError(
                            ErrorCode.CAPSULE_UNKNOWN_KEY,
                            "the capsule's key is not in use here; begin anew");
            case EXPIRED ->
                    new ProtocolError(
                            ErrorCode.CAPSULE_EXPIRED,
                            "a capsule can be resumed from for 30 minutes; begin anew");
            case OF_ANOTHER_USER ->
                    new ProtocolError(
                            ErrorCode.CAPSULE_OF_ANOTHER_USER,
                            "the capsule is another user's; resume with your own");
            case OF_ANOTHER_SESSION ->
                    new ProtocolError(
                            ErrorCode.CAPSULE_OF_ANOTHER_SESSION,
                            "the capsule is another session's; ask for a ticket of that session");
        };
    }

    /** Detaches the conversation, which moves to another connection. */
    Conversation detachConversation() {
        Conversation leaving = conversation();
        conversation = null;
        state = State.CLOSED;
        return leaving;
    }

    ConversationIdentity identity() {
        return identity;
    }

    boolean hasConversation() {
        return conversation != null;
    }

    Conversation conversation() {
        if (conversation == null) {
            throw new IllegalStateException("no conversation");
        }
        return conversation;
    }

    @Override
    public void onClientDisconnected(long nowUs) {
        disconnected = true;
        if (conversation != null) {
            conversation.onClientDisconnected(nowUs);
        } else if (state != State.CLAIMING) {
            state = State.CLOSED;
        }
    }

    @Override
    public void onNodeDraining(long nowUs) {
        draining = true;
        if (conversation != null) {
            conversation.onNodeDraining();
        }
    }

    @Override
    public void onNodeClosing(long nowUs) {
        if (conversation != null) {
            conversation.onNodeClosing(nowUs);
        } else if (state != State.CLOSED) {
            state = State.CLOSED;
            client.close(CloseCode.GOING_AWAY);
        }
    }

    @Override
    public void tick(long nowUs) {
        if (conversation != null) {
            conversation.tick(nowUs);
        }
        if (conversation != null && conversation.isFinished()) {
            conversation = null;
            state = State.CLOSED;
            conversations.remove(this);
        }
    }

    @Override
    public void abandon(long nowUs) {
        Conversation broken = conversation;
        conversation = null;
        state = State.CLOSED;
        conversations.remove(this);
        if (broken != null) {
            broken.abandon();
        }
    }

    @Override
    public long heldBytes() {
        return pendingBytes + (conversation == null ? 0 : conversation.heldBytes());
    }

    @Override
    public boolean isFinished() {
        return conversation == null ? state == State.CLOSED : conversation.isFinished();
    }
}
