package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * Capsule checkpointer: sends the client the newest capsule, at lower priority than audio. Records
 * in the ownership registry which one the client has stored.
 */
final class CapsuleCheckpointer {
    /** Minimum interval between capsules, so that sentences in quick succession share one, µs. */
    private static final long INTERVAL_US = 500_000;

    /**
     * Most re-attachments without a newer capsule; a client beyond that is resumed from its
     * capsule.
     */
    private static final int MAX_OWNERS = 64;

    private final ClientChannel channel;
    private final CapsuleSeal seal;
    private final Set<String> owners = new HashSet<>();
    private @Nullable Capsule resumedFrom;
    private Ownership ownership;
    private long counter;
    private long storedCounter;
    private boolean dirty = true;
    private long sentUs = Long.MIN_VALUE / 2;

    CapsuleCheckpointer(ClientChannel channel, CapsuleSeal seal, Ownership ownership) {
        this.channel = channel;
        this.seal = seal;
        this.ownership = ownership;
        owners.add(ownership.owner());
    }

    /** Creates the checkpointer of a conversation that is resumed from a capsule. */
    CapsuleCheckpointer(
            ClientChannel channel, CapsuleSeal seal, Ownership ownership, Capsule resumedFrom) {
        this(channel, seal, ownership);
        this.counter = resumedFrom.counter();
        this.storedCounter = resumedFrom.counter();
        this.resumedFrom = resumedFrom;
    }

    /** Marks that the conversation has changed since the last capsule. */
    void markDirty() {
        dirty = true;
    }

    /** Sends a capsule if the conversation has changed and the connection has room. */
    void tick(Source source, long nowUs) {
        if (dirty && channel.isAttached() && !channel.isFull() && nowUs - sentUs >= INTERVAL_US) {
            send(source, nowUs);
        }
    }

    void send(Source source, long nowUs) {
        dirty = false;
        sentUs = nowUs;
        counter++;
        channel.send(
                new ServerMessage.Capsule(counter, seal.seal(source.capsule(ownership, counter))));
    }

    /** Handles the client's acknowledgement that it has stored a capsule. */
    void onStored(long acknowledged) {
        if (acknowledged > storedCounter && acknowledged <= counter) {
            storedCounter = acknowledged;
            ownership.acknowledge(storedCounter);
        }
    }

    /** Returns whether the client has acknowledged the newest capsule. */
    boolean isStored() {
        return !dirty && storedCounter == counter;
    }

    /**
     * Returns whether no other owner came between this ownership and the next, and the capsule
     * belongs to this conversation. The capsule may be of an earlier ownership: the client lost the
     * newer ones. It may not be one of another node that was granted the same generation while the
     * registry was unavailable.
     */
    boolean isContinuedBy(Ownership next, Capsule capsule) {
        return next.generation() == ownership.generation() + 1
                && (owners.contains(capsule.owner()) || capsule.equals(resumedFrom))
                && capsule.counter() >= storedCounter
                && capsule.counter() <= counter;
    }

    /** Continues under the next ownership. */
    void onReattached(Ownership next) {
        ownership.release();
        ownership = next;
        if (owners.size() >= MAX_OWNERS) {
            owners.clear();
        }
        owners.add(next.owner());
        dirty = true;
        sentUs = Long.MIN_VALUE / 2;
    }

    void finish() {
        ownership.finish();
    }

    void release() {
        ownership.release();
    }

    /** Source of capsules: builds one from the current state. */
    interface Source {
        Capsule capsule(Ownership ownership, long counter);
    }
}
