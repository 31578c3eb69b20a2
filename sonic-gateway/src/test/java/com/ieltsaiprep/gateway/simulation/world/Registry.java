package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The fleet's Redis: atomic scripts on a hash for each session, late, lost or forgotten. */
final class Registry {
    private static final long EXPIRY_US = 31 * 60_000_000L;

    private final Timeline timeline;
    private final Chance chance;
    private final Map<String, Entry> entries = new HashMap<>();
    private long awayUntilUs;
    private long slowUntilUs;

    private static final class Entry {
        private long generation;
        private long acknowledged;
        private long expiresUs;
        private boolean finished;
        private String owner = "";
    }

    /** What a claim is answered with. */
    sealed interface Claimed {}

    /** It is the claimer's. */
    record Granted(long generation) implements Claimed {}

    /** There is a newer capsule. */
    record Superseded() implements Claimed {}

    /** It is over. */
    record Finished() implements Claimed {}

    Registry(Timeline timeline, Chance chance) {
        this.timeline = timeline;
        this.chance = chance;
    }

    /** Runs a script, unless it is away, and answers, unless that is too late to be of use. */
    <T> void call(Actor caller, Supplier<T> script, Consumer<T> answer) {
        long delayUs = chance.between(200, 2_000);
        if (timeline.nowUs() < slowUntilUs) {
            delayUs += chance.usBetweenMs(50, 400);
        }
        boolean lost = timeline.nowUs() < awayUntilUs;
        long backUs = delayUs;
        timeline.after(
                delayUs,
                () -> {
                    if (!lost) {
                        T result = script.get();
                        caller.later(backUs, () -> answer.accept(result));
                    }
                });
    }

    Claimed claim(String session, long generation, long counter, String owner) {
        Entry entry = entry(session);
        if (entry.finished) {
            return new Finished();
        }
        if (counter > 0 && entry.acknowledged > counter) {
            return new Superseded();
        }
        entry.generation = Math.max(entry.generation, generation) + 1;
        entry.owner = owner;
        if (counter == 0) {
            entry.acknowledged = 0;
        }
        return new Granted(entry.generation);
    }

    /**
     * Whether the owner still has it; what is missing or older is put right, and what the owner
     * knows is noted.
     */
    boolean renew(String session, String owner, long generation, long counter, boolean finished) {
        Entry entry = entry(session);
        boolean mine = entry.owner.equals(owner);
        boolean anothers = !entry.owner.isEmpty() && !mine;
        if (anothers && (entry.finished || entry.generation >= generation)) {
            return false;
        }
        if (!mine) {
            entry.generation = generation;
            entry.owner = owner;
        }
        entry.acknowledged = Math.max(entry.acknowledged, counter);
        entry.finished |= finished;
        return true;
    }

    private Entry entry(String session) {
        Entry entry = entries.get(session);
        if (entry == null || timeline.nowUs() >= entry.expiresUs) {
            entry = new Entry();
            entries.put(session, entry);
        }
        entry.expiresUs = timeline.nowUs() + EXPIRY_US;
        return entry;
    }

    void flush() {
        entries.clear();
    }

    void goAway(long forUs) {
        awayUntilUs = timeline.nowUs() + forUs;
    }

    void slowDown(long forUs) {
        slowUntilUs = timeline.nowUs() + forUs;
    }
}
