package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The fleet's Redis: atomic scripts on a hash for each session, late, lost or forgotten. */
final class Registry {
    private static final long EXPIRY_US = 46 * 60_000_000L;

    private final Timeline timeline;
    private final Chance chance;
    private final Map<String, Entry> entries = new HashMap<>();
    private long awayUntilUs;
    private long slowUntilUs;

    /** A conversation's hash; an empty owner stands for none. */
    private static final class Entry {
        private String owner = "";
        private long generation;
        private long began;
        private long acknowledged;
        private boolean finished;
        private long expiresUs;
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

    /**
     * Takes a conversation.
     *
     * @param generation of the capsule, and {@code counter} too
     * @param held the newest generation that the caller knows of
     */
    Claimed claim(String session, String owner, long generation, long counter, long held) {
        Entry entry = entry(session);
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
     * What a holder knows of its conversation.
     *
     * @param began capsules of older generations are void
     * @param acknowledged older capsules are void
     */
    record Known(String owner, long generation, long began, long acknowledged, boolean finished) {}

    /** Whether the owner still has it; what is missing or older is put right. */
    boolean renew(String session, Known known) {
        Entry entry = entry(session);
        boolean mine = entry.owner.equals(known.owner);
        boolean anothers = !entry.owner.isEmpty() && !mine;
        if (anothers && (entry.finished || entry.generation >= known.generation)) {
            return false;
        }
        if (!mine) {
            entry.owner = known.owner;
            entry.generation = known.generation;
            entry.acknowledged = known.acknowledged;
        }
        entry.began = known.began;
        entry.acknowledged = Math.max(entry.acknowledged, known.acknowledged);
        entry.finished |= known.finished;
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
