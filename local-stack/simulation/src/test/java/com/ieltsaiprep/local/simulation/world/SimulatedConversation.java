package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;

import java.time.Instant;

/** Conversation of one candidate, across devices and nodes. */
public final class SimulatedConversation {
    private final int number;
    private final ConversationIdentity identity;
    private final Plan plan;
    private boolean begun;

    /**
     * Plan of a candidate.
     *
     * @param candidate number of the candidate, from 0
     * @param endsAtMs virtual time at which the candidate ends the test, if it is not over by then
     * @param skips whether the candidate then skips the test
     */
    public record Plan(int candidate, int endsAtMs, boolean skips) {}

    SimulatedConversation(int number, Plan plan) {
        this.number = number;
        this.identity =
                new ConversationIdentity(
                        "session" + number, "user" + plan.candidate, Instant.EPOCH);
        this.plan = plan;
    }

    /** Returns the number of the conversation in the run, from 0. */
    public int number() {
        return number;
    }

    /** Returns the session id of the conversation. */
    public String sessionId() {
        return identity.sessionId();
    }

    /** Returns the identity that the gateway sees. */
    public ConversationIdentity identity() {
        return identity;
    }

    /** Records that a device was connected to it. */
    void begin() {
        begun = true;
    }

    /** Returns whether a device was connected to it. */
    boolean hasBegun() {
        return begun;
    }

    /** Returns the candidate's plan. */
    public Plan plan() {
        return plan;
    }
}
