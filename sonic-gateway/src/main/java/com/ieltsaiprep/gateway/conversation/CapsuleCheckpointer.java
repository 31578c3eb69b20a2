package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the client supplied with the newest capsule, behind audio, and tells the registry which one
 * the client has safe.
 */
final class CapsuleCheckpointer {
    /** Sentences in quick succession make one capsule. */
    private static final long INTERVAL_US = 500_000;

    /** A client that has come back so often without a newer capsule is taken over from it. */
    private static final int MAX_OWNERS = 64;

    private final ClientChannel channel;
    private final CapsuleSeal seal;
    private final Set<String> owners = new HashSet<>();
    private @Nullable Capsule from;
    private Ownership ownership;
    private long counter;
    private long stored;
    private boolean due = true;
    private long sentUs = Long.MIN_VALUE / 2;

    /** Of a new conversation. */
    CapsuleCheckpointer(ClientChannel channel, CapsuleSeal seal, Ownership ownership) {
        this.channel = channel;
        this.seal = seal;
        this.ownership = ownership;
        owners.add(ownership.owner());
    }

    /** Of a conversation that goes on from a capsule. */
    CapsuleCheckpointer(
            ClientChannel channel, CapsuleSeal seal, Ownership ownership, Capsule from) {
        this(channel, seal, ownership);
        this.counter = from.counter();
        this.stored = from.counter();
        this.from = from;
    }

    /** There is something new to keep. */
    void renew() {
        due = true;
    }

    /** Sends a capsule if one is due and the connection has room. */
    void tick(Source source, long nowUs) {
        if (due && channel.attached() && !channel.full() && nowUs - sentUs >= INTERVAL_US) {
            send(source, nowUs);
        }
    }

    /** Sends a capsule now. */
    void send(Source source, long nowUs) {
        due = false;
        sentUs = nowUs;
        counter++;
        channel.send(
                new ServerMessage.Capsule(counter, seal.seal(source.capsule(ownership, counter))));
    }

    /** The client has a capsule safe. */
    void onStored(long storedCounter) {
        if (storedCounter > stored && storedCounter <= counter) {
            stored = storedCounter;
            ownership.acknowledge(stored);
        }
    }

    /** Whether the client has said that it has the newest. */
    boolean safe() {
        return !due && stored == counter;
    }

    /**
     * Whether nobody had the conversation between this ownership and the next, and the capsule is
     * of it. The capsule may be of an earlier ownership: the client lost the newer ones. It may not
     * be another node's that granted itself the same generation while the registry was away.
     */
    boolean precedes(Ownership next, Capsule capsule) {
        return next.generation() == ownership.generation() + 1
                && (owners.contains(capsule.owner()) || capsule.equals(from))
                && capsule.counter() >= stored
                && capsule.counter() <= counter;
    }

    /** Goes on in another ownership. */
    void onReattached(Ownership next) {
        ownership.release();
        ownership = next;
        if (owners.size() >= MAX_OWNERS) {
            owners.clear();
        }
        owners.add(next.owner());
        due = true;
        sentUs = Long.MIN_VALUE / 2;
    }

    /** The conversation is over. */
    void finish() {
        ownership.finish();
    }

    /** The conversation may go on elsewhere. */
    void release() {
        ownership.release();
    }

    /** Makes a capsule of what is now. */
    interface Source {
        Capsule capsule(Ownership ownership, long counter);
    }
}
