package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Counts how often a conversation's connection was lost, and how it went on. */
final class ResumptionLog {
    private record Loss(long lostUs, int closeCode, boolean turnLost) {}

    private final List<Resumption> all = new ArrayList<>();
    private @Nullable Loss pending;

    /** A connection is lost; false if the conversation has not gone on since the one before. */
    boolean onLost(long nowUs, int closeCode, boolean turnLost) {
        if (pending != null) {
            return false;
        }
        pending = new Loss(nowUs, closeCode, turnLost);
        return true;
    }

    /** The conversation goes on; false if no connection was lost before. */
    boolean onResumed(Resumption.Kind kind, int attempts, long nowUs) {
        if (pending == null) {
            return false;
        }
        all.add(
                new Resumption(
                        kind,
                        pending.lostUs,
                        pending.closeCode,
                        pending.turnLost,
                        attempts,
                        nowUs,
                        OptionalLong.empty()));
        pending = null;
        return true;
    }

    /** Audio of Maya's came. */
    void onAudio(long nowUs) {
        if (!all.isEmpty() && all.getLast().mayaUs().isEmpty()) {
            Resumption last = all.removeLast();
            all.add(
                    new Resumption(
                            last.kind(),
                            last.lostUs(),
                            last.closeCode(),
                            last.turnLost(),
                            last.attempts(),
                            last.resumedUs(),
                            OptionalLong.of(nowUs)));
        }
    }

    List<Resumption> all() {
        return all;
    }

    void addProblems(List<String> problems) {
        if (pending != null) {
            problems.add("the connection was lost and the conversation did not go on");
        }
    }
}
