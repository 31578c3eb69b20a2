package com.ieltsaiprep.gateway.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A registry that grants at once, or as a test says. */
public final class FakeOwnershipRegistry implements OwnershipRegistry {
    final List<Claim> claims = new ArrayList<>();
    boolean holdsBack;
    private volatile boolean supersedes;
    private volatile boolean finished;
    private long newestGeneration;

    /** From now on every capsule is older than one that was acknowledged. */
    public void supersede() {
        supersedes = true;
    }

    /** From now on every conversation is over. */
    public void finishAll() {
        finished = true;
    }

    static final class Claim implements Ownership {
        final OwnershipListener listener;
        final long generation;
        final long capsuleCounter;
        private final String owner = UUID.randomUUID().toString();
        long acknowledged;
        boolean finishedHere;
        boolean released;

        Claim(OwnershipListener listener, long generation, long capsuleCounter) {
            this.listener = listener;
            this.generation = generation;
            this.capsuleCounter = capsuleCounter;
        }

        void grant(long nowUs) {
            listener.onGranted(this, nowUs);
        }

        @Override
        public String owner() {
            return owner;
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public void acknowledge(long counter) {
            acknowledged = counter;
        }

        @Override
        public void finish() {
            finishedHere = true;
        }

        @Override
        public void release() {
            released = true;
        }
    }

    @Override
    public void claim(String sessionId, long generation, long counter, OwnershipListener listener) {
        newestGeneration = Math.max(newestGeneration, generation) + 1;
        Claim claim = new Claim(listener, newestGeneration, counter);
        claims.add(claim);
        if (finished) {
            listener.onFinished(0);
        } else if (supersedes) {
            listener.onSuperseded(0);
        } else if (!holdsBack) {
            claim.grant(0);
        }
    }

    Claim newest() {
        return claims.getLast();
    }
}
