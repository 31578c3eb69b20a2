package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.Ownership;
import com.ieltsaiprep.gateway.conversation.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.OwnershipRegistry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry as one event loop of a node uses it: claims, and a heartbeat each second. */
final class LoopRegistry implements OwnershipRegistry {
    private static final long TIMEOUT_US = 250_000;
    private static final long HEARTBEAT_US = 1_000_000;
    private static final int FINISH_HEARTBEATS = 60;

    private final Registry registry;
    private final GatewayLoop loop;
    private final Actor actor;
    private final Witness witness;
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Integer> claiming = new HashMap<>();
    private int claims;

    LoopRegistry(Registry registry, GatewayLoop loop, Actor actor, Witness witness) {
        this.registry = registry;
        this.loop = loop;
        this.actor = actor;
        this.witness = witness;
        actor.later(HEARTBEAT_US, this::heartbeat);
    }

    @Override
    public void claim(String sessionId, long generation, long counter, OwnershipListener holder) {
        claims++;
        witness.noted(sessionId);
        witness.claimed(loop, sessionId, generation, counter);
        Claim claim = new Claim(sessionId, loop + "-" + claims, generation, counter, holder);
        long held = heldGeneration(sessionId);
        claiming.merge(sessionId, 1, Integer::sum);
        registry.call(
                actor,
                () -> registry.claim(sessionId, claim.owner, generation, counter, held),
                claim::answered);
        actor.later(TIMEOUT_US, claim::unanswered);
    }

    private long heldGeneration(String sessionId) {
        Hold held = holds.get(sessionId);
        return held == null ? 0 : held.generation;
    }

    private void heartbeat() {
        holds.values().removeIf(Hold::givenUp);
        List.copyOf(holds.values()).forEach(Hold::renew);
        actor.later(HEARTBEAT_US, this::heartbeat);
    }

    /** Of two holds here the newer stays, in whichever order they come. */
    private void grant(Hold hold) {
        String sessionId = hold.claim.sessionId;
        Hold other = holds.get(sessionId);
        if (other != null && other.generation >= hold.generation) {
            hold.claim.holder.onSuperseded(loop.nowUs());
            return;
        }
        holds.put(sessionId, hold);
        witness.granted(loop, sessionId, hold.generation);
        hold.claim.holder.onGranted(hold, loop.nowUs());
        if (other != null) {
            other.lose();
        }
    }

    /** A claim that is answered once, whatever comes first. */
    private final class Claim {
        private final String sessionId;
        private final String owner;
        private final long generation;
        private final long counter;
        private final OwnershipListener holder;
        private boolean done;

        Claim(
                String sessionId,
                String owner,
                long generation,
                long counter,
                OwnershipListener holder) {
            this.sessionId = sessionId;
            this.owner = owner;
            this.generation = generation;
            this.counter = counter;
            this.holder = holder;
        }

        void answered(Registry.Claimed answer) {
            if (done) {
                return;
            }
            switch (answer) {
                case Registry.Granted(long granted) -> grant(new Hold(this, granted));
                case Registry.Superseded _ -> holder.onSuperseded(loop.nowUs());
                case Registry.Finished _ -> holder.onFinished(loop.nowUs());
            }
            done();
        }

        void unanswered() {
            if (!done) {
                long newest = Math.max(generation, heldGeneration(sessionId));
                grant(new Hold(this, newest + 1));
                done();
            }
        }

        private void done() {
            done = true;
            claiming.computeIfPresent(sessionId, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private final class Hold implements Ownership {
        private final Claim claim;
        private final long generation;
        private long acknowledged;
        private boolean finished;
        private boolean ended;
        private int heartbeatsSinceFinish;

        Hold(Claim claim, long generation) {
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
            witness.finishing(loop, claim.sessionId);
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
            Registry.Known known =
                    new Registry.Known(claim.owner, generation, began, acknowledged, finished);
            registry.call(actor, () -> registry.renew(claim.sessionId, known), this::renewed);
        }

        /** While a claim is under way here, it may be that which has it now. */
        private void renewed(boolean mine) {
            if (!mine && !claiming.containsKey(claim.sessionId)) {
                lose();
            } else if (mine && finished) {
                forget();
            }
        }

        void lose() {
            loop.run(
                    () -> {
                        forget();
                        if (!ended) {
                            ended = true;
                            claim.holder.onTakenOver(loop.nowUs());
                        }
                    });
        }

        boolean givenUp() {
            heartbeatsSinceFinish += finished ? 1 : 0;
            return heartbeatsSinceFinish > FINISH_HEARTBEATS;
        }

        private void forget() {
            holds.remove(claim.sessionId, this);
        }
    }
}
