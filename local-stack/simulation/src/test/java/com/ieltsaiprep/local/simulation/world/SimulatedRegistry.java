package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Registry in the fleet's Redis: atomic scripts on a hash per session id; slow, unavailable or
 * flushed by faults.
 */
final class SimulatedRegistry {
    private static final long EXPIRY_US = 46 * 60_000_000L;

    private final VirtualTimeScheduler scheduler;
    private final RandomStream random;
    private final Map<String, Entry> entries = new HashMap<>();
    private long unavailableUntilUs;
    private long slowUntilUs;

    /** Hash of a conversation; an empty owner stands for none. */
    private static final class Entry {
        private String owner = "";
        private long generation;
        private long began;
        private long acknowledged;
        private boolean finished;
        private long expiresAtUs;
    }

    /** Result of a claim. */
    sealed interface ClaimResult {}

    /** Granted to the caller with this generation as its fencing token. */
    record Granted(long generation) implements ClaimResult {}

    /** Refused because there is a newer capsule. */
    record Superseded() implements ClaimResult {}

    /** Refused because the conversation is over. */
    record Finished() implements ClaimResult {}

    SimulatedRegistry(VirtualTimeScheduler scheduler, RandomStream random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    /** Runs a script, unless the registry is unavailable, and delivers the result after a delay. */
    <T> void call(SimulatedProcess caller, Supplier<T> script, Consumer<T> answer) {
        long delayUs = random.nextInt(200, 2_000);
        if (scheduler.nowUs() < slowUntilUs) {
            delayUs += random.nextMicros(50, 400);
        }
        boolean lost = scheduler.nowUs() < unavailableUntilUs;
        long replyDelayUs = delayUs;
        scheduler.scheduleAfter(
                delayUs,
                () -> {
                    if (!lost) {
                        T result = script.get();
                        caller.runAfter(replyDelayUs, () -> answer.accept(result));
                    }
                });
    }

    /**
     * Claims a conversation.
     *
     * @param generation generation of the capsule; {@code counter} is the capsule's, too
     * @param held newest generation that the caller knows of
     */
    ClaimResult claim(String sessionId, String owner, long generation, long counter, long held) {
        Entry entry = entry(sessionId);
        if (entry.finished) {
            return new Finished();
        }
        boolean isOld = counter > 0 && generation < entry.began;
        if (isOld || counter < entry.acknowledged) {
            return new Superseded();
        }
        entry.owner = owner;
        entry.generation = Math.max(Math.max(entry.generation, generation), held) + 1;
        entry.began = counter == 0 ? entry.generation : generation;
        entry.acknowledged = counter;
        return new Granted(entry.generation);
    }

    /**
     * State of a conversation as its owner knows it.
     *
     * @param began capsules of older generations are void
     * @param acknowledged capsules with a lower counter are void
     */
    record OwnerState(
            String owner, long generation, long began, long acknowledged, boolean finished) {}

    /**
     * Renews the ownership: repairs missing or older data, and returns whether the owner is still
     * the same.
     */
    boolean renew(String sessionId, OwnerState state) {
        Entry entry = entry(sessionId);
        boolean isOwner = entry.owner.equals(state.owner);
        boolean hasOtherOwner = !entry.owner.isEmpty() && !isOwner;
        if (hasOtherOwner && (entry.finished || entry.generation >= state.generation)) {
            return false;
        }
        if (!isOwner) {
            entry.owner = state.owner;
            entry.generation = state.generation;
            entry.acknowledged = state.acknowledged;
        }
        entry.began = state.began;
        entry.acknowledged = Math.max(entry.acknowledged, state.acknowledged);
        entry.finished |= state.finished;
        return true;
    }

    private Entry entry(String sessionId) {
        Entry entry = entries.get(sessionId);
        if (entry == null || scheduler.nowUs() >= entry.expiresAtUs) {
            entry = new Entry();
            entries.put(sessionId, entry);
        }
        entry.expiresAtUs = scheduler.nowUs() + EXPIRY_US;
        return entry;
    }

    void flush() {
        entries.clear();
    }

    void makeUnavailable(long forUs) {
        unavailableUntilUs = scheduler.nowUs() + forUs;
    }

    void slowDown(long forUs) {
        slowUntilUs = scheduler.nowUs() + forUs;
    }
}
