package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.RegistryPort;

import java.util.ArrayList;
import java.util.List;

/** The registry as one event loop of a node uses it: claims, and a heartbeat each second. */
final class LoopRegistry implements RegistryPort {
    private static final long TIMEOUT_US = 250_000;
    private static final long HEARTBEAT_US = 1_000_000;

    private final Registry registry;
    private final GatewayLoop loop;
    private final Actor actor;
    private final Witness witness;
    private final List<Held> held = new ArrayList<>();
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
        Claim claim = new Claim(sessionId, loop + "-" + claims, holder);
        registry.call(
                actor,
                () -> registry.claim(sessionId, generation, counter, claim.owner),
                claim::answered);
        actor.later(TIMEOUT_US, () -> claim.grant(generation + 1));
    }

    private void heartbeat() {
        for (Held tenure : List.copyOf(held)) {
            registry.call(
                    actor,
                    () -> registry.renew(tenure.sessionId, tenure.generation, tenure.owner),
                    tenure::renewed);
        }
        actor.later(HEARTBEAT_US, this::heartbeat);
    }

    /** A claim that is answered once, whatever comes first. */
    private final class Claim {
        private final String sessionId;
        private final String owner;
        private final Holder holder;
        private boolean done;

        Claim(String sessionId, String owner, Holder holder) {
            this.sessionId = sessionId;
            this.owner = owner;
            this.holder = holder;
        }

        void answered(Registry.Claimed answer) {
            if (done) {
                return;
            }
            switch (answer) {
                case Registry.Granted(long generation) -> grant(generation);
                case Registry.Superseded _ -> {
                    done = true;
                    holder.onSuperseded(loop.nowUs());
                }
                case Registry.Finished _ -> {
                    done = true;
                    holder.onFinished(loop.nowUs());
                }
            }
        }

        void grant(long generation) {
            if (!done) {
                done = true;
                Held tenure = new Held(sessionId, owner, generation, holder);
                held.add(tenure);
                witness.granted(loop, sessionId, generation);
                holder.onGranted(tenure, loop.nowUs());
            }
        }
    }

    private final class Held implements Tenure {
        private final String sessionId;
        private final String owner;
        private final long generation;
        private final Holder holder;

        Held(String sessionId, String owner, long generation, Holder holder) {
            this.sessionId = sessionId;
            this.owner = owner;
            this.generation = generation;
            this.holder = holder;
        }

        void renewed(boolean mine) {
            if (!mine && held.remove(this)) {
                holder.onTakenOver(loop.nowUs());
            }
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public void acknowledged(long counter) {
            registry.call(
                    actor,
                    () -> {
                        registry.acknowledge(sessionId, owner, counter);
                        return counter;
                    },
                    _ -> {});
        }

        @Override
        public void finish() {
            held.remove(this);
            witness.finishing(loop, sessionId);
            registry.call(
                    actor,
                    () -> {
                        registry.finish(sessionId);
                        return sessionId;
                    },
                    _ -> {});
        }

        @Override
        public void release() {
            held.remove(this);
        }
    }
}
