package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ConversationIdentity;

/** One test, on whichever devices and nodes. */
public final class Session {
    private final int number;
    private final ConversationIdentity identity;
    private final Plan plan;

    /**
     * What a candidate means to do.
     *
     * @param candidate who, from 0
     * @param endsAtMs when the candidate ends the test, if it is not over by then
     * @param skips whether the candidate then skips it
     */
    public record Plan(int candidate, int endsAtMs, boolean skips) {}

    Session(int number, Plan plan) {
        this.number = number;
        this.identity = new ConversationIdentity("session" + number, "user" + plan.candidate);
        this.plan = plan;
    }

    /** Its number in the world, from 0. */
    public int number() {
        return number;
    }

    /** As the gateway knows it. */
    public ConversationIdentity identity() {
        return identity;
    }

    /** What is meant to become of it. */
    public Plan plan() {
        return plan;
    }
}
