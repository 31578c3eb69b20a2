package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Registry client of one event loop: claims, and a heartbeat each second. */
final class SimulatedRegistryClient implements OwnershipRegistry {
    private static final long TIMEOUT_US = 250_000;
    private static final long HEARTBEAT_US = 1_000_000;
    private static final int FINISH_HEARTBEATS = 60;

    private final SimulatedRegistry registry;
    private final NodeEventLoop loop;
    private final SimulatedProcess process;
    private final SimulationObserver observer;
    private final Map<String, OwnedConversation> owned = new LinkedHashMap<>();
    private final Map<String, Integer> pendingClaims = new HashMap<>();
    private int claims;

    SimulatedRegistryClient(
            SimulatedRegistry registry,
            NodeEventLoop loop,
            SimulatedProcess process,
            SimulationObserver observer) {
        this.registry = registry;
        this.loop = loop;
        this.process = process;
        this.observer = observer;
        process.runAfter(HEARTBEAT_US, this::heartbeat);
    }

    @Override
    public void claim(
            ConversationIdentity identity,
            long generation,
            long counter,
            OwnershipListener listener) {
        String sessionId = identity.sessionId();
        claims++;
        observer.onTelemetryText(sessionId);
        observer.onClaim(loop, sessionId, generation, counter);
        PendingClaim claim =
                new PendingClaim(sessionId, loop + "-" + claims, generation, counter, listener);
        long held = heldGeneration(sessionId);
        pendingClaims.merge(sessionId, 1, Integer::sum);
        registry.call(
                process,
                () -> registry.claim(sessionId, claim.owner, generation, counter, held),
                claim::onAnswer);
        process.runAfter(TIMEOUT_US, claim::onTimeout);
    }

    private long heldGeneration(String sessionId) {
        OwnedConversation current = owned.get(sessionId);
        return current == null ? 0 : current.generation;
    }

    private void heartbeat() {
        owned.values().removeIf(OwnedConversation::hasGivenUp);
        List.copyOf(owned.values()).forEach(OwnedConversation::renew);
        process.runAfter(HEARTBEAT_US, this::heartbeat);
    }

    /**
     * Grants a conversation; of two ownerships on this loop the newer one stays, in whichever order
     * they come.
     */
    private void grant(OwnedConversation conversation) {
        String sessionId = conversation.claim.sessionId;
        OwnedConversation previous = owned.get(sessionId);
        if (previous != null && previous.generation >= conversation.generation) {
            conversation.claim.listener.onSuperseded(loop.nowUs());
            return;
        }
        owned.put(sessionId, conversation);
        observer.onOwnershipGranted(loop, sessionId, conversation.generation);
        conversation.claim.listener.onGranted(conversation, loop.nowUs());
        if (previous != null) {
            previous.lose();
        }
    }

    /** Claim that completes once: with the registry's answer, or by a timeout. */
    private final class PendingClaim {
        private final String sessionId;
        private final String owner;
        private final long generation;
        private final long counter;
        private final OwnershipListener listener;
        private boolean done;

        PendingClaim(
                String sessionId,
                String owner,
                long generation,
                long counter,
                OwnershipListener listener) {
            this.sessionId = sessionId;
            this.owner = owner;
            this.generation = generation;
            this.counter = counter;
            this.listener = listener;
        }

        void onAnswer(SimulatedRegistry.ClaimResult answer) {
            if (done) {
                return;
            }
            switch (answer) {
                case SimulatedRegistry.Granted(long granted) ->
                        grant(new OwnedConversation(this, granted));
                case SimulatedRegistry.Superseded _ -> listener.onSuperseded(loop.nowUs());
                case SimulatedRegistry.Finished _ -> listener.onFinished(loop.nowUs());
            }
            complete();
        }

        void onTimeout() {
            if (!done) {
                long newest = Math.max(generation, heldGeneration(sessionId));
                grant(new OwnedConversation(this, newest + 1));
                complete();
            }
        }

        private void complete() {
            done = true;
            pendingClaims.computeIfPresent(sessionId, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private final class OwnedConversation implements Ownership {
        private final PendingClaim claim;
        private final long generation;
        private long acknowledged;
        private boolean finished;
        private boolean ended;
        private int heartbeatsSinceFinish;

        OwnedConversation(PendingClaim claim, long generation) {
            this.claim = claim;
            this.generation = generation;
            this.acknowledged = claim.counter;
        }

        @Override
        public String owner() {
            return claim.owner;
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public void acknowledge(long counter) {
            if (!ended && counter > acknowledged) {
                acknowledged = counter;
                renew();
            }
        }

        @Override
        public void finish() {
            observer.onConversationFinishing(loop, claim.sessionId);
            if (!ended) {
                ended = true;
                finished = true;
                renew();
            }
        }

        @Override
        public void release() {
            ended = true;
            forget();
        }

        void renew() {
            long began = claim.counter == 0 ? generation : claim.generation;
            SimulatedRegistry.OwnerState state =
                    new SimulatedRegistry.OwnerState(
                            claim.owner, generation, began, acknowledged, finished);
            registry.call(process, () -> registry.renew(claim.sessionId, state), this::onRenewed);
        }

        /**
         * Handles the answer to a renewal. It does not count as a loss while a claim of this loop,
         * which may have taken over, is pending.
         */
        private void onRenewed(boolean isOwner) {
            if (!isOwner && !pendingClaims.containsKey(claim.sessionId)) {
                lose();
            } else if (isOwner && finished) {
                forget();
            }
        }

        void lose() {
            loop.run(
                    () -> {
                        forget();
                        if (!ended) {
                            ended = true;
                            claim.listener.onTakenOver(loop.nowUs());
                        }
                    });
        }

        boolean hasGivenUp() {
            heartbeatsSinceFinish += finished ? 1 : 0;
            return heartbeatsSinceFinish > FINISH_HEARTBEATS;
        }

        private void forget() {
            owned.remove(claim.sessionId, this);
        }
    }
}
