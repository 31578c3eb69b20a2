package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.RegistryPort;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry as one event loop of a node uses it: claims, and a heartbeat each second. */
final class LoopRegistry implements RegistryPort {
    private static final long TIMEOUT_US = 250_000;
    private static final long HEARTBEAT_US = 1_000_000;
    private static final int FINISH_HEARTBEATS = 60;

    private final Registry registry;
    private final GatewayLoop loop;
    private final Actor actor;
    private final Witness witness;
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private int claims;

    LoopRegistry(Registry registry, GatewayLoop loop, Actor actor, Witness witness) {
        this.registry = registry;
        this.loop = loop;
        this.actor = actor;
        this.witness = witness;
        actor.later(HEARTBEAT_US, this::heartbeat);
    }

    @Override
    public void claim(String sessionId, long generation, long counter, Holder holder) {
        claims++;
        witness.noted(sessionId);
        witness.claimed(loop, sessionId, generation, counter);
        Claim claim = new Claim(sessionId, loop + "-" + claims, generation, holder);
        registry.call(
                actor,
                () -> registry.claim(sessionId, generation, counter, claim.owner),
                claim::answered);
        actor.later(TIMEOUT_US, claim::unanswered);
    }

    private void heartbeat() {
        holds.values().removeIf(Hold::givenUp);
        List.copyOf(holds.values()).forEach(Hold::renew);
        actor.later(HEARTBEAT_US, this::heartbeat);
    }

    /** Of two holds here the newer stays. */
    private void grant(Hold hold) {
        Hold other = holds.put(hold.claim.sessionId, hold);
        if (other != null) {
            loop.run(other::lose);
        }
        witness.granted(loop, hold.claim.sessionId, hold.generation);
        hold.claim.holder.onGranted(hold, loop.nowUs());
    }

    /** A claim that is answered once, whatever comes first. */
    private final class Claim {
        private final String sessionId;
        private final String owner;
        private final long capsuleGeneration;
        private final Holder holder;
        private boolean done;

        Claim(String sessionId, String owner, long capsuleGeneration, Holder holder) {
            this.sessionId = sessionId;
            this.owner = owner;
            this.capsuleGeneration = capsuleGeneration;
            this.holder = holder;
        }

        void answered(Registry.Claimed answer) {
            if (done) {
                return;
            }
            done = true;
            switch (answer) {
                case Registry.Granted(long generation) -> grant(new Hold(this, generation));
                case Registry.Superseded _ -> holder.onSuperseded(loop.nowUs());
                case Registry.Finished _ -> holder.onFinished(loop.nowUs());
            }
        }

        void unanswered() {
            if (!done) {
                done = true;
                Hold held = holds.get(sessionId);
                long heldGeneration = held == null ? 0 : held.generation;
                grant(new Hold(this, Math.max(capsuleGeneration, heldGeneration) + 1));
            }
        }
    }

    private final class Hold implements Tenure {
        private final Claim claim;
        private final long generation;
        private long acknowledged;
        private boolean finished;
        private boolean ended;
        private int heartbeatsSinceFinish;

        Hold(Claim claim, long generation) {
            this.claim = claim;
            this.generation = generation;
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
        public void acknowledged(long counter) {
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
            registry.call(
                    actor,
                    () ->
                            registry.renew(
                                    claim.sessionId,
                                    claim.owner,
                                    generation,
                                    acknowledged,
                                    finished),
                    this::renewed);
        }

        private void renewed(boolean mine) {
            if (!mine) {
                lose();
            } else if (finished) {
                forget();
            }
        }

        void lose() {
            forget();
            if (!ended) {
                ended = true;
                claim.holder.onTakenOver(loop.nowUs());
            }
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
