package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Fake ownership registry: grants at once, unless a test asks otherwise. */
public final class FakeOwnershipRegistry implements OwnershipRegistry {
    final List<Claim> claims = new ArrayList<>();
    boolean withholdsAnswers;
    private volatile boolean supersedes;
    private volatile boolean finished;
    private long newestGeneration;

    /** Refuses further claims as superseded. */
    public void supersede() {
        supersedes = true;
    }

    /** Refuses further claims as finished. */
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
    public void claim(
            ConversationIdentity identity,
            long generation,
            long counter,
            OwnershipListener listener) {
        newestGeneration = Math.max(newestGeneration, generation) + 1;
        Claim claim = new Claim(listener, newestGeneration, counter);
        claims.add(claim);
        if (finished) {
            listener.onFinished(0);
        } else if (supersedes) {
            listener.onSuperseded(0);
        } else if (!withholdsAnswers) {
            claim.grant(0);
        }
    }

    /** Revokes the newest ownership, as the API does; on the event loop of the conversation. */
    public void revokeNewest() {
        newest().listener.onRevoked(0);
    }

    Claim newest() {
        return claims.getLast();
    }
}
