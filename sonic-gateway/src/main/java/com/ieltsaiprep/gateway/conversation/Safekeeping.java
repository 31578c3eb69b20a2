package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.Capsule;
import com.ieltsaiprep.gateway.handover.CapsuleSeal;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * Keeps the client supplied with the newest capsule, behind audio, and tells the registry which one
 * the client has safe.
 */
final class Safekeeping {
    /** Sentences in quick succession make one capsule. */
    private static final long INTERVAL_US = 500_000;

    private final Line line;
    private final CapsuleSeal seal;
    private RegistryPort.Tenure tenure;
    private long counter;
    private long stored;
    private boolean due = true;
    private long sentUs = Long.MIN_VALUE / 2;

    /**
     * @param counter of the capsule that the conversation goes on from, or 0
     */
    Safekeeping(Line line, CapsuleSeal seal, RegistryPort.Tenure tenure, long counter) {
        this.line = line;
        this.seal = seal;
        this.tenure = tenure;
        this.counter = counter;
        this.stored = counter;
    }

    /** There is something new to keep. */
    void renew() {
        due = true;
    }

    /** Sends a capsule if one is due and the connection has room. */
    void tick(Source source, long nowUs) {
        if (due && line.attached() && !line.full() && nowUs - sentUs >= INTERVAL_US) {
            send(source, nowUs);
        }
    }

    /** Sends a capsule now. */
    void send(Source source, long nowUs) {
        due = false;
        sentUs = nowUs;
        counter++;
        line.send(
                new ServerMessage.Capsule(
                        counter, seal.seal(source.capsule(tenure.generation(), counter))));
    }

    /** The client has a capsule safe. */
    void onStored(long storedCounter) {
        if (storedCounter > stored && storedCounter <= counter) {
            stored = storedCounter;
            tenure.acknowledged(stored);
        }
    }

    /** Whether the client has said that it has the newest. */
    boolean safe() {
        return !due && stored == counter;
    }

    /**
     * Whether nobody had the conversation between this tenure and the next, and the capsule is of
     * it. The capsule may be of an earlier generation: the client lost the newer ones.
     */
    boolean precedes(RegistryPort.Tenure next, Capsule capsule) {
        return next.generation() == tenure.generation() + 1
                && capsule.generation() <= tenure.generation()
                && capsule.counter() >= stored;
    }

    /** Goes on in another tenure. */
    void onReattached(RegistryPort.Tenure next) {
        tenure.release();
        tenure = next;
        due = true;
        sentUs = Long.MIN_VALUE / 2;
    }

    /** The conversation is over. */
    void finish() {
        tenure.finish();
    }

    /** The conversation may go on elsewhere. */
    void release() {
        tenure.release();
    }

    /** Makes a capsule of what is now. */
    interface Source {
        Capsule capsule(long generation, long counter);
    }
}
